/// Why a folder could not be loaded as a model: a whole sentence.
public struct LoadingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The sentence a user reads.
  public let description: String

  /// An error that reads as the given sentence.
  public init(_ description: String) { self.description = description }
}
