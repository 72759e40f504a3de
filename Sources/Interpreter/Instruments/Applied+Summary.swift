import Reports
import SessionLanguage
import Steering
import Transformer

extension [InjectionPlan.Applied] {
  /// Where a vector was really added: `added at 6 positions 0–2`.
  var summary: String {
    var places: [String] = []
    for place in self {
      let (first, last) = (place.positions.lowerBound, place.positions.upperBound - 1)
      let text =
        "\(place.point.code) " + (first < last ? "positions \(first)–\(last)" : "position \(last)")
      if !places.contains(text) { places.append(text) }
    }
    return places.isEmpty ? "touched nothing" : "added at " + places.joined(separator: ", ")
  }

  /// The positions of a side at which something was added.
  func positions(_ side: Int) -> Set<Int> {
    Set(filter { $0.sequence == side }.flatMap(\.positions))
  }
}

extension InjectionPlan.Applied {
  /// Side, hook and positions, as results record them.
  var record: JSONValue {
    [
      "side": .integer(sequence), "hook": .string("\(point)"),
      "positions": [.integer(positions.lowerBound), .integer(positions.upperBound)],
    ]
  }
}
