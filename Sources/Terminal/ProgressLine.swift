import Reports

/// How far long work is, on one line that is drawn over itself: bar, share, rate, time left.
public struct ProgressLine: Sendable {
  /// Shorter work than this, in seconds, shows nothing.
  public static let patience = 0.5
  /// The least time between two lines, in seconds.
  public static let interval = 0.1

  private var started: Double?
  private var startShare = 0.0
  private var lastDrawn = -Double.infinity
  private var label = ""
  /// Whether a line is on the screen.
  public private(set) var isDrawn = false

  /// No work yet.
  public init() {}

  /// The line to draw for work that is `fraction` done at a time in seconds; `nil` to leave what is.
  public mutating func update(
    _ fraction: Double?, _ label: String, at now: Double, layout: Layout
  ) -> StyledText? {
    if started == nil || label != self.label && (fraction ?? 0) == 0 {
      started = now
      startShare = fraction ?? 0
      lastDrawn = -.infinity
    }
    self.label = label
    let elapsed = now - (started ?? now)
    guard elapsed >= Self.patience, now - lastDrawn >= Self.interval else { return nil }
    lastDrawn = now
    isDrawn = true
    return Self.line(fraction, label, elapsed: elapsed, from: startShare, layout: layout)
  }

  /// The work is over; whether a line is to be taken away.
  public mutating func end() -> Bool {
    let wasDrawn = isDrawn
    self = ProgressLine()
    return wasDrawn
  }

  /// Label, share, bar, rate, time left, as far as the width goes: the bar shrinks first, then the rate
  /// goes, then the label.
  ///
  /// The rate is a share too, unless the label has one. It and the time left follow from what `elapsed` seconds
  /// added to the share `start`, which earlier work had done.
  public static func line(
    _ fraction: Double?, _ label: String, elapsed: Double, from start: Double = 0, layout: Layout
  ) -> StyledText {
    let room = layout.width - 1
    guard let fraction, fraction.isFinite else {
      let text = StyledText(" \(label) ") + StyledText(" \(Figures.duration(elapsed))", .dim)
      return Wrapping.truncated(text, width: room)
    }
    let share = max(0, min(1, fraction))
    let percent = Figures.decimal(share * 100, 0) + " %"
    let done = share - start
    var left = done > 0.001 ? Figures.duration(elapsed / done * (1 - share)) + " left" : ""
    let numbers = String(repeating: " ", count: max(0, 5 - percent.count)) + percent
    func fixed(_ label: String) -> Int {
      (label.isEmpty ? 1 : CellWidth.of(label) + 3) + numbers.count + 2
        + (left.isEmpty ? 0 : left.count + 2)
    }
    let rated = done > 0.001 && !label.contains("/s") ? rate(done / elapsed) + "  " + left : left
    let shown = fixed(label) + 10 <= room ? label : ""
    if fixed(shown) + rated.count - left.count + 10 <= room { left = rated }
    let cells = min(40, room - fixed(shown))
    var text = StyledText(shown.isEmpty ? " " : " \(shown)  ")
    text.append(numbers)
    if cells >= 5 { text += "  " + bar(share, cells, layout) }
    if !left.isEmpty { text += StyledText("  \(left)", .dim) }
    return Wrapping.truncated(text, width: room)
  }

  private static func rate(_ sharePerSecond: Double) -> String {
    let perMinute = sharePerSecond * 6000
    return perMinute < 60
      ? Figures.decimal(perMinute, perMinute < 10 ? 1 : 0) + " %/min"
      : Figures.decimal(perMinute / 60, perMinute < 600 ? 1 : 0) + " %/s"
  }

  private static func bar(_ share: Double, _ cells: Int, _ layout: Layout) -> StyledText {
    if layout.charset == .ascii {
      let full = Int((share * Double(cells - 2)).rounded())
      return StyledText(
        "[" + String(repeating: "#", count: full)
          + String(repeating: ".", count: cells - 2 - full) + "]")
    }
    let eighths = Int((share * Double(cells * 8)).rounded())
    let partial = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    let full = String(repeating: "█", count: eighths / 8) + partial
    return StyledText(full, .gain)
      + StyledText(String(repeating: " ", count: max(0, cells - full.count)))
  }
}
