/// How a sentence begins that tells of a mistake.
extension StyledText {
  /// `error: no model is loaded`.
  public static func error(_ sentence: String) -> StyledText {
    StyledText("error:", .error) + " \(sentence)"
  }

  /// `warning: love touched nothing …`.
  public static func warning(_ sentence: String) -> StyledText {
    StyledText("warning:", .error) + " \(sentence)"
  }
}
