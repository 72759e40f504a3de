/// A mistake in what was typed: what is wrong, where, and what to type instead.
public struct Diagnostic: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// The place the caret points at.
  public var range: SourceRange
  /// What to type; a line that can be pasted whenever there is one.
  public var hint: String?
  /// Whether more lines could still make the text right: an open `(`, `{` or `"""`.
  public var needsMoreLines: Bool

  /// A mistake at `range`.
  public init(
    _ message: String, at range: SourceRange, hint: String? = nil, needsMoreLines: Bool = false
  ) {
    self.message = message
    self.range = range
    self.hint = hint
    self.needsMoreLines = needsMoreLines
  }

  /// The message and the hint in one line, for a log.
  public var description: String {
    hint.map { "\(message) (\($0))" } ?? message
  }
}

/// Runs `body`; an error that knows no place in the text gets this one.
public func locating<Success>(
  _ range: SourceRange, _ body: () throws -> Success
) throws(Diagnostic) -> Success {
  do {
    return try body()
  } catch let known as Diagnostic {
    throw known
  } catch {
    throw Diagnostic(String(describing: error), at: range)
  }
}
