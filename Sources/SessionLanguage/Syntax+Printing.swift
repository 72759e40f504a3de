/// Syntax that prints as a text which reads back as the same syntax.
extension Statement: CustomStringConvertible {
  /// The statement in canonical form.
  public var description: String {
    switch self {
    case .binding(let name, let value): "let \(name.node) = \(value.node)"
    case .adjustment(let change): "\(change)"
    case .expression(let value): "\(value.node)"
    case .command(let invocation): "\(invocation)"
    }
  }
}

extension Adjustment: CustomStringConvertible {
  /// The adjustment in canonical form.
  public var description: String {
    let place = field.map { "\(name.node).\($0.node)" } ?? name.node
    return "\(place) \(assignment.node.rawValue) \(value.node)"
  }
}

extension Invocation: CustomStringConvertible {
  /// The command in canonical form, under its full name.
  public var description: String {
    ([":\(name.node)"] + arguments.map { $0.node.printed(inCommand: true) })
      .joined(separator: " ")
  }
}

extension Argument {
  func printed(inCommand: Bool) -> String {
    switch self {
    case .value(let value): "\(value.node)"
    case .option(let name, let value):
      // Between blanks a sum is easier to see in parentheses.
      inCommand && value.node.precedence < Expression.factor
        ? "\(name.node)=(\(value.node))" : "\(name.node)=\(value.node)"
    case .axis(let vector, let field, let range): "\(vector.node).\(field.node)=\(range.node)"
    }
  }
}

extension Expression: CustomStringConvertible {
  static let sum = 0
  static let term = 1
  static let factor = 2

  /// How tightly the expression holds together: sum, term or factor.
  var precedence: Int {
    switch self {
    case .operation(_, let sign, _):
      sign.node == .plus || sign.node == .minus ? Self.sum : Self.term
    default: Self.factor
    }
  }

  /// The expression in canonical form, with no more parentheses than it needs.
  public var description: String {
    switch self {
    case .number(let value): value.canonical
    case .text(let text): text.quoted
    case .name(let name): name
    case .word(let word): word
    case .member(let name, let field): "\(name.node).\(field.node)"
    case .call(let function, let arguments):
      "\(function.node)(\(arguments.map { $0.node.printed(inCommand: false) }.joined(separator: ", ")))"
    case .list(let items): "{\(items.map { "\($0.node)" }.joined(separator: ", "))}"
    case .range(let lower, let bound, let upper): "\(lower.node)\(bound.rawValue)\(upper.node)"
    case .negated(let value): "-" + value.node.printed(atLeast: Self.factor)
    case .operation(let left, let sign, let right):
      left.node.printed(atLeast: precedence) + sign.node.spaced
        + right.node.printed(atLeast: precedence + 1)
    }
  }

  private func printed(atLeast needed: Int) -> String {
    precedence < needed ? "(\(self))" : "\(self)"
  }
}

extension Expression.Operator {
  var spaced: String {
    switch self {
    case .plus, .minus: " \(rawValue) "
    case .times, .divided: rawValue
    }
  }
}

extension Double {
  /// The shortest text that reads back as this number: `5`, `0.1`, `1e+20`.
  public var canonical: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension String {
  /// The text in quotes, with the escapes it needs to be read back.
  public var quoted: String {
    var literal = String.UnicodeScalarView()
    literal.append("\"")
    for scalar in unicodeScalars {
      switch scalar {
      case "\"", "\\": literal.append(contentsOf: "\\\(scalar)".unicodeScalars)
      case "\n": literal.append(contentsOf: "\\n".unicodeScalars)
      case "\t": literal.append(contentsOf: "\\t".unicodeScalars)
      case _ where scalar.isInvisible:
        let code = String(scalar.value, radix: 16, uppercase: true)
        literal.append(contentsOf: "\\u{\(code)}".unicodeScalars)
      default: literal.append(scalar)
      }
    }
    literal.append("\"")
    return String(literal)
  }
}

extension Unicode.Scalar {
  /// A character that cannot be seen and would move the cursor or turn the direction of writing.
  var isInvisible: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    }
  }
}
