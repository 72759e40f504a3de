/// One statement or command.
public enum Statement: Hashable, Sendable {
  /// `let love = …`
  case binding(name: Located<String>, value: Located<Expression>)
  /// `love = …`, `love.coeff *= 2`
  case adjustment(Adjustment)
  /// A value to be shown.
  case expression(Located<Expression>)
  /// `:compare "…" n=15`
  case command(Invocation)
}

/// A change of a vector, or of one of its fields.
public struct Adjustment: Hashable, Sendable {
  /// How the new value comes about.
  public enum Assignment: String, Hashable, Sendable, CaseIterable {
    case replace = "="
    case add = "+="
    case subtract = "-="
    case multiply = "*="
    case divide = "/="
  }

  /// The vector's name.
  public var name: Located<String>
  /// The field after the point, if one is named.
  public var field: Located<String>?
  /// How the new value comes about.
  public var assignment: Located<Assignment>
  /// The value on the right.
  public var value: Located<Expression>

  /// A change of the vector `name`, or of its `field`.
  public init(
    _ name: Located<String>, field: Located<String>? = nil, _ assignment: Located<Assignment>,
    _ value: Located<Expression>
  ) {
    self.name = name
    self.field = field
    self.assignment = assignment
    self.value = value
  }
}

/// A value as it is written; what it means is for the interpreter.
public indirect enum Expression: Hashable, Sendable {
  /// The operators between two values.
  public enum Operator: String, Hashable, Sendable, CaseIterable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"
  }

  /// The two kinds of range.
  public enum Bound: String, Hashable, Sendable, CaseIterable {
    case through = ".."
    case upTo = "..<"
  }

  /// A number without a sign.
  case number(Double)
  /// A text in quotes, escapes resolved.
  case text(String)
  /// A vector's name, or a word such as `front`.
  case name(String)
  /// In a command's arguments: any word without quotes, such as a path or a model.
  case word(String)
  /// `love.coeff`
  case member(Located<String>, field: Located<String>)
  /// `x("Love", "Hate", 5, 6, at=front)`
  case call(Located<String>, [Located<Argument>])
  /// `{"a", "b"}`
  case list([Located<Expression>])
  /// `-20..20`, `0..<100`
  case range(Located<Expression>, Bound, Located<Expression>)
  /// `-love`
  case negated(Located<Expression>)
  /// `love*2`, `love + calm`
  case operation(Located<Expression>, Located<Operator>, Located<Expression>)
}

/// What stands between the parentheses of a call, or after a command's name.
public enum Argument: Hashable, Sendable {
  /// A value known by its place.
  case value(Located<Expression>)
  /// `name=value`
  case option(Located<String>, Located<Expression>)
  /// `love.coeff=-20..20` or `love.layer={0, 6}`, only in commands.
  case axis(vector: Located<String>, field: Located<String>, Located<Expression>)
}

/// A command and its arguments.
public struct Invocation: Hashable, Sendable {
  /// The command's full name; the range is that of what was typed, with the colon.
  public var name: Located<String>
  /// The arguments in the order in which they stand.
  public var arguments: [Located<Argument>]

  /// The command `name` with these arguments.
  public init(_ name: Located<String>, _ arguments: [Located<Argument>] = []) {
    self.name = name
    self.arguments = arguments
  }
}
