import Generation
import Testing

@Suite struct `Sampling` {
  static let vocabulary = 4_000

  /// Logits with ties and a long tail, the same on every machine.
  static func logits(salt: Int) -> [Float] {
    (0..<vocabulary).map { Float(($0 &* 7_919 &+ salt &* 104_729) % 2_003) / 200 }
  }

  static func draw(_ options: SamplingOptions, salt: Int, seed: UInt64) -> Int32 {
    let noise = NoiseStream(seed: seed, rows: 1, vocabulary: vocabulary)
    noise.advance()
    var sampler = Sampler(options)
    return sampler.draw(logits(salt: salt).span, history: [0: 1], noise: noise, row: 0)
  }

  /// The same draw by the definition: sort everything, keep the prefix, race all that is kept.
  static func drawBySorting(_ p: Float, salt: Int, seed: UInt64) -> Int32 {
    let noise = NoiseStream(seed: seed, rows: 1, vocabulary: vocabulary)
    noise.advance()
    var numbers = RowNoise()
    numbers.read(noise, row: 0, 0..<Int32(vocabulary))
    var logits = logits(salt: salt)
    logits[0] -= 1
    let order = logits.indices.sorted { (logits[$0], $1) > (logits[$1], $0) }
    let masses = order.map { Double(logits[$0] - logits[order[0]]).exponential }
    let total = masses.reduce(0, +)
    var (kept, before) = ([Int](), 0.0)
    for (token, mass) in zip(order, masses) {
      if !kept.isEmpty, before > Double(p) { break }
      kept.append(token)
      before += mass / total
    }
    let ratios = kept.map {
      Double(logits[$0]).exponential / Double(numbers.exponential($0))
    }
    let best = ratios.indices.max { ratios[$0] < ratios[$1] } ?? 0
    return Int32(kept[best])
  }

  @Test(arguments: [0.05, 0.3, 0.9, 0.999] as [Float], 0..<25)
  func `from the nucleus agrees with sorting the whole vocabulary`(p: Float, salt: Int) {
    let options = SamplingOptions(topP: p, frequencyPenalty: 1)
    let seed = UInt64(salt) &* 977
    #expect(
      Self.draw(options, salt: salt, seed: seed) == Self.drawBySorting(p, salt: salt, seed: seed))
  }

  @Test(arguments: [1, 2, 7, 100])
  func `from the k most probable never leaves them, ties included`(k: Int) {
    let logits = Self.logits(salt: 1)
    let threshold = logits.sorted(by: >)[k - 1]
    for seed in 0..<20 {
      let options = SamplingOptions(topP: 1, topK: k, frequencyPenalty: 0)
      let token = Self.draw(options, salt: 1, seed: UInt64(seed))
      #expect(logits[Int(token)] >= threshold)
    }
  }

  @Test func `at temperature zero takes the largest logit and ignores the penalty`() {
    let logits: [Float] = [1, 5, 3]
    var sampler = Sampler(SamplingOptions(temperature: 0, frequencyPenalty: 9))
    let noise = NoiseStream(seed: 0, rows: 0, vocabulary: 3)
    #expect(sampler.draw(logits.span, history: [1: 4], noise: noise, row: 0) == 1)
  }

  @Test(arguments: [1e-38, 1e-30] as [Float])
  func `at a temperature that leaves no numbers takes the largest logit`(temperature: Float) {
    for logits: [Float] in [[1, 5, 3], [-9, -5, -7]] {
      var sampler = Sampler(SamplingOptions(temperature: temperature, topP: 0.9))
      let noise = NoiseStream(seed: 0, rows: 1, vocabulary: 3)
      noise.advance()
      #expect(sampler.draw(logits.span, history: [:], noise: noise, row: 0) == 1)
    }
  }

  @Test(arguments: [0, 0.5, 0.999_995, 1] as [Float])
  func `draws only tokens that can be`(p: Float) {
    let equal = [Float](repeating: 2, count: 300)
    let few: [Float] = (0..<300).map { $0 % 100 == 7 ? 3 : -.infinity }
    let noise = NoiseStream(seed: 5, rows: 40, vocabulary: 300)
    let one = NoiseStream(seed: 5, rows: 1, vocabulary: 1)
    var sampler = Sampler(SamplingOptions(topP: p, frequencyPenalty: 0))
    for step in 0..<3 {
      noise.advance()
      one.advance()
      #expect(sampler.draw([Float(4)].span, history: [:], noise: one, row: 0) == 0)
      var drawn: Set<Int32> = []
      for row in 0..<40 {
        drawn.insert(sampler.draw(equal.span, history: [:], noise: noise, row: row))
        #expect(
          sampler.draw(few.span, history: [:], noise: noise, row: row) % 100 == 7, "\(step)")
      }
      // The first p of equal ones; with p = 0 only the very first.
      #expect(drawn.allSatisfy { Float($0) <= p * 300 })
      #expect(p == 0 ? drawn == [0] : drawn.count > 10)
    }
  }

  @Test(arguments: [1, 3, 64, 65, 200])
  func `from the k most probable reaches each of them`(k: Int) {
    // All different, close together, in no order.
    let logits = (0..<300).map { Float($0 &* 7 % 300) / 1000 }
    var sampler = Sampler(SamplingOptions(topP: 1, topK: k, frequencyPenalty: 0))
    let noise = NoiseStream(seed: 2, rows: 40 * k, vocabulary: 300)
    noise.advance()
    let drawn = Set(
      (0..<40 * k).map { sampler.draw(logits.span, history: [:], noise: noise, row: $0) })
    let best = logits.indices.sorted { logits[$0] > logits[$1] }.prefix(k)
    #expect(drawn == Set(best.map { Int32($0) }))
  }

  @Test func `from more tokens than there are draws among all`() {
    let logits: [Float] = [0, 1, 0]
    var sampler = Sampler(SamplingOptions(topP: 1, topK: 50, frequencyPenalty: 0))
    let noise = NoiseStream(seed: 1, rows: 60, vocabulary: 3)
    noise.advance()
    let drawn = (0..<60).map {
      sampler.draw(logits.span, history: [:], noise: noise, row: $0)
    }
    #expect(Set(drawn) == [0, 1, 2])
  }

  @Test func `is not disturbed where the penalty leaves the largest far behind`() {
    // Token 0 was all but certain, and comes down below the others.
    let logits: [Float] = [60] + (1..<200).map { Float($0 % 3) }
    for seed in 0..<30 {
      var sampler = Sampler(SamplingOptions(topP: 0.3, frequencyPenalty: 10))
      let noise = NoiseStream(seed: UInt64(seed), rows: 1, vocabulary: 200)
      noise.advance()
      let token = sampler.draw(logits.span, history: [0: 7, 3: 1], noise: noise, row: 0)
      #expect(logits[Int(token)] == 2)
    }
  }

  @Test func `reproduces the published Mersenne twister`() {
    var generator = MersenneTwister(seed: 5_489)
    #expect(
      (0..<5).map { _ in generator.draw() } == [
        3_499_211_612, 581_869_302, 3_890_346_734,
        3_586_334_585, 545_404_204,
      ])
    var long = MersenneTwister(seed: 5_489)
    for _ in 0..<9_999 { _ = long.draw() }
    #expect(long.draw() == 4_123_659_995)
  }
}

extension Double {
  fileprivate var exponential: Double { Double.exp(self) }
  private static func exp(_ x: Double) -> Double {
    // A plain series is enough here: the test needs an exponential it did not get from the sampler.
    var (term, sum, n) = (1.0, 1.0, 1.0)
    let reduced = x / 64
    while abs(term) > 1e-18 {
      term *= reduced / n
      sum += term
      n += 1
    }
    return (0..<6).reduce(sum) { power, _ in power * power }
  }
}
