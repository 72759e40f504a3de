import Reports
import SessionLanguage

/// A command: what it is called, what it takes, what help says of it, and what it does.
public protocol Command: Sendable {
  /// Its name, short names and kinds of argument: what the parser needs.
  var form: CommandForm { get }
  /// What help and completion say of it.
  var help: CommandHelp { get }
  /// Does it; throws a `Diagnostic`, or an error that is a sentence.
  func run(_ call: Call, in session: Session) throws -> Answer
}

/// What help and completion say of a command.
public struct CommandHelp: Hashable, Sendable {
  /// Under which heading `:help` lists it.
  public enum Topic: String, Hashable, Sendable, CaseIterable {
    case models
    case vectors
    case completions
    case instruments
    case session
  }

  /// What stands at a place that takes a word.
  public enum Word: Hashable, Sendable {
    case model
    case vector
    case setting
    case file
    case topic
    /// A layer or the name of a hook point.
    case hook
    /// One of a few.
    case choice([String])
    case other
  }

  /// Under which heading it is listed.
  public var topic: Topic
  /// The form, such as `:compare ["text"] [name=value …]`.
  public var usage: String
  /// One line without a full stop.
  public var summary: String
  /// More lines, where one is not enough.
  public var details: [String]
  /// Lines that can be pasted.
  public var examples: [String]
  /// Whether it takes sampling settings for this once.
  public var takesSettings: Bool
  /// The options that are no settings.
  public var options: [String]
  /// Whether `file=` writes its answer; see `Export`.
  public var exports: Bool
  /// What the options take whose values are words; `file` needs no mention.
  public var values: [String: Word]
  /// The words it takes.
  public var words: Word
  /// Other topics to read.
  public var related: [String]

  /// What help says of a command.
  public init(
    _ topic: Topic, _ usage: String, _ summary: String, details: [String] = [],
    examples: [String], takesSettings: Bool = false, options: [String] = [],
    values: [String: Word] = [:], exports: Bool = false, words: Word = .other,
    related: [String] = []
  ) {
    (self.topic, self.usage, self.summary) = (topic, usage, summary)
    (self.details, self.examples, self.takesSettings) = (details, examples, takesSettings)
    (self.values, self.exports, self.words) = (values, exports, words)
    (self.options, self.related) = (options + (exports ? ["file"] : []), related)
  }
}

extension Command {
  /// The full name without the colon.
  public var name: String { form.name }
}
