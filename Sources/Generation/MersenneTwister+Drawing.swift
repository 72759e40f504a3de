import Glibc

extension MersenneTwister {
  /// Standard normal numbers, those of `torch.randn` on the CPU.
  ///
  /// Box and Muller's transformation, in blocks of sixteen: eight radii, then eight angles. Fewer than
  /// sixteen are drawn in double precision, one pair from two numbers.
  public mutating func normals(_ count: Int) -> [Float] {
    guard count >= 16 else { return fewNormals(count) }
    var numbers = (0..<count).map { _ in uniform() }
    for start in stride(from: 0, through: count - 16, by: 16) { Self.transform(&numbers, start) }
    if count % 16 != 0 {
      // torch draws the last sixteen anew.
      for index in count - 16..<count { numbers[index] = uniform() }
      Self.transform(&numbers, count - 16)
    }
    return numbers
  }

  /// The numbers below `count` in random order, those of `torch.randperm`.
  public mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    for place in 0..<max(0, count - 1) {
      order.swapAt(place, place + Int(draw()) % (count - place))
    }
    return order
  }

  private static func transform(_ numbers: inout [Float], _ start: Int) {
    for index in start..<start + 8 {
      let radius = (-2 * log(1 - numbers[index])).squareRoot()
      let angle = 2 * Float.pi * numbers[index + 8]
      numbers[index] = radius * cos(angle)
      numbers[index + 8] = radius * sin(angle)
    }
  }

  private mutating func fewNormals(_ count: Int) -> [Float] {
    var numbers: [Float] = []
    while numbers.count < count {
      let (first, second) = (preciseUniform(), preciseUniform())
      let radius = (-2 * log1p(-second)).squareRoot()
      numbers.append(Float(radius * cos(2 * .pi * first)))
      numbers.append(Float(radius * sin(2 * .pi * first)))
    }
    return Array(numbers.prefix(count))
  }

  /// A number in [0, 1) of 24 random bits.
  private mutating func uniform() -> Float { Float(draw() & 0xFF_FFFF) * 0x1p-24 }

  /// A number in [0, 1) of 53 random bits.
  private mutating func preciseUniform() -> Double {
    let high = UInt64(draw())
    return Double((high << 32 | UInt64(draw())) & ((1 << 53) - 1)) * 0x1p-53
  }
}
