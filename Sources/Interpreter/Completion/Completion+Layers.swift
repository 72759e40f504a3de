import SessionLanguage
import Transformer

extension Session {
  /// The layers of the loaded model by number; by name once a name is begun, in quotes or as a word.
  ///
  /// There are hundreds of hook points: those of a block come once the block is typed.
  func layerCandidates(_ typed: String, quoted: Bool) -> [Completion.Candidate] {
    guard let network = state.model?.network else { return [] }
    let quote = quoted ? "\"" : ""
    let ending = quoted ? "" : " "
    let blocks = 0..<network.sizes.blocks
    guard typed.hasPrefix("\"") || typed.first?.isLetter == true else {
      return blocks.map { .init(String($0), ending: ending) }
    }
    func named(_ point: HookPoint, _ summary: String) -> Completion.Candidate {
      .init("\(quote)\(point)\(quote)", ending: ending, summary)
    }
    let parts = typed.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count > 2, let block = Int(parts[1]), blocks.contains(block) {
      return HookPoint.Site.allCases.map { named(.block(block, $0), $0.summary) }
    }
    return blocks.map { .init("\(quote)blocks.\($0).", ending: "") } + [
      named(.embedding, "the token embeddings"),
      named(.positionEmbedding, "the position embeddings"),
      named(.finalNormalized, "the last residual stream, centred and scaled"),
    ]
  }
}

extension HookPoint.Site {
  /// What flows there, in a few words.
  var summary: String {
    switch self {
    case .residPre: "the residual stream where it enters the block"
    case .residMid: "the residual stream behind the attention"
    case .residPost: "the residual stream where it leaves the block"
    case .attnQ: "queries"
    case .attnK: "keys"
    case .attnV: "values"
    case .attnZ: "what the heads read, before the output matrix"
    case .attnOut: "what the attention adds"
    case .mlpPre: "the hidden layer before its nonlinearity"
    case .mlpPost: "the hidden layer behind its nonlinearity"
    case .mlpOut: "what the MLP adds"
    }
  }
}
