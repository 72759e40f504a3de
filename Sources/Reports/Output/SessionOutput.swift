/// Where a session's answers go: a screen, a pipe, lines of JSON, or a test.
public protocol SessionOutput: AnyObject {
  /// How answers look; a change holds from the next block on.
  var appearance: Appearance { get set }

  /// The room there is now, for commands that choose by it what to compute.
  var layout: Layout { get }

  /// Whether frames shown by `live` are seen, so that making them is worth the work.
  var isLive: Bool { get }

  /// Whether what moved is seen, by colour, marks or a column of its own, so that it is worth measuring.
  var showsWhatMoved: Bool { get }

  /// Adds a block to the answer (standard output).
  func show(_ block: ReportBlock)

  /// Adds a block that may be longer than the screen, and may open in a pager.
  func page(_ block: ReportBlock)

  /// Says something that is no answer: banner, hint, question, error (standard error).
  func note(_ block: ReportBlock)

  /// Adds the answer as data; heard only where answers are data.
  func record(_ value: JSONValue)

  /// Shows how far long work is, 0 to 1, or `nil` where the end is not known.
  func progress(_ fraction: Double?, _ label: String)

  /// Takes the progress away; the work is over or was stopped.
  func endProgress()

  /// Draws a frame of a view that changes, over the frame before it.
  func live(_ frame: ReportBlock)

  /// Draws what the rate of frames held back, before a view waits for a key.
  func flushLive()

  /// Takes the last frame away; what stays is to be shown as a block.
  func endLive()

  /// Empties the screen, where there is one.
  func clearScreen()

  /// Asks a question that `y` or `n` answers; `nil` where nobody can be asked.
  func confirm(_ question: StyledText) -> Bool?

  /// The keys as they are pressed, for views that are steered by them; `nil` where there is no keyboard.
  func keyboard() -> (any Keyboard)?
}

extension SessionOutput {
  /// Marks and the third column are seen everywhere.
  public var showsWhatMoved: Bool {
    layout.marksHighlights || layout.width >= Comparison.narrowestWithNotes
  }

  /// There is no screen.
  public func clearScreen() {}

  /// Nothing is held back.
  public func flushLive() {}

  /// Nobody reads page by page: shows the block.
  public func page(_ block: ReportBlock) { show(block) }

  /// Shows a line.
  public func show(_ text: StyledText) { show(.text(text)) }

  /// Says a line that is no answer.
  public func note(_ text: StyledText) { note(.text(text)) }
}
