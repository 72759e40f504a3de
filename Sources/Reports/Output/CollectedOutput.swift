/// Keeps what a session says as plain text, for transcripts and tests.
public final class CollectedOutput: SessionOutput {
  /// How answers look; only the width matters here.
  public var appearance = Appearance()
  /// The answers so far, rendered plainly.
  public private(set) var text = ""
  /// What was said besides, rendered plainly, in order.
  public private(set) var notes = ""
  /// Answers and everything else in one order, as on a screen.
  public private(set) var transcript = ""
  /// The blocks shown, in order.
  public private(set) var blocks: [ReportBlock] = []
  /// The answers as data, in order.
  public private(set) var records: [JSONValue] = []
  /// The frames drawn, in order.
  public private(set) var frames: [ReportBlock] = []
  /// What `confirm` answers.
  public var answer: Bool?
  /// What `keyboard` gives, one after the other; without keys there is no keyboard.
  public var keys: [Key] = []

  private let base: Layout

  /// An output of a layout, in plain text.
  public init(_ layout: Layout = .standard) {
    base = layout
  }

  /// The room there is.
  public var layout: Layout {
    var layout = base
    if let width = appearance.width { layout.width = width }
    layout.marksHighlights = base.marksHighlights || appearance.highlight == .marks
    return layout
  }

  /// Frames are kept, so they are worth making.
  public var isLive: Bool { true }

  /// Keeps a block of the answer.
  public func show(_ block: ReportBlock) {
    blocks.append(block)
    let rendered = PlainRendering(layout).text(block)
    text += rendered
    transcript += rendered
  }

  /// Keeps a block said besides.
  public func note(_ block: ReportBlock) {
    let rendered = PlainRendering(layout).text(block)
    notes += rendered
    transcript += rendered
  }

  /// Keeps an answer as data.
  public func record(_ value: JSONValue) { records.append(value) }

  /// Progress is nothing a transcript compares.
  public func progress(_ fraction: Double?, _ label: String) {}

  /// Progress is nothing a transcript compares.
  public func endProgress() {}

  /// Keeps a frame.
  public func live(_ frame: ReportBlock) { frames.append(frame) }

  /// Frames stay kept.
  public func endLive() {}

  /// The answer set beforehand.
  public func confirm(_ question: StyledText) -> Bool? { answer }

  /// The keys set beforehand.
  public func keyboard() -> (any Keyboard)? {
    keys.isEmpty ? nil : ScriptedKeyboard(keys)
  }

  /// Forgets everything said so far.
  public func clear() {
    text = ""
    notes = ""
    transcript = ""
    blocks = []
    records = []
    frames = []
  }

  private final class ScriptedKeyboard: Keyboard {
    private var keys: ArraySlice<Key>

    init(_ keys: [Key]) { self.keys = keys[...] }

    var isKeyWaiting: Bool { !keys.isEmpty }

    func next(within seconds: Double?) -> Key? { keys.popFirst() }
  }
}
