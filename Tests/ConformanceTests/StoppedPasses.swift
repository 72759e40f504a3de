import Analysis
import Generation
import Models
import Steering
import Testing
import Transformer

@Suite struct `A pass over a text` {
  /// What reads a text in one pass and can be stopped in it.
  enum Instrument: CaseIterable {
    case next, effect, lens, attention, score, prompting, norms, normsOverLayers, streamOverLayers
    case measuring
  }

  private func read(_ instrument: Instrument, _ watch: PassWatch) throws {
    let model = try Goldens.model("random")
    let text = model.tokenizer.tokens("I went up to my friend and said")
    let recipe = SteeringRecipe.xVector("Love", "Hate", 5, layer: 1)
    let love = try model.measure(recipe)
    switch instrument {
    case .next:
      _ = try PredictionPass(model, [.init(text), .init(text, steeredBy: love)], watch)
    case .effect:
      _ = try SteeringEffect.profile(model, text, steeredBy: love, on: [1], watch)
    case .lens: _ = try LogitLens(model, text, steeredBy: love, watch)
    case .attention:
      _ = try AttentionPattern(model, text, steeredBy: love, layer: 1, head: 0, watch)
    case .score: _ = try TextScore(model, text, steeredBy: love, watch)
    case .prompting:
      _ = try PromptingComparison(
        model, text: text, words: [text[1]], filler: text[2], steeredBy: love,
        position: text.count - 1, watch)
    case .measuring: _ = try model.measure(recipe, watch)
    case .norms: _ = try ResidualNorms(model, text, love, watch)
    case .normsOverLayers:
      _ = try ResidualNorms.overLayers(model, text, love, watch)
    case .streamOverLayers: _ = try ResidualNorms.overLayers(model, text, watch)
    }
  }

  @Test(arguments: Instrument.allCases)
  func `ends where its watch says so`(instrument: Instrument) {
    var asked = 0
    let watch = PassWatch { _ in
      asked += 1
      return asked < 2
    }
    #expect(throws: GenerationError.stopped) { try read(instrument, watch) }
    #expect(asked == 2)
  }

  @Test(arguments: Instrument.allCases)
  func `tells its watch how much is done`(instrument: Instrument) throws {
    var shares: [Double] = []
    try read(
      instrument,
      PassWatch { share in
        shares.append(share)
        return true
      })
    #expect(shares.count > 1 && shares == shares.sorted() && shares.first == 0)
    #expect(shares.allSatisfy { (0...1).contains($0) })
  }
}
