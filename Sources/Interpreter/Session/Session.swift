import Models
import Reports
import RunLog
import SessionLanguage

/// A conversation: what is loaded, made and set, and what each statement does to it.
public final class Session {
  /// The program's version, which results record.
  public static let version = "0.1.0"

  /// Where answers go.
  public let output: any SessionOutput
  /// Every command there is.
  public let catalog: CommandCatalog
  /// Where models come from.
  public let shelf: any ModelShelf
  /// Where runs are kept; `nil` keeps none.
  public let record: RunDatabase?
  /// What is loaded, made and set.
  public internal(set) var state = SessionState()
  /// The entries typed so far, oldest first.
  public internal(set) var entries: [String] = []
  /// The part of divided work that this session does; `nil` for all of it.
  public var shard: Shard?
  /// The last text, which a command without one takes.
  var lastPrompt: String?
  /// The last run of completions, for `:again`.
  var lastRun: RepeatableRun?
  /// What the last run really added, for `:trace`.
  var lastTrace: (any Trace)?
  /// The vector that the last line tuned: the prompt then shows its code.
  var tuned: String?
  /// The last result, for `:last`.
  var lastResult: Answer?
  /// The last completions and the number under which they are kept, for `:rate`.
  var lastCompletions: (completions: Completions, run: Int64?)?
  /// Whether the user knows that runs cannot be kept.
  var hasToldOfLostRuns = false
  var changes = StateHistory()
  /// Set by a command that goes back or forward, which is no change to go back from.
  var isSteppingThroughChanges = false
  /// The settings that the output shows by now.
  var displayed = Settings()
  /// How many files are running each other.
  var depth = 0

  /// A session with nothing loaded.
  public init(
    output: any SessionOutput, shelf: any ModelShelf, catalog: CommandCatalog = .standard,
    record: RunDatabase? = nil
  ) {
    self.output = output
    self.shelf = shelf
    self.record = record
    self.catalog = catalog
  }

  /// Whether each command of a script is shown before its result, as `:set echo=on` does.
  public var showsCommands: Bool {
    get { state.settings.isOn("echo") }
    set { state.settings["echo"] = .word(newValue ? "on" : "off") }
  }

  /// How a run of statements ended.
  public enum Outcome: Hashable, Sendable {
    case done
    /// A statement failed and those after it were not run.
    case failed
    /// The user wants to leave.
    case quit
    /// Ctrl-C stopped it.
    case interrupted
  }
}
