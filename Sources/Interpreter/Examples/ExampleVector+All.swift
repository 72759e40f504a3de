extension ExampleVector {
  /// Every example, in the order in which they are listed.
  static let all = feelings + topics + claims + [frenchSum]
}
