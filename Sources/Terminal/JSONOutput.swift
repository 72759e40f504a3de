import Reports

/// A session's answers as lines of JSON on standard output, one object each; all else on standard error.
public final class JSONOutput: SessionOutput {
  /// How notes look; answers are data.
  public var appearance: Appearance
  private let notes: TerminalOutput
  private let write: ((String) -> Void)?

  /// An output of lines; `write` takes each, line break included, instead of standard output.
  public init(
    environment: [String: String], appearance: Appearance = Appearance(),
    write: ((String) -> Void)? = nil
  ) {
    self.appearance = appearance
    self.write = write
    notes = TerminalOutput(environment: environment, appearance: appearance)
  }

  /// Why some of the answers could not be written.
  public var lossOfAnswers: String? { notes.lossOfAnswers }

  /// The room notes have.
  public var layout: Layout { notes.layout }

  /// Frames are nothing a program reads.
  public var isLive: Bool { false }

  /// What moved is for the eye.
  public var showsWhatMoved: Bool { false }

  /// What is for the eye is left out.
  public func show(_ block: ReportBlock) {}

  /// Writes a note to standard error.
  public func note(_ block: ReportBlock) { notes.note(block) }

  /// Writes an answer.
  public func record(_ value: JSONValue) {
    let line = value.text + "\n"
    if let write { write(line) } else { notes.put(line) }
  }

  /// Draws the progress line on standard error.
  public func progress(_ fraction: Double?, _ label: String) { notes.progress(fraction, label) }

  /// Takes the progress line away.
  public func endProgress() { notes.endProgress() }

  /// Frames are nothing a program reads.
  public func live(_ frame: ReportBlock) {}

  /// Frames are nothing a program reads.
  public func endLive() {}

  /// Nobody can be asked.
  public func confirm(_ question: StyledText) -> Bool? { nil }

  /// There is no keyboard.
  public func keyboard() -> (any Keyboard)? { nil }
}
