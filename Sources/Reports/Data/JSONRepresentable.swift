/// What a result can write down as it is: `tokens.json`, `ratio.json`, of nothing `null`.
public protocol JSONRepresentable {
  /// The same as JSON.
  var json: JSONValue { get }
}

extension String: JSONRepresentable {
  /// The text.
  public var json: JSONValue { .string(self) }
}

extension Bool: JSONRepresentable {
  /// `true` or `false`.
  public var json: JSONValue { .bool(self) }
}

extension Int: JSONRepresentable {
  /// The number.
  public var json: JSONValue { .integer(self) }
}

extension Int32: JSONRepresentable {
  /// The number; that of a token is one.
  public var json: JSONValue { .integer(Int(self)) }
}

extension Int64: JSONRepresentable {
  /// The number.
  public var json: JSONValue { .integer(Int(self)) }
}

extension Double: JSONRepresentable {
  /// The number; `null` where it is not finite.
  public var json: JSONValue { .double(self) }
}

extension Float: JSONRepresentable {
  /// The number in as few digits as read back as the same `Float`; `null` where it is not finite.
  public var json: JSONValue { .float(self) }
}

extension Optional: JSONRepresentable where Wrapped: JSONRepresentable {
  /// What is there, or `null`.
  public var json: JSONValue { map(\.json) ?? .null }
}

extension Array: JSONRepresentable where Element: JSONRepresentable {
  /// The elements in order.
  public var json: JSONValue { .array(map(\.json)) }
}
