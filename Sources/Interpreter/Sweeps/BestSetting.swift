import Analysis

/// The setting of a sweep that a value speaks for, and that value.
struct BestSetting {
  let setting: Int
  let value: Double

  /// The best of values by setting, of equal ones the first; what is no finite number takes no part.
  init?(of values: some Sequence<(Int, Double?)>, isHigh: Bool) {
    let known = values.compactMap { setting, value -> (setting: Int, value: Double)? in
      value.flatMap { $0.isFinite ? (setting, $0) : nil }
    }
    let best = known.max { isHigh ? $0.value < $1.value : $0.value > $1.value }
    guard let best else { return nil }
    (setting, value) = best
  }
}
