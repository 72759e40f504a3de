extension JSONValue {
  /// The text this is; `nil` for anything else.
  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The whole number from 0 this is; `nil` for anything else.
  public var whole: UInt64? {
    switch self {
    case .integer(let value): UInt64(exactly: value)
    case .unsigned(let value): value
    default: nil
    }
  }

  /// The number this is, of a `Float` the decimal it is written as; `nil` for anything else.
  public var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .unsigned(let value): Double(value)
    case .double(let value): value
    case .float(let value): Double("\(value)")
    default: nil
    }
  }
}
