import Analysis
import Generation
import Reports
import SessionLanguage
import Steering

extension Tuning {
  /// Writes one side; a key that waits makes what is left of it stale.
  func write(steered: Bool) throws {
    texts.clear(steered: steered)
    isSteeredWhole = false
    do {
      let vector = try steered ? measured() : nil
      var comparison = SteeringComparison(
        prompt: run.prompt, sides: [vector], samples: run.samples,
        options: run.settings.sampling, seed: seed)
      comparison.recordsStreams = steered && session.output.showsWhatMoved
      draw()
      let result = try comparison.run(
        run.model, within: SweepBudget(free: session.shelf.freeMemory),
        onStep: { [self] progress in
          texts.take(progress, steered: steered, from: run)
          if (clock.now - drawn).seconds >= Self.frameSeconds { draw() }
        }, while: { [self] in goesOn(steered: steered) })
      isSteeredWhole = steered && !result.wasInterrupted
      if isSteeredWhole, let vector { measureShifts(vector, result) }
    } catch let error as SteeringError {
      // A vector that fits nowhere is no reason to leave once another key may make it fit.
      texts.problem = "\(error)"
    } catch let error as GenerationError where steered {
      texts.problem = "\(error)"
    }
    draw()
    session.output.flushLive()
  }

  /// Sets off the tokens that moved, where that is seen and no key waits.
  private func measureShifts(_ vector: SteeringVector, _ result: ComparisonResult) {
    guard session.output.showsWhatMoved else { return }
    for completion in result.sides[0].prefix(shown) {
      guard goesOn(steered: true) else { return }
      let tokens = completion.tokens.prefix { $0 != run.model.endOfText }
      let shift = try? SteeringShift(
        run.model, prompt: result.prompt, completion: Array(tokens), steeredBy: vector,
        stream: completion.stream)
      texts.shifts.append(shift)
    }
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
}
