/// What a run of text means; a rendering decides how that looks.
public enum Role: Hashable, Sendable {
  /// Ordinary text.
  case plain
  /// The part of a completion that the user wrote.
  case prompt
  /// Text decoded with an activation addition.
  case steered
  /// Text decoded without one.
  case unsteered
  /// Borders, units, hints of the footer: what the eye may skip.
  case dim
  /// The head of a column or a section.
  case heading
  /// The words `error:` and `warning:`.
  case error
  /// The marks under the place of an error.
  case caret
  /// What to type instead.
  case hint
  /// A number that a line is about, or in a line of code.
  case number
  /// A command or keyword in a line of code.
  case keyword
  /// A text in quotes in a line of code, a token.
  case string
  /// A vector, setting or model by its name.
  case name
  /// More than before.
  case gain
  /// Less than before.
  case loss
  /// A steered token, by how far it moved: 1 (0.5 nat and more) to 4.
  case highlight(Int)
  /// A cell of a heat map, from 0 (the least) to 9 (the most).
  case heat(Int)
  /// A token by how much less likely (down to −127) or likelier (up to 127) steering makes it, or
  /// any other number around zero.
  case shift(Int)
  /// A token at a position where something is added.
  case injected

  /// Whether the text is the model's or the user's own, and so is never rewritten for want of a charset.
  public var isContent: Bool {
    switch self {
    case .prompt, .steered, .unsteered, .string, .highlight, .shift, .injected: true
    default: false
    }
  }
}
