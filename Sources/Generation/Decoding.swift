import LinearAlgebra
import Transformer

/// Completes prompts: several sides with the same number of samples each, one pass a step for all.
///
/// Side s is prefilled as sequence s, so that a hook meant for a side names sequence s; its samples
/// are forked from it and share its keys and values. Sample i of every side meets the same noise.
public struct Decoding<Hook: ForwardHook>: ~Copyable {
  /// Every row: all samples of side 0, then those of side 1, and so on.
  public private(set) var rows: [DecodingRow]
  /// What was passed in, with what it learnt.
  public private(set) var hooks: Hook
  /// How many tokens were generated for the longest side.
  public private(set) var steps = 0
  /// Whether a hook ended a pass, and so the run; the rows are as they were before it, and there are
  /// none where it was the prompts' pass.
  public private(set) var wasStopped = false

  private let prompts: [[TokenID]]
  private let options: SamplingOptions
  private let endOfText: TokenID
  private var inference: Inference
  private let sampling: SamplingWork
  private let noise: NoiseStream
  private var batch = TokenBatch()
  private var active: [Int]
  private var logitRows: [Int]
  /// Of each side, whether one of its rows goes on.
  private var isRunning: [Bool]
  private let leastSteps: [Int]

  /// Runs the prompts; `next()` then draws token after token.
  ///
  /// Of the samples only `part` are drawn, if it is given, each as it would be among all. A side all
  /// of whose rows have ended is still filled up to its number of `leastSteps`, as it would be were
  /// one of its other samples as long.
  ///
  /// Throws where prompt and completion would be longer than the model reads.
  public init(
    _ model: HookedTransformer, prompts: [[TokenID]], samples: Int, part: Range<Int>? = nil,
    leastSteps: [Int]? = nil, options: SamplingOptions, seed: UInt64, endOfText: TokenID,
    hooks: Hook
  ) throws(GenerationError) {
    for prompt in prompts {
      guard !prompt.isEmpty else { throw .emptyPrompt }
      let length = prompt.count + options.maximumTokens
      guard length <= model.sizes.context else {
        throw .tooLong(tokens: length, context: model.sizes.context)
      }
    }
    let part = part ?? 0..<samples
    let rowCount = prompts.count * part.count
    (self.prompts, self.options, self.endOfText) = (prompts, options, endOfText)
    self.hooks = hooks
    sampling = SamplingWork(options, rows: rowCount, vocabulary: model.sizes.vocabulary)
    isRunning = prompts.map { _ in true }
    self.leastSteps = leastSteps ?? prompts.map { _ in 0 }
    let isDrawn = options.temperature != 0
    noise = NoiseStream(
      seed: seed, rows: isDrawn ? samples : 0, part: isDrawn ? part : 0..<0,
      vocabulary: model.sizes.vocabulary)
    let prefill = TokenBatch(sequences: prompts)
    inference = Inference(
      model,
      capacities: prompts.map(\.count)
        + Array(repeating: options.maximumTokens, count: rowCount),
      rows: max(prefill.tokens.count, rowCount), logits: max(rowCount, LossPass.rowsAtOnce))
    (rows, logitRows, active) = ([], [], [])
    guard inference.forward(prompts, hooks: &self.hooks) else {
      wasStopped = true
      return
    }
    for segment in prefill.segments {
      let prompt = prompts[segment.sequence]
      let loss = LossPass.losses(of: prompt, segment, inference).reduce(0.0) { $0 + Double($1) }
      for sample in part {
        var row = DecodingRow(side: segment.sequence, sample: sample, tokens: prompt, loss: loss)
        row.reserve(options.maximumTokens)
        for token in prompt { row.counts[token, default: 0] += 1 }
        inference.fork(prompts.count + rows.count, from: segment.sequence, length: prompt.count)
        rows.append(row)
        logitRows.append(segment.rows.upperBound - 1)
      }
    }
    active = Array(rows.indices)
  }

  /// Draws one more token for every row of every side that is not done; `false` when all are.
  public mutating func next() throws(GenerationError) -> Bool {
    guard !active.isEmpty, steps < options.maximumTokens else { return false }
    if steps > 0, !runLastTokens() {
      wasStopped = true
      active.removeAll()
      return false
    }
    let logits = inference.logits(rows: logitRows)
    if options.temperature != 0 { noise.advance() }
    sampling.draw(from: logits, rows, active, noise)
    try takeDraws(logits)
    steps += 1
    for side in isRunning.indices { isRunning[side] = steps < leastSteps[side] }
    for row in rows.indices where !rows[row].hasEnded { isRunning[rows[row].side] = true }
    active.removeAll { !isRunning[rows[$0].side] }
    return !active.isEmpty && steps < options.maximumTokens
  }

  /// The mean loss of a row's prompt and completion under the model that made it, in nats a token.
  public func meanLoss(_ row: Int) -> Float {
    Float(rows[row].loss / Double(max(1, rows[row].tokens.count - 1)))
  }

  /// The tokens of a row after its prompt.
  public func completion(_ row: Int) -> ArraySlice<TokenID> {
    rows[row].tokens[prompts[rows[row].side].count...]
  }

  /// Whether the pass was run to its end.
  private mutating func runLastTokens() -> Bool {
    batch.removeAll()
    logitRows.removeAll(keepingCapacity: true)
    for row in active {
      logitRows.append(batch.tokens.count)
      batch.append(
        rows[row].tokens.suffix(1), to: prompts.count + row, at: rows[row].tokens.count - 1)
    }
    return inference.forward(batch, hooks: &hooks)
  }

  /// Adds what was drawn to the rows.
  private mutating func takeDraws(_ logits: MutableMatrixView) throws(GenerationError) {
    try sampling.forEachDraw { (draw) throws(GenerationError) in
      guard draw.logSumExp.isFinite else { throw .notFinite }
      let row = active[draw.position]
      let token = draw.token ?? endOfText
      rows[row].loss += Double(draw.logSumExp - logits[draw.position, Int(token)])
      rows[row].tokens.append(token)
      rows[row].counts[token, default: 0] += 1
      if options.stopsAtEnd, token == endOfText { rows[row].hasEnded = true }
    }
  }
}
