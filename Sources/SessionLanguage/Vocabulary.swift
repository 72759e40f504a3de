/// The commands and functions a session has; the grammar itself knows none.
public struct Vocabulary: Hashable, Sendable {
  /// The commands, in the order in which they are listed.
  public var commands: [CommandForm]
  /// The functions that make vectors.
  public var functions: [FunctionForm]
  /// Values that fields of vectors and options may have, by their names, for hints.
  public var examples: [String: String]

  /// A vocabulary of these commands and functions.
  public init(
    commands: [CommandForm], functions: [FunctionForm], examples: [String: String] = [:]
  ) {
    self.commands = commands
    self.functions = functions
    self.examples = examples
  }

  /// Words that cannot name a vector, and what they are.
  static let keywords = ["let", "none"]

  func function(_ name: String) -> FunctionForm? { functions.first { $0.name == name } }
}

/// A function as it is called, for hints.
public struct FunctionForm: Hashable, Sendable {
  /// The name, such as `x`.
  public var name: String
  /// The whole call, such as `x(plus, minus, coeff, layer)`.
  public var signature: String

  /// A function called as `signature` shows.
  public init(_ name: String, signature: String) {
    self.name = name
    self.signature = signature
  }
}

/// A command's name and the kinds of argument it takes.
public struct CommandForm: Hashable, Sendable {
  /// What an argument that is no option is read as.
  public enum Positional: Hashable, Sendable {
    /// There is none.
    case none
    /// A text, which must stand in quotes.
    case text
    /// Words: names, models, paths; quotes only where one holds a blank.
    case words
    /// One expression, such as a sum of vectors.
    case expression
  }

  /// The full name without the colon.
  public var name: String
  /// Short names that hold even where they begin several names, such as `c`.
  public var abbreviations: [String]
  /// What an argument that is no option is read as.
  public var positional: Positional
  /// Whether `name=value` is an option; otherwise it is a word.
  public var takesOptions: Bool
  /// Options whose value is an expression, such as `with`.
  public var expressionOptions: Set<String>
  /// Whether `love.coeff=-5..5` may stand there.
  public var takesAxes: Bool

  /// A command that takes these kinds of argument.
  public init(
    _ name: String, abbreviations: [String] = [], _ positional: Positional = .none,
    takesOptions: Bool = false, expressionOptions: Set<String> = [], takesAxes: Bool = false
  ) {
    self.name = name
    self.abbreviations = abbreviations
    self.positional = positional
    self.takesOptions = takesOptions
    self.expressionOptions = expressionOptions
    self.takesAxes = takesAxes
  }
}
