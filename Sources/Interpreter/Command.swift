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
    /// One of a few, each with what it means.
    case meanings([Meaning])
    /// A published vector.
    case example
    /// The number of a run that was kept.
    case run
    /// A place in the text, counted in tokens.
    case position
    case other

    /// A word and what it means.
    public struct Meaning: Hashable, Sendable {
      /// What is typed.
      public var word: String
      /// What it means, in a few words.
      public var summary: String
    }

    /// One of a few, each with what it means.
    public static func explained(_ words: KeyValuePairs<String, String>) -> Word {
      .meanings(words.map { Meaning(word: $0.key, summary: $0.value) })
    }
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
  /// What may follow a first word, by that word; under the empty text, what may follow any other.
  public var followers: [String: Word]
  /// Other topics to read.
  public var related: [String]

  /// What help says of a command.
  public init(
    _ topic: Topic, _ usage: String, _ summary: String, details: [String] = [],
    examples: [String], takesSettings: Bool = false, options: [String] = [],
    values: [String: Word] = [:], exports: Bool = false, words: Word = .other,
    followers: [String: Word] = [:], related: [String] = []
  ) {
    (self.topic, self.usage, self.summary) = (topic, usage, summary)
    (self.details, self.examples, self.takesSettings) = (details, examples, takesSettings)
    (self.values, self.exports, self.words) = (values, exports, words)
    self.followers = followers
    (self.options, self.related) = (options + (exports ? ["file"] : []), related)
  }
}

extension Command {
  /// The full name without the colon.
  public var name: String { form.name }
}
