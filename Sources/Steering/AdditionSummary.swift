import Transformer

/// What one vector really did in any number of passes and sequences, place by place: a record of any
/// length in a few numbers.
public struct AdditionSummary: Sendable, Hashable {
  /// What was done at one hook point.
  public struct Place: Sendable, Hashable {
    /// Where.
    public let point: HookPoint
    /// From the first to the last position that was touched, in whichever sequence.
    public private(set) var positions: Range<Int>
    /// In how many passes of a sequence something was added.
    public private(set) var passes: Int
    /// The norms of what was added where it was not zero; `nil` where it was zero everywhere.
    public private(set) var added: ClosedRange<Double>?
    /// The norms of what it was added to.
    public private(set) var stream: ClosedRange<Double>?
    /// `‖added‖ / ‖stream‖`.
    public private(set) var ratio: ClosedRange<Double>?
  }

  /// The places, in the order in which they were first touched.
  public private(set) var places: [Place] = []
  /// In how many passes the sequences were run.
  public private(set) var passes = 0

  /// Nothing was done.
  public init() {}

  /// Whether anything but zeros was added.
  public var hasMoved: Bool { places.contains { $0.added != nil } }

  /// Takes in what was done elsewhere with the same vector.
  public mutating func add(_ other: Self) {
    passes += other.passes
    for place in other.places {
      if let index = places.firstIndex(where: { $0.point == place.point }) {
        places[index].add(place)
      } else {
        places.append(place)
      }
    }
  }

  fileprivate mutating func add(_ shift: InjectionPlan.Shift, startsPass: Bool) {
    let place = Place(shift, passes: startsPass ? 1 : 0)
    if let index = places.firstIndex(where: { $0.point == shift.point }) {
      places[index].add(place)
    } else {
      places.append(place)
    }
  }

  fileprivate mutating func count(passes: Int) { self.passes += passes }
}

extension AdditionSummary.Place {
  fileprivate init(_ shift: InjectionPlan.Shift, passes: Int) {
    (point, self.passes) = (shift.point, passes)
    positions = shift.position..<shift.position + 1
    // The rows of the beginning-of-text token cancel, which says nothing of the vector's strength.
    guard shift.added > 0 else { return }
    added = shift.added...shift.added
    stream = shift.stream...shift.stream
    ratio = shift.ratio.isNaN ? nil : shift.ratio...shift.ratio
  }

  fileprivate mutating func add(_ other: Self) {
    positions =
      min(
        positions.lowerBound, other.positions.lowerBound)..<max(
        positions.upperBound, other.positions.upperBound)
    passes += other.passes
    added = Self.union(added, other.added)
    stream = Self.union(stream, other.stream)
    ratio = Self.union(ratio, other.ratio)
  }

  private static func union(
    _ first: ClosedRange<Double>?, _ second: ClosedRange<Double>?
  ) -> ClosedRange<Double>? {
    guard let first, let second else { return first ?? second }
    return min(first.lowerBound, second.lowerBound)...max(first.upperBound, second.upperBound)
  }
}

extension InjectionPlan.Record {
  /// What was done to each of the sequences 0 to `count` − 1.
  public func summaries(of count: Int) -> [AdditionSummary] {
    var summaries = [AdditionSummary](repeating: AdditionSummary(), count: count)
    var last: [Visit: Int] = [:]
    for shift in shifts where summaries.indices.contains(shift.sequence) {
      let visit = Visit(sequence: shift.sequence, point: shift.point)
      summaries[shift.sequence].add(shift, startsPass: last[visit] != shift.pass)
      last[visit] = shift.pass
    }
    for sequence in summaries.indices { summaries[sequence].count(passes: passes) }
    return summaries
  }

  /// A sequence at a point.
  private struct Visit: Hashable {
    let sequence: Int
    let point: HookPoint
  }
}
