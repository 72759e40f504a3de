/// Roles as colours and weights of a terminal.
public struct ANSIRendering: Rendering, Hashable, Sendable {
  /// The room lines are laid out in.
  public var layout: Layout
  /// The colours.
  public var palette: Palette

  /// Coloured text in a layout.
  public init(_ layout: Layout, palette: Palette = Palette()) {
    self.layout = layout
    self.palette = palette
  }

  /// The characters of a line between SGR sequences; each stretch ends in a reset.
  public func line(_ line: StyledText) -> String {
    var text = ""
    for run in line.runs {
      let parameters = palette.parameters(of: run.role)
      let characters = Escaping.escaped(run.text)
      text += parameters.isEmpty ? characters : "\u{1B}[\(parameters)m\(characters)\u{1B}[0m"
    }
    return text
  }
}
