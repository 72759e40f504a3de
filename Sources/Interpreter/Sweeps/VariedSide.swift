import Models
import Reports
import SessionLanguage
import Steering

/// What steers, with some of its numbers to be chosen: the settings that one command goes through.
struct VariedSide {
  /// As it was said, without the changes.
  let side: SteeringSide
  /// The numbers to be chosen.
  let axes: [SweepAxis]
  private let state: SessionState
  private let use: Located<Expression>

  /// The name of what steers where it has none of its own.
  private static let unnamed = "vector"

  /// What a call steers with: the axes are those of named vectors, then `layer=` and `coeff=` of the
  /// vector in use; two ranges at most.
  ///
  /// Every value is known to fit the model.
  init(_ call: Call, in session: Session) throws(Diagnostic) {
    guard let side = try session.onlySide(of: call, session.state.settings),
      var use = try call.value(of: "with")
        ?? session.state.use.map({ Located($0, call.name.range) })
    else { throw session.nothingSteers(call) }
    var (state, said) = (session.state, call.axes)
    for option in call.options where ["layer", "coeff"].contains(option.name.node) {
      guard side.recipe.terms.count == 1 else {
        throw Diagnostic(
          "\(side.label) is a sum of \(side.recipe.terms.count) vectors, so it has no single "
            + option.name.node, at: option.name.range,
          hint: use.node.mentioned.sorted().first.map {
            "name the part that is meant: \($0).\(option.name.node)=…"
          })
      }
      var name = Self.unnamed
      if case .name(let known) = use.node {
        name = known
      } else {
        state.define(name, side.recipe, origin: "")
        use = Located(.name(name), use.range)
      }
      said.append((Located(name, option.name.range), option.name, option.value))
    }
    axes = try call.sweepAxes(Evaluation(state: state), of: said)
    (self.side, self.state, self.use) = (side, state, use)
    try check(call)
  }

  /// All combinations of values, the last axis fastest.
  var points: [[Double]] { axes.points }

  /// The side with these values, one an axis.
  func side(at point: [Double]) throws(Diagnostic) -> SteeringSide {
    var side = side
    side.recipe = try Evaluation(state: axes.at(point, in: state)).vector(use)
    if side.recipe != self.side.recipe { side.label = side.recipe.code }
    return side
  }

  private func check(_ call: Call) throws(Diagnostic) {
    guard axes.count(where: \.varies) <= 2 else {
      throw Diagnostic("two ranges at most can be shown", at: axes[axes.count - 1].range)
    }
    if axes.isEmpty, let step = call.values(of: "step").first {
      throw Diagnostic("step goes with a range", at: step.range, hint: "coeff=-1..4 step=0.5")
    }
    try axes.check(within: use.node)
    for (index, axis) in axes.enumerated() {
      var point = axes.map { $0.values[0] }
      for value in axis.values {
        point[index] = value
        _ = try side(at: point)
      }
    }
  }
}
