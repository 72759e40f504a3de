import Generation
import Models
import Steering
import Transformer

/// Runs the cells of a sweep batch by batch.
struct SweepWork {
  let prompts: [[TokenID]]
  /// How many tokens of completions were drawn so far.
  private(set) var drawnTokens = 0
  private let sweep: SteeringSweep
  private let model: LanguageModel
  /// What follows a prompt when nothing steers, of the prompts of the last cells.
  private var unsteered: [Int: NextTokenDistribution] = [:]

  /// A cell of which it is known what follows its prompt.
  private struct Begun {
    let cell: SweepCell
    /// `nil` where it is no numbers.
    let expected: NextTokenDistribution?
    let applied: AdditionSummary
  }

  /// The completions of a cell, and what was added while they were drawn.
  private typealias Completed = (completions: [SweepOutcome.Completion], applied: AdditionSummary)

  init(_ sweep: SteeringSweep, _ model: LanguageModel) {
    (self.sweep, self.model) = (sweep, model)
    prompts = sweep.prompts.map { model.tokenizer.tokens($0) }
  }

  /// Throws where a cell cannot run, before others have taken their time.
  func checkFit(_ cell: SweepCell) throws {
    guard !sweep.prompts[cell.prompt].isEmpty else { throw GenerationError.emptyPrompt }
    let length = prompts[cell.prompt].count + (sweep.samples > 0 ? sweep.options.maximumTokens : 0)
    guard length <= model.context else {
      throw GenerationError.tooLong(tokens: length, context: model.context)
    }
    guard let vector = vector(of: cell) else { return }
    var plan = InjectionPlan()
    try plan.steer(0, of: prompts[cell.prompt].count, with: vector)
  }

  /// What came of the cells: fewer, from the first on, where `Interrupt` stopped them.
  ///
  /// `onStep` hears the share that is done and the tokens drawn so far.
  mutating func outcomes(
    _ cells: [SweepCell], _ onStep: (Double, Int) -> Void
  ) throws -> [SweepOutcome] {
    let begun: [Begun]
    do {
      try expectUnsteered(cells)
      begun = try begin(cells)
    } catch GenerationError.stopped {
      return []
    }
    guard sweep.samples > 0 else { return begun.map { outcome($0, completions: []) } }
    let sound = begun.filter { $0.expected != nil }
    let completed = try complete(sound, onStep)
    var outcomes: [SweepOutcome] = []
    var next = completed.makeIterator()
    for cell in begun {
      guard cell.expected != nil else {
        outcomes.append(outcome(cell, completions: []))
        continue
      }
      guard let (completions, applied) = next.next() else { break }
      outcomes.append(outcome(cell, completions: completions, applied))
    }
    return outcomes
  }

  private func vector(of cell: SweepCell) -> SteeringVector? {
    cell.vector.map { sweep.vectors[$0] }
  }

  private func outcome(
    _ begun: Begun, completions: [SweepOutcome.Completion], _ applied: AdditionSummary? = nil
  ) -> SweepOutcome {
    // Predictions that were no numbers later on are not to be judged by what came before.
    let expected = sweep.samples > 0 && completions.isEmpty ? nil : begun.expected
    var all = begun.applied
    if let applied { all.add(applied) }
    return SweepOutcome(
      cell: begun.cell,
      divergence: expected.flatMap { expected in
        unsteered[begun.cell.prompt].map { expected.divergence(from: $0) }
      },
      probability: sweep.tokens.isEmpty ? nil : expected?.probability(ofAny: sweep.tokens),
      completions: completions, applied: all)
  }

  /// Reads what follows the prompts of these cells when nothing steers, where it is not known, and
  /// forgets that of others.
  private mutating func expectUnsteered(_ cells: [SweepCell]) throws {
    let needed = Set(cells.map(\.prompt))
    unsteered = unsteered.filter { needed.contains($0.key) }
    let missing = needed.subtracting(unsteered.keys).sorted()
    guard !missing.isEmpty else { return }
    let pass = try PredictionPass(model, missing.map { .init(prompts[$0]) })
    for (side, prompt) in missing.enumerated() {
      unsteered[prompt] = try pass.lastDistribution(side)
    }
  }

  /// What follows the prompt in each cell.
  private func begin(_ cells: [SweepCell]) throws -> [Begun] {
    let steered = cells.filter { $0.vector != nil }
    let pass = try PredictionPass(
      model, steered.map { .init(prompts[$0.prompt], steeredBy: vector(of: $0)) })
    let summaries = pass.record.summaries(of: steered.count)
    var begun: [Begun] = []
    var side = 0
    for cell in cells {
      guard cell.vector != nil else {
        begun.append(
          Begun(cell: cell, expected: unsteered[cell.prompt], applied: AdditionSummary()))
        continue
      }
      // A GenerationError says that they are no numbers, which is no matter of the other cells.
      begun.append(
        Begun(cell: cell, expected: try? pass.lastDistribution(side), applied: summaries[side]))
      side += 1
    }
    return begun
  }

  /// The completions of each cell: of fewer, from the first on, where they were interrupted.
  private mutating func complete(
    _ cells: [Begun], _ onStep: (Double, Int) -> Void
  ) throws -> [Completed] {
    guard !cells.isEmpty, !Interrupt.isRaised else { return [] }
    do {
      return try completions(cells.map(\.cell), onStep)
    } catch GenerationError.notFinite {
      // One of them: the others are not to suffer for it.
      guard cells.count > 1 else { return [([], AdditionSummary())] }
      let middle = cells.count / 2
      let share = Double(middle) / Double(cells.count)
      let first = try complete(Array(cells[..<middle])) { onStep($0 * share, $1) }
      guard first.count == middle else { return first }
      return try first
        + complete(Array(cells[middle...])) { onStep(share + $0 * (1 - share), $1) }
    }
  }

  /// The completions of each cell, all at once; none where they were interrupted.
  private mutating func completions(
    _ cells: [SweepCell], _ onStep: (Double, Int) -> Void
  ) throws -> [Completed] {
    let vectors = cells.map { vector(of: $0) }
    var plan = InjectionPlan()
    for (side, cell) in cells.enumerated() {
      guard let vector = vectors[side] else { continue }
      try plan.steer(side, of: prompts[cell.prompt].count, with: vector)
    }
    var decoding = try Decoding(
      model.network, prompts: cells.map { prompts[$0.prompt] }, samples: sweep.samples,
      options: sweep.options, seed: sweep.seed, endOfText: model.endOfText,
      hooks: HookPair(plan, PassWatch.interruptible()))
    while try decoding.next() {
      guard !Interrupt.isRaised else { return [] }
      onStep(
        Double(decoding.steps) / Double(sweep.options.maximumTokens),
        drawnTokens + decoding.steps * decoding.rows.count)
    }
    guard !decoding.wasStopped else { return [] }
    let losses = try decoding.losses(model, steeredBy: vectors)
    var completed = decoding.hooks.first.record.summaries(of: cells.count).map {
      (completions: [SweepOutcome.Completion](), applied: $0)
    }
    for row in decoding.rows.indices {
      let side = decoding.rows[row].side
      drawnTokens += decoding.completion(row).count
      let tokens = Array(decoding.completion(row).prefix { $0 != model.endOfText })
      let text = model.tokenizer.decode(tokens)
      completed[side].completions.append(
        SweepOutcome.Completion(
          tokens: tokens, text: text, loss: losses[row],
          count: sweep.words.map { $0(sweep.prompts[cells[side].prompt] + text) }))
    }
    return completed
  }
}
