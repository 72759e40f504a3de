import SessionLanguage
import Steering
import Transformer

/// What the fields of a vector may be in the loaded model.
extension Evaluation {
  func coefficient(_ value: Located<Expression>) throws(Diagnostic) -> Float {
    guard case .number(let number) = try self.value(value) else {
      throw Diagnostic("coeff must be a number", at: value.range, hint: "for example 5")
    }
    guard Float(number).isFinite else {
      throw Diagnostic("this coefficient is too large", at: value.range)
    }
    return Float(number)
  }

  /// Columns that activations at a point of the loaded model have; `nil` for all.
  func dimensions(
    _ value: Located<Expression>, of point: HookPoint
  ) throws(Diagnostic) -> Range<Int>? {
    let columns = try Placing.dimensions(value)
    try check(columns, of: point, at: value.range)
    return columns
  }

  /// Refuses columns that activations at a point of the loaded model do not have.
  func check(_ columns: Range<Int>?, of point: HookPoint, at range: SourceRange) throws(Diagnostic)
  {
    guard let model = state.model, let columns, model.network.has(point) else { return }
    let width = model.network.width(at: point)
    guard columns.upperBound > width else { return }
    throw Diagnostic(
      "\(SteeringError.dimensionsOutOfRange(columns, width: width))", at: range,
      hint: "dims=\(min(columns.lowerBound, width - 1))..<\(width)")
  }

  /// A hook point that the loaded model has.
  func point(_ value: Located<Expression>) throws(Diagnostic) -> HookPoint {
    var point: HookPoint
    switch value.node {
    case .text, .word, .number, .name: point = try Placing.point(value)
    default:
      guard case .number(let number) = try self.value(value) else {
        throw Diagnostic(
          "layer must be a number or a hook name", at: value.range, hint: Placing.layerExample)
      }
      point = try Placing.layer(number, at: value.range)
    }
    try check(point, at: value.range)
    return point
  }

  /// Where activations are recorded; `none` for where they are added.
  func source(_ value: Located<Expression>) throws(Diagnostic) -> HookPoint? {
    value.node.plainWord == "none" ? nil : try point(value)
  }

  /// A whole number that a generator can start with.
  func seed(_ value: Located<Expression>) throws(Diagnostic) -> UInt64 {
    guard case .number(let number) = try self.value(value), let seed = UInt64(exactly: number),
      seed <= 1 << 53
    else {
      throw Diagnostic("seed must be a whole number from 0", at: value.range, hint: "for example 1")
    }
    return seed
  }

  /// Refuses a point that the loaded model, or any model, does not have.
  func check(_ point: HookPoint, at range: SourceRange) throws(Diagnostic) {
    guard let model = state.model else {
      guard (point.layer ?? 0) >= 0 else {
        throw Diagnostic("layer cannot be negative", at: range, hint: "the first layer is 0")
      }
      return
    }
    guard !model.network.has(point) else { return }
    let blocks = model.network.sizes.blocks
    throw Diagnostic(
      point.layer.map { "\(model.name) has no layer \($0)" } ?? "\(model.name) has no \(point)",
      at: range, hint: "its layers are 0 to \(blocks - 1)")
  }
}
