import Generation
import Models
import Steering
import Transformer

/// Runs the cells of a sweep batch by batch.
struct SweepWork {
  let prompts: [[TokenID]]
  /// How many tokens were drawn so far.
  private(set) var drawnTokens = 0
  private let sweep: SteeringSweep
  private let model: LanguageModel
  private let unsteered: [NextTokenDistribution]

  init(_ sweep: SteeringSweep, _ model: LanguageModel, _ unsteered: [NextTokenDistribution]) {
    (self.sweep, self.model, self.unsteered) = (sweep, model, unsteered)
    prompts = sweep.prompts.map { model.tokenizer.tokens($0) }
  }

  /// Throws where a cell cannot run, before others have taken their time.
  func checkFit(_ cell: SweepCell) throws {
    let length = prompts[cell.prompt].count + (sweep.samples > 0 ? sweep.options.maximumTokens : 0)
    guard length <= model.context else {
      throw GenerationError.tooLong(tokens: length, context: model.context)
    }
    guard let vector = vector(of: cell) else { return }
    var plan = InjectionPlan()
    try plan.steer(0, of: prompts[cell.prompt].count, with: vector)
  }

  /// What came of the cells; `nil` where they were interrupted.
  ///
  /// `onStep` hears the share that is done and the tokens drawn so far.
  mutating func outcomes(
    _ cells: [SweepCell], _ onStep: (Double, Int) -> Void
  ) throws -> [SweepOutcome]? {
    do {
      let expectations = try expectations(cells)
      guard sweep.samples > 0 else {
        return zip(cells, expectations).map { cell, expected in
          outcome(cell, expected, completions: [])
        }
      }
      guard let completions = try completions(cells, onStep) else { return nil }
      return cells.indices.map {
        outcome(cells[$0], expectations[$0], completions: completions[$0])
      }
    } catch GenerationError.notFinite {
      // One of them: the others are not to suffer for it.
      guard cells.count > 1 else { return cells.map { outcome($0, nil, completions: []) } }
      let middle = cells.count / 2
      guard let first = try outcomes(Array(cells[..<middle]), onStep),
        let second = try outcomes(Array(cells[middle...]), onStep)
      else { return nil }
      return first + second
    }
  }

  private func vector(of cell: SweepCell) -> SteeringVector? {
    cell.vector.map { sweep.vectors[$0] }
  }

  private func outcome(
    _ cell: SweepCell, _ expected: NextTokenDistribution?, completions: [SweepOutcome.Completion]
  ) -> SweepOutcome {
    SweepOutcome(
      cell: cell, divergence: expected.map { $0.divergence(from: unsteered[cell.prompt]) },
      probability: sweep.tokens.isEmpty ? nil : expected?.probability(ofAny: sweep.tokens),
      completions: completions)
  }

  /// What follows the prompt in each cell.
  private func expectations(_ cells: [SweepCell]) throws -> [NextTokenDistribution] {
    let pass = try PredictionPass(
      model, cells.map { .init(prompts[$0.prompt], steeredBy: vector(of: $0)) })
    return try cells.indices.map { try pass.lastDistribution($0) }
  }

  /// The completions of each cell.
  private mutating func completions(
    _ cells: [SweepCell], _ onStep: (Double, Int) -> Void
  ) throws -> [[SweepOutcome.Completion]]? {
    let vectors = cells.map { vector(of: $0) }
    var plan = InjectionPlan()
    for (side, cell) in cells.enumerated() {
      guard let vector = vectors[side] else { continue }
      try plan.steer(side, of: prompts[cell.prompt].count, with: vector)
    }
    var decoding = try Decoding(
      model.network, prompts: cells.map { prompts[$0.prompt] }, samples: sweep.samples,
      options: sweep.options, seed: sweep.seed, endOfText: model.endOfText, hooks: plan)
    let before = drawnTokens
    while try decoding.next() {
      guard !Interrupt.isRaised else { return nil }
      drawnTokens = before + decoding.steps * decoding.rows.count
      onStep(Double(decoding.steps) / Double(sweep.options.maximumTokens), drawnTokens)
    }
    let losses = try decoding.losses(model, steeredBy: vectors)
    var completions = cells.map { _ in [SweepOutcome.Completion]() }
    drawnTokens = before
    for row in decoding.rows.indices {
      let side = decoding.rows[row].side
      drawnTokens += decoding.completion(row).count
      let tokens = Array(decoding.completion(row).prefix { $0 != model.endOfText })
      let text = model.tokenizer.decode(tokens)
      completions[side].append(
        SweepOutcome.Completion(
          tokens: tokens, text: text, loss: losses[row],
          count: sweep.words.map { $0(sweep.prompts[cells[side].prompt] + text) }))
    }
    return completions
  }
}
