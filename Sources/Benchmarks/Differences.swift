import Foundation
import Generation
import LinearAlgebra
import Models
import Transformer

/// What weights in fewer bits change in a model's results, on texts that it writes itself.
struct Differences {
  let folder: URL

  /// What one precision makes of the texts.
  private struct Sums {
    var (loss, divergence) = (0.0, 0.0)
    var (predictions, changed) = (0, 0)
  }

  /// Prints a table in Markdown: perplexity, divergence from fp32, most probable tokens that change,
  /// and tokens drawn with the same noise that change.
  func run() throws {
    let exact = try LanguageModel.load(folder: folder.path)
    let texts = try texts(exact)
    print(
      "| | perplexity | KL from fp32, nats | most probable token changes | drawn token changes |")
    print("|---|---:|---:|---:|---:|")
    for precision in WeightPrecision.allCases {
      let model = try LanguageModel.load(folder: folder.path, precision: precision)
      var sums = Sums()
      for text in texts { add(text, exact.network, model.network, to: &sums) }
      let count = Double(sums.predictions)
      let drawn = try (draws(exact), draws(model))
      let moved = zip(drawn.0, drawn.1).filter { $0 != $1 }.count
      print(
        String(
          format: "| %@ | %.4f | %.1e | %.2f %% | %.1f %% |", precision.rawValue,
          exp(sums.loss / count), sums.divergence / count, 100 * Double(sums.changed) / count,
          100 * Double(moved) / Double(drawn.0.count)))
    }
  }

  /// Drawn from all of the distribution, as it is.
  private func texts(_ model: LanguageModel) throws -> [[TokenID]] {
    let options = SamplingOptions(
      topP: 1, frequencyPenalty: 0, maximumTokens: min(60, model.context - 1), stopsAtEnd: false)
    var decoding = try Decoding(
      model.network, prompts: [[model.beginningOfText]], samples: 100, options: options, seed: 0,
      endOfText: model.endOfText, hooks: NoHook())
    while try decoding.next() {}
    return decoding.rows.map(\.tokens)
  }

  private func add(
    _ tokens: [TokenID], _ exact: HookedTransformer, _ other: HookedTransformer, to sums: inout Sums
  ) {
    let (expected, found) = (logProbabilities(tokens, exact), logProbabilities(tokens, other))
    for row in 0..<tokens.count - 1 {
      let (p, q) = (Array(expected[row: row]), Array(found[row: row]))
      sums.loss -= Double(q[Int(tokens[row + 1])])
      for token in p.indices {
        sums.divergence += exp(Double(p[token])) * Double(p[token] - q[token])
      }
      sums.predictions += 1
      let (best, now) = (p.indices.max { p[$0] < p[$1] }, q.indices.max { q[$0] < q[$1] })
      if best != now { sums.changed += 1 }
    }
  }

  private func logProbabilities(_ tokens: [TokenID], _ network: HookedTransformer) -> Matrix {
    var inference = Inference(
      network, capacities: [tokens.count], rows: tokens.count, logits: tokens.count)
    var hooks = NoHook()
    inference.forward(TokenBatch(sequences: [tokens]), hooks: &hooks)
    let logits = inference.logits(rows: Array(tokens.indices))
    logits.applyLogSoftmax()
    return Matrix(logits)
  }

  /// Tokens drawn with the same noise, as `:compare` draws them.
  private func draws(_ model: LanguageModel) throws -> [TokenID] {
    var decoding = try Decoding(
      model.network, prompts: [model.tokenizer.tokens("I hate you because")], samples: 30,
      options: SamplingOptions(maximumTokens: 40, stopsAtEnd: false), seed: 0,
      endOfText: model.endOfText, hooks: NoHook())
    while try decoding.next() {}
    return decoding.rows.indices.flatMap { decoding.completion($0) }
  }
}
