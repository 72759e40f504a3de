/// Roles left out: what transcripts compare, files keep and terminals without colour show.
public struct PlainRendering: Rendering, Hashable, Sendable {
  /// The room lines are laid out in.
  public var layout: Layout

  /// Plain text in a layout.
  public init(_ layout: Layout = .standard) {
    self.layout = layout
  }

  /// The characters of a line, those a terminal would obey in visible form.
  public func line(_ line: StyledText) -> String {
    Escaping.escaped(line.string)
  }
}
