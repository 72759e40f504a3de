import Generation
import Models
import Steering
import Transformer

/// Runs a comparison part by part: some samples of every side, then the next ones.
struct ComparisonWork {
  /// Some of the samples, done.
  struct Part {
    let samples: Range<Int>
    /// By side.
    let completions: [[ComparisonResult.Completion]]
    let record: InjectionPlan.Record
    let steps: Int
    let drawnTokens: Int
    /// Whether it was not stopped.
    let isWhole: Bool

    /// How many tokens the completions of each side have.
    var lengths: [Int] { completions.map { $0.first?.tokens.count ?? 0 } }
  }

  let comparison: SteeringComparison
  let model: LanguageModel
  let tokens: [TokenID]
  let plan: InjectionPlan
  let onStep: (ComparisonProgress) -> Void
  let onPass: (Double) -> Void
  let isWanted: () -> Bool

  /// All samples, so many at once; fewer where it was stopped.
  func parts(of size: Int) throws -> [Part] {
    var parts: [Part] = []
    var lengths = comparison.sides.map { _ in 0 }
    while (parts.last?.samples.upperBound ?? 0) < comparison.samples {
      let first = parts.last?.samples.upperBound ?? 0
      let samples = first..<min(first + size, comparison.samples)
      let drawn = parts.reduce(0) { $0 + $1.drawnTokens }
      guard let part = try part(samples, leastSteps: lengths, after: drawn) else { return parts }
      parts.append(part)
      guard part.isWhole else { return parts }
      lengths = zip(lengths, part.lengths).map { max($0, $1) }
    }
    // The texts of a side are as long as its longest, and so are their losses: a part all of whose
    // texts ended before that one is filled up as if it had been drawn along with it.
    for index in parts.indices where parts[index].lengths != lengths {
      guard let longer = try part(parts[index].samples, leastSteps: lengths, after: nil),
        longer.isWhole
      else { break }
      parts[index] = longer
    }
    return parts
  }

  /// Some samples; `nil` where it was stopped before it knew anything of them.
  ///
  /// `drawn` tokens were drawn before; without a number nobody is told how far it is.
  private func part(
    _ samples: Range<Int>, leastSteps: [Int], after drawn: Int?
  ) throws -> Part? {
    let watch = PassWatch { share in
      onPass(share)
      return goesOn
    }
    let recorder = PredictionRecorder(model.network, isWanted: keepsStreams(samples.count))
    var decoding = try Decoding(
      model.network, prompts: comparison.sides.map { _ in tokens }, samples: comparison.samples,
      part: samples, leastSteps: leastSteps, options: comparison.options,
      seed: comparison.seed, endOfText: model.endOfText,
      hooks: HookPair(HookPair(plan, recorder), watch))
    guard !decoding.wasStopped else { return nil }
    func tell(_ rows: [DecodingRow], _ step: Int, isDone: Bool) {
      guard let drawn else { return }
      onStep(
        ComparisonProgress(
          samples: samples, rows: rows, step: step, isDone: isDone,
          drawnTokens: drawn + rows.count * step))
    }
    var isStopped = false
    while try decoding.next() {
      isStopped = !goesOn
      if isStopped { break }
      tell(decoding.rows, decoding.steps, isDone: false)
    }
    isStopped = isStopped || decoding.wasStopped
    let isWhole = !isStopped || decoding.steps == comparison.options.maximumTokens
    tell(decoding.rows, decoding.steps, isDone: isWhole)
    let losses = try decoding.losses(model, steeredBy: comparison.sides, watch)
    let rows = decoding.rows
    return Part(
      samples: samples,
      completions: comparison.sides.indices.map { side in
        rows.indices.filter { rows[$0].side == side }.map { row in
          let completion = Array(decoding.completion(row))
          return ComparisonResult.Completion(
            tokens: completion, text: model.tokenizer.decode(completion), loss: losses[row],
            stream: decoding.hooks.first.second.stream(
              prompt: side, row: comparison.sides.count + row))
        }
      },
      record: decoding.hooks.first.first.record, steps: decoding.steps,
      drawnTokens: rows.indices.reduce(0) { $0 + decoding.completion($1).count },
      isWhole: isWhole)
  }

  private var goesOn: Bool { !Interrupt.isRaised && isWanted() }

  /// Of each side, then of each of its `samples` rows, whether its stream is kept.
  private func keepsStreams(_ samples: Int) -> [Bool] {
    let sides = comparison.sides.map { vector in
      // What is added behind the last block is not in the stream.
      comparison.recordsStreams
        && vector?.parts.contains { $0.addition.point == .finalNormalized } == false
    }
    return sides + sides.flatMap { Array(repeating: $0, count: samples) }
  }
}
