/// Turns blocks into text that may be written as it is.
public protocol Rendering {
  /// The room lines are laid out in.
  var layout: Layout { get set }

  /// One line with its roles made visible, without a line break.
  func line(_ line: StyledText) -> String
}

extension Rendering {
  /// The lines of a block, each ready to be written, without line breaks.
  public func lines(_ block: ReportBlock) -> [String] {
    block.lines(in: layout).map(line)
  }

  /// A block as text; every line ends in a line break.
  public func text(_ block: ReportBlock) -> String {
    lines(block).reduce(into: "") { $0 += $1 + "\n" }
  }
}
