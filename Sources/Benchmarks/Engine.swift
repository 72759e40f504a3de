/// Whatever completes the same prompt with the same weights, timed.
protocol Engine {
  /// What it is called, its number format last.
  var name: String { get }
  /// The seconds for a prompt of five tokens in `rows` rows and `tokens` more in each; `nil` where it
  /// cannot.
  func decode(rows: Int, tokens: Int) -> Double?
  /// The seconds for one pass over `tokens` tokens, the last one's prediction included.
  func prefill(_ tokens: Int) -> Double?
}

extension Engine {
  /// The last word of the name.
  var format: String { name.split(separator: " ").last.map(String.init) ?? name }
}
