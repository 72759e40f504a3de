import CLineEditor
import Reports

/// A session's answers on standard output and all else on standard error, as each of them can show it.
public final class TerminalOutput: SessionOutput {
  /// How answers look; a change holds from the next block on.
  public var appearance: Appearance
  /// The prompt whose keyboard views may borrow; without one there is none.
  public weak var editor: LineEditor?

  private let environment: [String: String]
  private let clock: () -> Double
  private var frame = LiveFrame()
  private var frameDrawn = -Double.infinity
  private var pendingFrame: ReportBlock?
  private var continuations: UInt32 = 0
  private var progressLine = ProgressLine()

  /// Why some of the answers could not be written: the disk is full, or the file was closed.
  public private(set) var lossOfAnswers: String?

  /// An output for a process in an environment; `clock` gives seconds that never go back.
  public init(
    environment: [String: String], appearance: Appearance = Appearance(),
    clock: @escaping () -> Double = TerminalOutput.seconds
  ) {
    self.environment = environment
    self.appearance = appearance
    self.clock = clock
  }

  /// Seconds that never go back.
  public static func seconds() -> Double {
    let elapsed = ContinuousClock.now - start
    return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
  }

  private static let start = ContinuousClock.now

  /// What standard output can show now.
  public var screen: Screen { screen(.standardOutput) }

  /// The room there is now.
  public var layout: Layout { screen.layout(appearance) }

  /// Frames are drawn where lines may be drawn over.
  public var isLive: Bool { screen.isSmart }

  /// Where there is colour, marks, or room for a third column.
  public var showsWhatMoved: Bool {
    let screen = screen
    let layout = screen.layout(appearance)
    return screen.palette?.showsHighlights == true || layout.marksHighlights
      || layout.width >= Comparison.narrowestWithNotes
  }

  /// Writes a block to standard output.
  public func show(_ block: ReportBlock) {
    clearTransient()
    put(screen.rendering(appearance).text(block))
  }

  /// Writes a block, or opens it in the pager if it is longer than the screen.
  public func page(_ block: ReportBlock) {
    let screen = screen
    let text = screen.rendering(appearance).text(block)
    // A line of code may take several rows.
    let rows = block.lines(in: screen.layout(appearance)).reduce(0) { sum, line in
      sum + max(1, (line.width + screen.width - 1) / screen.width)
    }
    let isLong = screen.isSmart && screen.height > 0 && rows >= screen.height
    guard isLong, appearance.pager != .off, editor != nil else { return show(block) }
    clearTransient()
    if !Pager(environment: environment).show(text) { put(text) }
  }

  /// Writes a block to standard error.
  public func note(_ block: ReportBlock) {
    clearTransient()
    Descriptor.standardError.write(screen(.standardError).rendering(appearance).text(block))
  }

  /// Answers are text here.
  public func record(_ value: JSONValue) {}

  /// Draws the progress line on standard error, after half a second and ten times a second at most.
  public func progress(_ fraction: Double?, _ label: String) {
    let screen = screen(.standardError)
    guard screen.isSmart, !frame.isDrawn else { return }
    let layout = screen.layout(appearance)
    guard let line = progressLine.update(fraction, label, at: clock(), layout: layout) else {
      return
    }
    let text = screen.rendering(appearance).line(line)
    Descriptor.standardError.write("\r" + text + "\u{1B}[K")
  }

  /// Takes the progress line away.
  public func endProgress() {
    if progressLine.end() { Descriptor.standardError.write("\r\u{1B}[K") }
  }

  /// Draws a frame over the one before it, twenty times a second at most.
  public func live(_ block: ReportBlock) {
    guard isLive else { return }
    let now = clock()
    guard now - frameDrawn >= 0.05 else {
      pendingFrame = block
      return
    }
    frameDrawn = now
    draw(block)
  }

  /// Takes the frame away.
  public func endLive() {
    pendingFrame = nil
    guard frame.isDrawn else { return }
    let screen = screen
    put(frame.erase(columns: screen.width, rows: screen.height))
  }

  /// Empties the screen and begins at its top; what has scrolled away stays.
  public func clearScreen() {
    guard isLive else { return }
    clearTransient()
    put("\u{1B}[H\u{1B}[2J")
  }

  /// Asks on standard error and reads a key; `nil` without a keyboard.
  public func confirm(_ question: StyledText) -> Bool? {
    guard let keyboard = keyboard() else { return nil }
    clearTransient()
    let rendering = screen(.standardError).rendering(appearance)
    Descriptor.standardError.write(rendering.line(question + " [y/n] "))
    while let key = keyboard.next(within: nil) {
      switch key {
      case .character("y"), .character("Y"), .enter:
        Descriptor.standardError.write("yes\n")
        return true
      case .character("n"), .character("N"), .escape, .interrupt:
        Descriptor.standardError.write("no\n")
        return false
      default: continue
      }
    }
    return nil
  }

  /// The prompt's keyboard, where there is a prompt.
  public func keyboard() -> (any Keyboard)? {
    editor?.keyboard()
  }

  /// Draws what the rate held back; for views that now wait for a key.
  public func flushLive() {
    guard let block = pendingFrame else { return }
    draw(block)
  }

  /// Writes to standard output and keeps in mind whether it went.
  func put(_ text: String) {
    if let reason = Descriptor.standardOutput.write(text) { lossOfAnswers = reason }
  }

  private func draw(_ block: ReportBlock) {
    pendingFrame = nil
    endProgress()
    // Stopped and continued: the frame has scrolled away under the shell's lines.
    if line_editor_continuations() != continuations {
      continuations = line_editor_continuations()
      frame.abandon()
    }
    let screen = screen
    let rendering = screen.rendering(appearance)
    let lines = block.lines(in: rendering.layout).map { (rendering.line($0), $0.width) }
    let columns = Descriptor.standardOutput.columns
    put(
      frame.draw(lines.map { (text: $0.0, width: $0.1) }, columns: columns, rows: screen.height))
  }

  /// What is drawn over itself must be gone before anything is written below it.
  private func clearTransient() {
    endProgress()
    endLive()
  }

  private func screen(_ descriptor: Descriptor) -> Screen {
    Screen(
      environment: environment, isTerminal: descriptor.isTerminal, columns: descriptor.columns,
      rows: descriptor.rows, appearance: appearance)
  }
}
