/// The least and the greatest of some values, and where between them a value stands.
struct Spread {
  let low: Double
  let high: Double

  /// The spread of the values that are numbers; `nil` without any.
  init?(_ values: some Sequence<Double?>) {
    let known = values.compactMap { $0 }.filter(\.isFinite)
    guard let low = known.min(), let high = known.max() else { return nil }
    self.init(low: low, high: high)
  }

  /// The spread between two ends.
  init(low: Double, high: Double) { (self.low, self.high) = (low, high) }

  /// Whether the values differ by no more than single precision does: a picture of that is one of
  /// rounding.
  var isFlat: Bool { high - low <= 1e-6 * max(1, low.magnitude, high.magnitude) }

  /// From 0 at the least to 1 at the greatest; 0 where all are alike.
  func share(of value: Double) -> Double {
    isFlat ? 0 : max(0, min(1, (value - low) / (high - low)))
  }
}

extension FigureStyle {
  /// With as many decimals more as tell both ends of a spread apart, if that takes no more than four.
  func telling(_ spread: Spread) -> FigureStyle {
    guard !spread.isFlat else { return self }
    var style = self
    for _ in 0..<4 where style.text(spread.low) == style.text(spread.high) {
      switch style {
      case .percent(let decimals): style = .percent(decimals + 1)
      case .decimal(let decimals): style = .decimal(decimals + 1)
      case .signed(let decimals): style = .signed(decimals + 1)
      }
    }
    return style
  }
}
