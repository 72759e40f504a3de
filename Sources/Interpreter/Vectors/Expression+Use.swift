import SessionLanguage

/// What steers is an expression over names, so that `:on`, `:off` and `:rename` can edit it.
extension Expression {
  /// The names of vectors in it.
  var mentioned: Set<String> {
    switch self {
    case .name(let name): [name]
    case .member(let name, _): [name.node]
    case .negated(let value): value.node.mentioned
    case .operation(let left, _, let right): left.node.mentioned.union(right.node.mentioned)
    case .call(_, let arguments):
      arguments.reduce(into: []) { names, argument in
        switch argument.node {
        case .value(let value), .option(_, let value): names.formUnion(value.node.mentioned)
        case .axis: break
        }
      }
    case .number, .text, .word, .list, .range: []
    }
  }

  /// The expression without `name`; `nil` if nothing is left.
  func removing(_ name: String) -> Expression? {
    switch self {
    case .name(name): return nil
    case .negated(let value):
      return value.node.removing(name).map { .negated(Located($0)) }
    case .operation(let left, let sign, let right):
      let rest = (left.node.removing(name), right.node.removing(name))
      switch (rest.0, sign.node, rest.1) {
      case (let kept?, _, let other?):
        return .operation(Located(kept), sign, Located(other))
      case (let kept?, .plus, nil), (let kept?, .minus, nil), (nil, .plus, let kept?): return kept
      case (nil, .minus, let kept?): return .negated(Located(kept))
      default: return nil
      }
    default: return self
    }
  }

  /// The expression with `name` called `new`.
  func renaming(_ name: String, to new: String) -> Expression {
    switch self {
    case .name(name): return .name(new)
    case .member(let vector, let field) where vector.node == name:
      return .member(Located(new), field: field)
    case .negated(let value): return .negated(Located(value.node.renaming(name, to: new)))
    case .operation(let left, let sign, let right):
      return .operation(
        Located(left.node.renaming(name, to: new)), sign,
        Located(right.node.renaming(name, to: new)))
    case .call(let function, let arguments):
      return .call(function, arguments.map { Located($0.node.renaming(name, to: new)) })
    default: return self
    }
  }

  /// The sum of this, if there is one, and `name`.
  static func adding(_ name: String, to expression: Expression?) -> Expression {
    guard let expression else { return .name(name) }
    return .operation(Located(expression), Located(.plus), Located(.name(name)))
  }
}

extension Argument {
  fileprivate func renaming(_ name: String, to new: String) -> Argument {
    switch self {
    case .value(let value): .value(Located(value.node.renaming(name, to: new)))
    case .option(let option, let value):
      .option(option, Located(value.node.renaming(name, to: new)))
    case .axis: self
    }
  }
}
