import Analysis
import Generation
import Models
import Steering

/// Steers the built-in model, or the folder named on the command line, without the shell.
@main struct LoveAndHate {
  static func main() throws {
    let folder = CommandLine.arguments.dropFirst().first
    let model = try folder.map { try LanguageModel.load(folder: $0) } ?? LanguageModel.builtIn()
    let love = try model.measure(.xVector("Love", "Hate", 5, layer: 6))
    let comparison = SteeringComparison(
      prompt: "I hate you because", sides: [nil, love], samples: 3,
      options: SamplingOptions(maximumTokens: 20), seed: 42)
    let result = try comparison.run(model)
    for (unsteered, steered) in zip(result.sides[0], result.sides[1]) {
      print("unsteered:", comparison.prompt + unsteered.text)
      print("steered:  ", comparison.prompt + steered.text, "\n")
    }
  }
}
