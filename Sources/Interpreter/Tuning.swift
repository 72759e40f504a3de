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
  private static let frameSeconds = 0.05
  /// Waits that end at once without a key before the keyboard counts as gone.
  private static let patience = 20

  private let run: ComparisonRun
  /// `nil` for what is in use and has no name.
  private let name: String?
  private let original: SteeringRecipe.Term
  private let session: Session
  private let keyboard: any Keyboard
  private let shown: Int
  private var term: SteeringRecipe.Term
  private var seed: UInt64
  private var texts = TuningView.Texts()
  private var keys: [Key] = []
  private let clock = ContinuousClock()
  private var drawn: ContinuousClock.Instant

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
        [.init("name", name.map { .string($0) } ?? .null), .init("vector", .string(old.code))])
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
    if let name { return session.redefine(name, recipe, remark: remark) }
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
      case .enter: return true
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

  /// Writes one side; a key that waits makes what is left of it stale.
  private func write(steered: Bool) throws {
    texts.clear(steered: steered)
    do {
      let vector = try steered ? measured() : nil
      let comparison = SteeringComparison(
        prompt: run.prompt, sides: [vector], samples: run.samples,
        options: run.settings.sampling, seed: seed)
      draw()
      _ = try comparison.run(
        run.model,
        onStep: { rows, _ in
          texts.take(rows, steered: steered, from: run)
          if (clock.now - drawn).seconds >= Self.frameSeconds { draw() }
        }, while: { goesOn(steered: steered) })
    } catch let error as SteeringError {
      // A vector that fits nowhere is no reason to leave once another key may make it fit.
      texts.problem = "\(error)"
    } catch let error as GenerationError where steered {
      texts.problem = "\(error)"
    }
    draw()
    session.output.flushLive()
  }

  /// The unsteered side is wanted unless the user leaves, the steered one until the next key.
  private func goesOn(steered: Bool) -> Bool {
    while keyboard.isKeyWaiting, let key = keyboard.next(within: 0) {
      keys.append(key)
      if steered || key == .escape || key == .interrupt { return false }
    }
    return true
  }

  /// What steers: the expression in use with the vector as it is now, or the vector alone.
  private func measured() throws -> SteeringVector {
    guard let name else { return try run.model.measure(SteeringRecipe([term])) }
    var state = session.state
    state.define(name, SteeringRecipe([term]), origin: "")
    let isUsed = state.use?.mentioned.contains(name) == true
    let expression = isUsed ? state.use ?? .name(name) : .name(name)
    let recipe = try Evaluation(state: state).vector(Located(expression))
    return try run.model.measure(recipe)
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

  private func draw() {
    drawn = clock.now
    session.output.live(view.frame)
  }
}
