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

  /// Shows how far the rows are.
  func update(_ rows: [DecodingRow], step: Int) {
    guard output.isLive, !run.isShownWhole else {
      let noun = view.noun(run.samples)
      output.progress(
        Double(step) / Double(run.settings.sampling.maximumTokens), "\(run.samples) \(noun)")
      return
    }
    open()
    settle(rows)
    guard (clock.now - drawn).seconds >= Self.frameSeconds else { return }
    drawn = clock.now
    let seconds = (drawn - start).seconds - measuringSeconds
    output.live(
      view.frame(rows, sample: shownSample(rows), above: self.rows.count, step, seconds: seconds))
  }

  /// Shows what is left and gives the whole.
  func finish(_ result: ComparisonResult) -> Comparison {
    let count = result.sides.map(\.count).min() ?? 0
    for sample in rows.count..<max(rows.count, count) {
      let completions = result.sides.map { $0[sample] }
      add(
        view.row(
          completions.map { $0.tokens[...] }, losses: completions.map(\.loss),
          shifts: shifts(completions.map { $0.tokens[...] }, completions.map(\.stream)),
          isCut: result.wasInterrupted))
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
  private func settle(_ decoded: [DecodingRow]) {
    guard !view.hasNotes else { return }
    while rows.count < run.samples - 1, hasEnded(rows.count, decoded) {
      let completions = view.completions(of: rows.count, decoded)
      let before = clock.now
      let shifts = self.shifts(completions, completions.map { _ in nil })
      measuringSeconds += (clock.now - before).seconds
      add(view.row(completions, losses: [], shifts: shifts, isCut: false))
    }
  }

  /// The first pair that goes on.
  private func shownSample(_ decoded: [DecodingRow]) -> Int {
    (rows.count..<run.samples).first { !hasEnded($0, decoded) } ?? run.samples - 1
  }

  private func hasEnded(_ sample: Int, _ decoded: [DecodingRow]) -> Bool {
    decoded.allSatisfy { $0.sample != sample || $0.hasEnded }
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
