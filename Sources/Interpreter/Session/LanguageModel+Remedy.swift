import Analysis
import Models

extension LanguageModel {
  /// What helps where steered predictions are no numbers: it depends on whether the model makes
  /// some by itself.
  var remedyForNoNumbers: String {
    let pass = try? PredictionPass(self, [.init(tokenizer.tokens("a"))])
    let isSound = (try? pass?.lastDistribution(0)) != nil
    return isSound
      ? "take a smaller coefficient"
      : "it is so without steering too: the weights of \(name) are too large, or damaged"
  }
}
