import Analysis
import Generation
import LinearAlgebra
import Reports
import Steering
import Transformer

/// A comparison on its way to the screen: one pair is written in the live place, those that are done
/// stand above it for good.
///
/// Where nothing is drawn over, it only reports progress.
final class ComparisonStage {
  private let run: ComparisonRun
  private let view: ComparisonView
  private let vectors: [SteeringVector?]
  private let output: any SessionOutput
  /// Whether what moved is measured.
  let measuresShifts: Bool
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var drawn: ContinuousClock.Instant
  /// The rows that are done, in order.
  private var rows: [Comparison.Row] = []
  /// Seconds spent on measuring rather than on writing.
  private var measuringSeconds = 0.0
  /// Whether the head has been shown, and rows follow it as they come.
  private(set) var isOpen = false
  /// How many tokens of all samples are drawn, as a share.
  private var share = 0.0
  /// By how much the next token of the samples at hand adds to it.
  private var stepShare = 0.0

  /// The least time between two frames, in seconds.
  private static let frameSeconds = 0.05

  init(_ run: ComparisonRun, _ vectors: [SteeringVector?], _ output: any SessionOutput) {
    (self.run, self.vectors, self.output) = (run, vectors, output)
    measuresShifts = output.showsWhatMoved && vectors.contains { $0 != nil }
    view = ComparisonView(
      run,
      hasNotes: measuresShifts && output.layout.width >= Comparison.narrowestWithNotes)
    start = clock.now
    drawn = start
  }

  /// Shows how far the pass for the next token is, where nothing else is seen yet.
  func wait(_ passShare: Double) {
    output.progress(share + passShare * stepShare, "\(run.samples) \(view.noun(run.samples))")
  }

  /// Shows how far the rows are.
  func update(_ progress: ComparisonProgress) {
    let samples = Double(run.samples)
    stepShare =
      Double(progress.samples.count) / Double(run.settings.sampling.maximumTokens) / samples
    share = Double(progress.samples.lowerBound) / samples + Double(progress.step) * stepShare
    if progress.isDone { share = Double(progress.samples.upperBound) / samples }
    guard output.isLive, !run.isShownWhole else { return wait(0) }
    open()
    settle(progress)
    guard (clock.now - drawn).seconds >= Self.frameSeconds else { return }
    drawn = clock.now
    let shown = shownSample(progress)
    output.live(
      view.frame(
        progress, sample: shown, above: rows.count, share: share,
        seconds: (drawn - start).seconds - measuringSeconds))
  }

  /// Shows what is left and gives the whole.
  func finish(_ result: ComparisonResult) -> Comparison {
    let count = result.sides.map(\.count).min() ?? 0
    for sample in rows.count..<max(rows.count, count) {
      let completions = result.sides.map { $0[sample] }
      let isShort = completions.contains { $0.tokens.count < result.steps.maximum }
      add(
        view.row(
          completions.map { $0.tokens[...] }, losses: completions.map(\.loss),
          shifts: shifts(completions.map { $0.tokens[...] }, completions.map(\.stream)),
          isCut: result.wasInterrupted && isShort))
      if measuresShifts, !isOpen {
        output.progress(Double(sample + 1) / Double(count), "what moved")
      }
    }
    let seconds = result.duration.seconds - measuringSeconds
    let whole = view.table(rows, result, seconds: seconds)
    if isOpen { output.show(.comparison(view.closing(whole))) }
    return whole
  }

  private func open() {
    guard !isOpen else { return }
    isOpen = true
    output.show(.comparison(view.opening))
  }

  /// Pairs that are done scroll up, as long as those before them are done too.
  ///
  /// What moved is said with the loss, which is known when all is done.
  private func settle(_ progress: ComparisonProgress) {
    guard !view.hasNotes else { return }
    while rows.count < run.samples - 1, hasEnded(rows.count, progress) {
      let completions = view.completions(of: rows.count, progress.rows)
      let before = clock.now
      let shifts = self.shifts(completions, completions.map { _ in nil })
      measuringSeconds += (clock.now - before).seconds
      add(view.row(completions, losses: [], shifts: shifts, isCut: false))
    }
  }

  /// The first pair that goes on.
  private func shownSample(_ progress: ComparisonProgress) -> Int {
    progress.samples.first { !hasEnded($0, progress) } ?? progress.samples.upperBound - 1
  }

  private func hasEnded(_ sample: Int, _ progress: ComparisonProgress) -> Bool {
    progress.samples.contains(sample)
      && (progress.isDone
        || progress.rows.allSatisfy { $0.sample != sample || $0.hasEnded })
  }

  private func add(_ row: Comparison.Row) {
    if isOpen { output.show(.comparison(view.piece(row, above: rows.count))) }
    rows.append(row)
  }

  /// By side; `nil` for an unsteered one, and where nobody sees what moved or wants to wait for it.
  private func shifts(
    _ completions: [ArraySlice<TokenID>], _ streams: [Matrix?]
  ) -> [SteeringShift?] {
    let prompt = run.model.tokenizer.tokens(run.prompt)
    return completions.indices.map { side -> SteeringShift? in
      guard measuresShifts, let vector = vectors[side], !Interrupt.isRaised else { return nil }
      let completion = completions[side].prefix { $0 != run.model.endOfText }
      return try? SteeringShift(
        run.model, prompt: prompt, completion: Array(completion), steeredBy: vector,
        stream: streams[side])
    }
  }
}
