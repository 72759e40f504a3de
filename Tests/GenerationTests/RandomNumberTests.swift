import Generation
import Testing

@Suite struct `Random numbers` {
  @Test(arguments: [
    // torch.manual_seed(seed); torch.randn(count)
    (
      UInt64(0), 20,
      [
        -1.1258398294448853, -1.152360200881958, -0.2505785822868347, -0.4338788092136383,
        0.5988394618034363, -1.5550950765609741, -0.3413603901863098, 1.85300612449646,
        0.46809640526771545, -0.1577124446630478, 1.4436601400375366, 0.26604941487312317,
        1.3893661499023438, 1.586334228515625, 0.946298360824585, -0.843676745891571,
        0.9318265914916992, 1.2590092420578003, 2.0049805641174316, 0.05373690277338028,
      ]
    ),
    (
      42, 5,
      [
        0.33669036626815796, 0.12880940735340118, 0.23446236550807953, 0.23033303022384644,
        -1.1228563785552979,
      ]
    ),
    (
      7, 16,
      [
        -0.8201345205307007, 0.39563116431236267, 0.8989084959030151, -1.3884038925170898,
        -0.16699601709842682, 0.2851499617099762, -0.641091525554657, -0.8936554193496704,
        0.9265429973602295, -0.5355122089385986, -1.1597203016281128, -0.4601571559906006,
        0.7085390686988831, 1.0127553939819336, 0.23039686679840088, 1.090165138244629,
      ]
    ),
  ])
  func `from a normal distribution are torch's`(seed: UInt64, count: Int, expected: [Double]) {
    var generator = MersenneTwister(seed: seed)
    let numbers = generator.normals(count)
    #expect(numbers.count == count)
    // torch's vectors round the logarithm and the cosine in their own way.
    for (number, value) in zip(numbers, expected) { #expect(abs(Double(number) - value) < 2e-6) }
  }

  @Test func `in random order are torch's`() {
    var generator = MersenneTwister(seed: 3)
    #expect(generator.permutation(of: 10) == [6, 0, 3, 7, 8, 5, 1, 9, 2, 4])
    #expect(generator.permutation(of: 6) == [1, 5, 0, 2, 3, 4])
    #expect(generator.permutation(of: 1) == [0])
    #expect(generator.permutation(of: 0).isEmpty)
  }
}
