import Transformer

extension InjectionPlan {
  /// What the passes really did.
  public struct Record: Sendable, Hashable {
    /// What was to be added to each sequence, part by part.
    public internal(set) var additions: [Int: [ActivationAddition]] = [:]
    /// The additions that were made, in order.
    public internal(set) var applied: [Applied] = []
    /// By how much each touched position was moved, in order.
    public internal(set) var shifts: [Shift] = []
    /// How many passes there were.
    public internal(set) var passes = 0

    /// Nothing was done.
    public init() {}

    /// Whether anything but zeros was added to `sequence`.
    public func hasMoved(_ sequence: Int) -> Bool {
      shifts.contains { $0.sequence == sequence && $0.added > 0 }
    }
  }

  /// One addition that a pass really made.
  public struct Applied: Sendable, Hashable {
    /// Where.
    public let point: HookPoint
    /// To which sequence.
    public let sequence: Int
    /// At which positions of it.
    public let positions: Range<Int>
    /// Which part of its vector was added.
    public let part: Int
    /// In which pass, from 0.
    public let pass: Int

    /// A record of one addition.
    public init(
      point: HookPoint, sequence: Int, positions: Range<Int>, part: Int = 0, pass: Int = 0
    ) {
      (self.point, self.sequence, self.positions) = (point, sequence, positions)
      (self.part, self.pass) = (part, pass)
    }
  }

  /// By how much one position was moved at one point of one pass, by all parts together.
  ///
  /// Norms are Euclidean; in the residual stream, of what remains after subtracting the mean.
  public struct Shift: Sendable, Hashable {
    /// Where.
    public let point: HookPoint
    /// In which sequence.
    public let sequence: Int
    /// At which position of it.
    public let position: Int
    /// In which pass, from 0.
    public let pass: Int
    /// The norm of the sum of what was added.
    public let added: Double
    /// The norm of what it was added to.
    public let stream: Double

    /// `‖added‖ / ‖stream‖`.
    public var ratio: Double { added / stream }
  }
}
