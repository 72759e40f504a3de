/// Numbers as text, the same in every locale.
public enum Figures {
  /// A number with a fixed count of decimals, `-` before negative ones: `3.12`.
  public static func decimal(_ value: Double, _ decimals: Int = 2) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    let places = max(0, min(15, decimals))
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded(.toNearestOrAwayFromZero)
    // Beyond 2^53 there are no decimals left to fix.
    guard scaled < 9e15 else { return "\(value)" }
    let digits = String(Int64(scaled))
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard places > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }

  /// A number with its sign in front: `+0.53`, `-2.40`.
  public static func signed(_ value: Double, _ decimals: Int = 2) -> String {
    let text = decimal(value, decimals)
    return text.hasPrefix("-") || value.isNaN ? text : "+" + text
  }

  /// A share of one as per cent: `18.2 %`.
  public static func percent(_ share: Double, _ decimals: Int = 1) -> String {
    decimal(share * 100, decimals) + " %"
  }

  /// A probability as per cent, small ones with more decimals: `18.2 %`, `0.053 %`, `0.00032 %`.
  public static func probability(_ value: Double) -> String {
    let decimals = value >= 0.001 || value == 0 ? 1 : value >= 0.00001 ? 3 : 5
    guard value > 0, value < 0.5e-7 else { return percent(value, decimals) }
    return "<0.00001 %"
  }

  /// A probability as per cent in little room: `18.2 %`, `<0.1 %` for what is not quite none.
  public static func share(_ value: Double) -> String {
    value > 0 && value < 0.0005 ? "<0.1 %" : percent(value)
  }

  /// A number with the fewest digits, whole ones without a point: `5`, `0.3`.
  public static func short(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15 ? decimal(value, 0) : "\(value)"
  }

  /// A count and what is counted: `1 token`, `2 tokens`, `3 passes`.
  public static func counted(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)" + (noun.hasSuffix("s") ? "es" : "s")
  }

  /// A size in bytes, decimal units: `548 MB`.
  public static func bytes(_ count: Int) -> String {
    let value = Double(count)
    switch value.magnitude {
    case ..<1_000: return "\(count) B"
    case ..<999_500: return decimal(value / 1e3, 0) + " kB"
    case ..<999_500_000: return decimal(value / 1e6, value < 9.95e6 ? 1 : 0) + " MB"
    default: return decimal(value / 1e9, 1) + " GB"
    }
  }

  /// A time in seconds: `0.25 s`, `2.1 s`, `3 min 20 s`, `2 h 5 min`.
  public static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "?" }
    if seconds < 0.995 { return decimal(seconds, 2) + " s" }
    if seconds < 9.95 { return decimal(seconds, 1) + " s" }
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}

/// How the numbers of a chart are written.
public enum FigureStyle: Hashable, Sendable {
  /// A share of one as per cent, with so many decimals.
  case percent(Int)
  /// A number with so many decimals.
  case decimal(Int)
  /// A number with its sign and so many decimals.
  case signed(Int)

  /// The number as text.
  public func text(_ value: Double) -> String {
    switch self {
    case .percent(let decimals): Figures.percent(value, decimals)
    case .decimal(let decimals): Figures.decimal(value, decimals)
    case .signed(let decimals): Figures.signed(value, decimals)
    }
  }
}
