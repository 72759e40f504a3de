import Models
import SessionLanguage
import Steering

/// What a session knows, small enough to be kept for every step back.
public struct SessionState {
  /// A vector and how it came about.
  public struct NamedVector: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// The recipe, a value: it does not change when what it was made from does.
    public var recipe: SteeringRecipe
    /// The expression it was made from, as typed.
    public var origin: String
  }

  /// The model, if one is loaded.
  public var model: LanguageModel?
  /// The vectors in the order in which they were made.
  public var vectors: [NamedVector] = []
  /// The expression that steers, over the names of vectors; `nil` for none.
  public var use: Expression?
  /// What the user has set.
  public var settings = Settings()

  /// Nothing loaded, made or set.
  public init() {}

  /// The recipe of that name.
  public subscript(name: String) -> SteeringRecipe? {
    vectors.first { $0.name == name }?.recipe
  }

  /// Makes a vector, or replaces the one of that name.
  public mutating func define(_ name: String, _ recipe: SteeringRecipe, origin: String) {
    let vector = NamedVector(name: name, recipe: recipe, origin: origin)
    if let index = vectors.firstIndex(where: { $0.name == name }) {
      vectors[index] = vector
    } else {
      vectors.append(vector)
    }
  }
}

extension SessionState: Equatable {
  /// Whether the same model, vectors, use and settings are there.
  public static func == (left: SessionState, right: SessionState) -> Bool {
    left.model === right.model && left.vectors == right.vectors && left.use == right.use
      && left.settings == right.settings
  }
}
