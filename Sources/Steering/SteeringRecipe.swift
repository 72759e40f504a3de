import Transformer

/// A formal sum of activation additions and x-vectors: what the user wrote, before any model ran it.
public struct SteeringRecipe: Hashable, Sendable {
  /// How the shorter prompt of a pair is made as long as the other.
  public enum Padding: Hashable, Sendable {
    /// Not at all: each half is added over its own length.
    case none
    /// With copies of the one token of this text, on the right.
    case text(String)
  }

  /// One activation addition, or a pair of them.
  public struct Term: Hashable, Sendable {
    /// The prompt whose activations are added.
    public var plus: String
    /// The prompt whose activations are subtracted; `nil` for a single activation addition.
    public var minus: String?
    /// What both are multiplied by.
    public var coefficient: Float
    /// Where activations are added, and recorded where `source` does not say otherwise.
    public var point: HookPoint
    /// At which positions they are added.
    public var placement: Placement
    /// How a pair is brought to one length.
    public var padding: Padding
    /// Which columns are added; `nil` for all.
    public var dimensions: Range<Int>?
    /// Where the activations are recorded; `nil` for where they are added.
    public var source: HookPoint?
    /// Whether activations from elsewhere are scaled to the norm that they would have where they
    /// are added.
    public var matchesNorm: Bool
    /// What the rows are drawn by, for a term that is no text but a random control.
    public private(set) var noise: Noise?

    /// A term; the space token on the right is the padding that was found to work best.
    public init(
      plus: String, minus: String?, coefficient: Float, point: HookPoint,
      placement: Placement = .front, padding: Padding = .text(" "), dimensions: Range<Int>? = nil,
      source: HookPoint? = nil, matchesNorm: Bool = false
    ) {
      (self.plus, self.minus, self.coefficient) = (plus, minus, coefficient)
      (self.point, self.placement) = (point, placement)
      (self.padding, self.dimensions) = (padding, dimensions)
      (self.source, self.matchesNorm) = (source, matchesNorm)
    }

    /// A random control; its place is that of the first term it is modelled on.
    public init(_ noise: Noise, coefficient: Float = 1) {
      let first = noise.original.terms.first
      self.init(
        plus: "", minus: nil, coefficient: coefficient, point: first?.point ?? .residPre(0),
        placement: first?.placement ?? .front, dimensions: first?.dimensions)
      self.noise = noise
    }
  }

  /// The terms, in the order in which they are added.
  public var terms: [Term]

  /// A sum of the given terms.
  public init(_ terms: [Term] = []) { self.terms = terms }

  /// Whether random rows stand in for those of a text.
  public var isRandom: Bool { terms.contains { $0.noise != nil } }

  /// Whether each part is what its text measures where it is added, so that it can be measured
  /// anew elsewhere.
  public var isMeasuredInPlace: Bool {
    terms.allSatisfy { $0.noise == nil && $0.source == nil && !$0.matchesNorm }
  }

  /// The x-vector `coefficient · (plus − minus)` at the input of block `layer`.
  public static func xVector(_ plus: String, _ minus: String, _ coefficient: Float, layer: Int)
    -> SteeringRecipe
  {
    SteeringRecipe([
      Term(plus: plus, minus: minus, coefficient: coefficient, point: .residPre(layer))
    ])
  }

  /// Both sums, the left one's terms first.
  public static func + (left: SteeringRecipe, right: SteeringRecipe) -> SteeringRecipe {
    SteeringRecipe(left.terms + right.terms)
  }

  /// The left sum and the right one with the sign of each coefficient turned.
  public static func - (left: SteeringRecipe, right: SteeringRecipe) -> SteeringRecipe {
    left + -1 * right
  }

  /// Every coefficient times `scale`.
  public static func * (scale: Float, recipe: SteeringRecipe) -> SteeringRecipe {
    var scaled = recipe
    for index in scaled.terms.indices { scaled.terms[index].coefficient *= scale }
    return scaled
  }
}
