import SessionLanguage
import Steering
import Transformer

/// Reads the places and paddings of vectors, which functions, fields and settings write alike.
enum Placing {
  static func placement(_ value: Located<Expression>) throws(Diagnostic) -> Placement {
    switch value.node.plainWord {
    case "front": return .front
    case "mid": return .mid
    case "back": return .back
    default: break
    }
    guard let number = value.node.plainNumber, let start = Int(exactly: number), start >= 0 else {
      throw Diagnostic(
        "at must be front, mid or back", at: value.range,
        hint: "or a position counted from 0: at=3")
    }
    return .offset(start)
  }

  static func padding(_ value: Located<Expression>) throws(Diagnostic) -> SteeringRecipe.Padding {
    if value.node.plainWord == "none" { return .none }
    guard case .text(let text) = value.node, !text.isEmpty else {
      throw Diagnostic(
        "pad must be the text of one token, or none", at: value.range, hint: "pad=\" \"")
    }
    return .text(text)
  }

  /// `0..<100`, `0..99` or `all`.
  static func dimensions(_ value: Located<Expression>) throws(Diagnostic) -> Range<Int>? {
    if value.node.plainWord == "all" { return nil }
    guard case .range(let lower, let bound, let upper) = value.node,
      let first = lower.node.plainNumber.flatMap({ Int(exactly: $0) }),
      let last = upper.node.plainNumber.flatMap({ Int(exactly: $0) }),
      first >= 0, last < .max
    else {
      throw Diagnostic("dims must be a range", at: value.range, hint: "dims=0..<100, or all")
    }
    let end = bound == .through ? last + 1 : last
    // An empty slice is one: it adds nothing.
    guard first <= end else {
      throw Diagnostic(
        "this range runs backwards", at: value.range,
        hint: "\(last)\(bound == .through ? ".." : "..<")\(first)")
    }
    return first..<end
  }

  /// `norm` or `none`.
  static func matchesNorm(_ value: Located<Expression>) throws(Diagnostic) -> Bool {
    switch value.node.plainWord {
    case "norm": return true
    case "none": return false
    default: throw Diagnostic("match must be norm or none", at: value.range, hint: "match=norm")
    }
  }

  /// A layer's number, which means the input of that block, or the name of a hook point.
  static func point(_ value: Located<Expression>) throws(Diagnostic) -> HookPoint {
    if case .text(let name) = value.node { return try hookPoint(name, at: value.range) }
    if case .word(let name) = value.node { return try hookPoint(name, at: value.range) }
    guard let number = value.node.plainNumber else {
      throw Diagnostic(
        "layer must be a number or a hook name", at: value.range,
        hint: layerExample)
    }
    return try layer(number, at: value.range)
  }

  /// How a layer is written.
  static let layerExample = "6 or \"blocks.6.hook_resid_pre\""

  static func layer(_ number: Double, at range: SourceRange) throws(Diagnostic) -> HookPoint {
    guard let layer = Int(exactly: number) else {
      throw Diagnostic("layer must be a whole number", at: range, hint: layerExample)
    }
    // Negative layers are refused by name once a model is there to name.
    return .residPre(layer)
  }

  private static func hookPoint(
    _ name: String, at range: SourceRange
  ) throws(Diagnostic) -> HookPoint {
    if let point = HookPoint(name) { return point }
    let parts = name.split(separator: ".", maxSplits: 2)
    let layer = parts.count > 1 ? String(parts[1]) : "6"
    let known =
      HookPoint.Site.allCases.map { "blocks.\(layer).\($0.rawValue)" }
      + ["hook_embed", "hook_pos_embed", "ln_final.hook_normalized"]
    let near = Spelling.nearest(to: name, among: known)
    throw Diagnostic(
      "no hook point named \(name)", at: range,
      hint: near.map { "did you mean \"\($0)\"?" } ?? ":help hooks lists them")
  }
}
