import Analysis
import Generation
import Reports
import SessionLanguage
import Steering
import Transformer

/// A vector under the arrow keys: the unsteered side stays, the steered side is written anew after
/// each key.
final class Tuning {
  /// How many pairs are in view.
  static let pairsShown = 2
  /// What a key changes a coefficient by, alone and with Shift.
  private static let steps: (small: Float, big: Float) = (1, 5)
  /// The least time between two frames, in seconds.
  static let frameSeconds = 0.05
  /// Waits that end at once without a key before the keyboard counts as gone.
  private static let patience = 20

  let run: ComparisonRun
  /// `nil` for what is in use and has no name.
  let name: String?
  private let original: SteeringRecipe.Term
  let session: Session
  let keyboard: any Keyboard
  let shown: Int
  var term: SteeringRecipe.Term
  var seed: UInt64
  var texts = TuningView.Texts()
  var keys: [Key] = []
  /// Whether the steered side is that of the vector as it is now, to its end.
  var isSteeredWhole = false
  let clock = ContinuousClock()
  var drawn: ContinuousClock.Instant

  init(
    _ run: ComparisonRun, of name: String?, _ term: SteeringRecipe.Term, in session: Session,
    _ keyboard: any Keyboard, shown: Int
  ) {
    (self.run, self.name, original, self.term) = (run, name, term, term)
    (self.session, self.keyboard, self.shown) = (session, keyboard, shown)
    seed = run.seed
    drawn = clock.now - .seconds(1)
  }

  /// Follows the keys to the end and says what became of the vector.
  func answer() throws -> Answer {
    defer { session.output.endLive() }
    let isKept = try follow()
    session.output.endLive()
    Interrupt.clear()
    let old = SteeringRecipe([original])
    guard isKept, term != original else {
      return Answer(
        "tune", view.code(of: original) + session.note("as before"),
        [.init("name", name.json), .init("vector", .string(old.code))])
    }
    let table = view.table
    var answer = try keep(remark: "was \(old.code)")
    answer.command = "tune"
    answer.blocks.insert(.comparison(table), at: 0)
    answer.isResult = true
    return answer
  }

  private func keep(remark: String) throws -> Answer {
    let recipe = SteeringRecipe([term])
    if let name {
      session.tuned = name
      return session.redefine(name, recipe, remark: remark)
    }
    var parser = Parser(recipe.code, session.catalog.vocabulary)
    if case .expression(let value)? = try parser.next()?.node { session.state.use = value.node }
    return session.useAnswer("tune")
  }

  private func follow() throws -> Bool {
    try write(steered: false)
    while true {
      if keys.isEmpty { try write(steered: true) }
      switch nextKey() {
      case nil, .escape, .interrupt, .character("q"): return false
      case .enter:
        // What is kept is what was seen.
        if !isSteeredWhole { try write(steered: true) }
        return true
      case .left(let isBig): add(isBig ? -Self.steps.big : -Self.steps.small)
      case .right(let isBig): add(isBig ? Self.steps.big : Self.steps.small)
      case .up: move(by: 1)
      case .down: move(by: -1)
      case .character("r"):
        seed = UInt64.random(in: 0..<1_000_000)
        try write(steered: false)
      default: continue
      }
    }
  }

  private func add(_ amount: Float) { term.coefficient += amount }

  /// The block moves, the place within it stays; the first and the last are ends.
  private func move(by blocks: Int) {
    guard case .block(let layer, let site) = term.point else { return }
    let moved = layer + blocks
    if (0..<run.model.network.sizes.blocks).contains(moved) { term.point = .block(moved, site) }
  }

  private func nextKey() -> Key? {
    var emptyWaits = 0
    while keys.isEmpty, emptyWaits < Self.patience {
      let before = clock.now
      if let key = keyboard.next(within: 1) { return key }
      // A wait cut short was a signal, such as that of a new size; many are the end of input.
      emptyWaits = (clock.now - before).seconds < 0.9 ? emptyWaits + 1 : 0
      draw()
      session.output.flushLive()
    }
    return keys.isEmpty ? nil : keys.removeFirst()
  }

  /// What steers, as it is said: the expression in use where it has the vector in it.
  private var label: String {
    guard let name else { return SteeringRecipe([term]).code }
    guard let use = session.state.use, use.mentioned.contains(name) else { return name }
    return "\(use)"
  }

  private var view: TuningView {
    TuningView(
      run: run, name: name, term: term, original: original, seed: seed, texts: texts,
      label: label, shown: shown)
  }

  func draw() {
    drawn = clock.now
    session.output.live(view.frame)
  }
}
