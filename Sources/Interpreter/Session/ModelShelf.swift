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

  /// The same, refusing what does not fit into the budget.
  func load(
    _ name: String, within budget: MemoryBudget, output: any SessionOutput
  ) throws -> LanguageModel?

  /// The bytes of memory that are free; `nil` where nothing says so.
  var freeMemory: Int? { get }
}

extension ModelShelf {
  /// Loads without a look at the budget.
  public func load(
    _ name: String, within budget: MemoryBudget, output: any SessionOutput
  ) throws -> LanguageModel? { try load(name, output: output) }

  /// Unknown.
  public var freeMemory: Int? { nil }
}

/// A model that can be loaded.
public struct ModelListing: Hashable, Sendable {
  /// What to type after `:load`.
  public var name: String
  /// The bytes of its weights' files, roughly where they are not here.
  public var bytes: Int?
  /// How many blocks it has, where that is known.
  public var layers: Int?
  /// Whether it is here.
  public var place: Place

  /// Whether a model is here.
  public enum Place: Hashable, Sendable {
    /// Inside the program.
    case builtIn
    /// It should be inside the program, and is not.
    case missing
    /// In the cache, whole.
    case cache
    /// So many bytes of it are in the cache.
    case partial(bytes: Int)
    /// On the Hub.
    case hub
  }

  /// A model that can be loaded.
  public init(_ name: String, bytes: Int? = nil, layers: Int? = nil, place: Place) {
    (self.name, self.bytes, self.layers, self.place) = (name, bytes, layers, place)
  }

  /// How large it is, such as `548 MB`; empty where that is not known.
  public var size: String { bytes.map { Figures.bytes($0) } ?? "" }

  /// Whether it is here, in a few words.
  public var remark: String {
    switch place {
    case .builtIn: "built in"
    case .missing: "missing"
    case .cache: "in the cache"
    case .partial(let bytes): "partial: \(Figures.bytes(bytes)) in the cache"
    case .hub: "on the Hub"
    }
  }
}
