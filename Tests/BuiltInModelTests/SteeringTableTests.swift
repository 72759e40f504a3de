import Testing

/// The table of `Examples/tiny-model/README.md`, by the engine that users run.
@Suite struct `The model inside the program` {
  @Test(arguments: SteeringCase.published)
  func `is steered by a vector and not by noise`(steering: SteeringCase) throws {
    let shares = try steering.shares(randomSeeds: [0, 1, 2, 3, 4])
    #expect(shares.unsteered <= 0.2, "\(shares)")
    #expect(shares.steered >= 0.6, "\(shares)")
    let random = shares.random.reduce(0, +) / Double(shares.random.count)
    #expect(random <= 0.25, "\(shares)")
  }

  @Test(arguments: SteeringCase.published)
  func `is steered before nearly every block but the last two`(steering: SteeringCase) throws {
    let shares = try (0..<12).map { try steering.changed(layer: $0).shares().steered }
    #expect(shares.prefix(10).count { $0 >= 0.6 } >= 9, "\(shares)")
    #expect(shares.suffix(2).allSatisfy { $0 <= 0.2 }, "\(shares)")
  }

  @Test(arguments: SteeringCase.published.indices)
  func `is steered by a wide range of coefficients`(number: Int) throws {
    let steering = SteeringCase.published[number]
    for coefficient in [1, 2, 3, 5, 10, 15] as [Float] {
      let share = try steering.changed(coefficient: coefficient).shares().steered
      #expect(share >= 0.6, "\(coefficient): \(share)")
    }
  }

  @Test func `is steered by vectors that nobody tried before it was chosen`() throws {
    let cases = try SteeringCase.heldOut()
    #expect(cases.count >= 8)
    let shares = try cases.map { try $0.shares().steered }
    #expect(shares.count { $0 >= 0.5 } >= 7, "\(zip(cases.map(\.description), shares))")
  }
}
