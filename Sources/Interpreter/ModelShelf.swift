import Models
import Reports

/// Where a session finds models: inside the program, in folders, on the Hub.
public protocol ModelShelf: AnyObject {
  /// The models that can be named, the most useful first.
  func models() -> [ModelListing]

  /// The model of that name or in that folder; `nil` where nothing is known by it.
  ///
  /// Throws an error whose description is a whole sentence.
  func load(_ name: String, output: any SessionOutput) throws -> LanguageModel?
}

/// A model that can be loaded.
public struct ModelListing: Hashable, Sendable {
  /// What to type after `:load`.
  public var name: String
  /// How large it is, such as `548 MB`.
  public var size: String
  /// What it is and whether it is here, in a few words.
  public var remark: String

  /// A model that can be loaded.
  public init(_ name: String, size: String, remark: String) {
    self.name = name
    self.size = size
    self.remark = remark
  }
}
