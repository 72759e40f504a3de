import Analysis
import Models
import Reports
import SessionLanguage
import Transformer

/// What a sweep measures, and by which words and tokens.
struct SweepMeasures {
  /// The metrics that are shown.
  let shown: [SweepMetric]
  /// The words that are counted.
  let words: [String]?
  /// The tokens of which the probability is asked.
  let tokens: [TokenID]

  /// What `metric=`, `words=` and `token=` say.
  init(_ call: Call, _ model: LanguageModel) throws(Diagnostic) {
    let words = try call.texts(of: "words")
    self.words = words.isEmpty ? nil : words.map(\.node)
    var tokens: [TokenID] = []
    for text in try call.texts(of: "token") {
      guard let token = model.tokenizer.singleToken(text.node) else {
        throw Diagnostic(
          "token must be the text of one token", at: text.range,
          hint: ":tokens \(text.node.quoted)")
      }
      tokens.append(token)
    }
    self.tokens = tokens
    var shown: [SweepMetric] = []
    for name in try call.texts(of: "metric") {
      let known = SweepMetric.allCases.map(\.rawValue)
      guard let metric = SweepMetric(rawValue: name.node) else {
        let near = Spelling.nearest(to: name.node, among: known)
        throw Diagnostic(
          "no metric named \(name.node)", at: name.range,
          hint: near.map { "did you mean \($0)?" } ?? "metrics: \(known.joined(separator: ", "))")
      }
      if metric.needsWords, words.isEmpty {
        throw Diagnostic(
          "\(metric.rawValue) needs the words to count", at: name.range,
          hint: "words={wedding, weddings, marry}")
      }
      if metric == .p, tokens.isEmpty {
        throw Diagnostic(
          "p needs a token", at: name.range, hint: "token=\" wedding\"")
      }
      if !shown.contains(metric) { shown.append(metric) }
    }
    self.shown = shown.isEmpty ? [words.isEmpty ? (tokens.isEmpty ? .loss : .p) : .count] : shown
  }

  /// Every metric that can be read off cells with or without completions.
  func known(withCompletions: Bool) -> [SweepMetric] {
    SweepMetric.allCases.filter { metric in
      (withCompletions || !metric.needsCompletions) && (words != nil || !metric.needsWords)
        && (metric != .p || !tokens.isEmpty)
    }
  }
}

extension SweepMetric {
  /// What it is called above a picture.
  func title(_ measures: SweepMeasures, _ model: LanguageModel) -> String {
    switch self {
    case .loss: return "mean loss"
    case .kl: return "KL(steered‖unsteered) of the next token"
    case .p:
      let names = measures.tokens.map { model.tokenizer.literal(of: $0) }
      return "P(" + names.joined(separator: " or ") + ")"
    case .count: return "words of the list"
    case .success: return "completions with a word of the list"
    case .distinct: return "distinct-2"
    case .repetition: return "repetition of four tokens"
    }
  }

  /// How its values are written.
  var style: FigureStyle {
    switch self {
    case .loss, .kl, .count: .decimal(2)
    case .p, .success, .distinct, .repetition: .percent(1)
    }
  }
}
