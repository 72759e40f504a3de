import Generation
import Testing
import Transformer

@Suite struct `The sampler` {
  struct File: Decodable {
    struct Generator: Decodable {
      let seed: UInt64
      let outputs: [UInt32]
      let exponential_bits: [UInt32]
    }

    struct Case: Decodable {
      let name: String
      let seed: UInt64
      let settings: RecordedSettings
      let tokens: [[TokenID]]
      /// Of a case over few tokens; elsewhere those made up from the token's number.
      let logits: [Float]?
      let history: [TokenID]?
    }

    let vocabulary: Int
    let history: [TokenID]
    let generator: [Generator]
    let cases: [Case]
  }

  @Test func `starts from torch's generator`() throws {
    for golden in try Goldens.cases("sampler.json", as: File.self).generator {
      var twister = MersenneTwister(seed: golden.seed)
      #expect(golden.outputs.map { _ in twister.draw() } == golden.outputs)
      let count = golden.exponential_bits.count
      let noise = NoiseStream(seed: golden.seed, rows: 2, vocabulary: count / 2)
      noise.advance()
      var numbers = RowNoise()
      let drawn = (0..<count).map { index in
        numbers.read(noise, row: index / (count / 2), [Int32(index % (count / 2))])
        return numbers.exponential(0).bitPattern
      }
      #expect(drawn == golden.exponential_bits)
    }
  }

  @Test func `draws torch's tokens from made-up logits`() throws {
    let file = try Goldens.cases("sampler.json", as: File.self)
    let madeUp = (0..<file.vocabulary).map { Float(Double($0 * 7919 % file.vocabulary) / 5025.7) }
    #expect(file.cases.count { $0.logits != nil } == 3)
    for golden in file.cases {
      let logits = golden.logits ?? madeUp
      let rows = golden.tokens.count
      var sampler = Sampler(golden.settings.options(steps: golden.tokens[0].count))
      let noise = NoiseStream(seed: golden.seed, rows: rows, vocabulary: logits.count)
      let start = (golden.history ?? file.history).reduce(into: [TokenID: Int]()) {
        $0[$1, default: 0] += 1
      }
      var histories = Array(repeating: start, count: rows)
      var drawn = Array(repeating: [TokenID](), count: rows)
      for _ in golden.tokens[0] {
        noise.advance()
        for row in 0..<rows {
          let token = sampler.draw(logits.span, history: histories[row], noise: noise, row: row)
          drawn[row].append(token)
          histories[row][token, default: 0] += 1
        }
      }
      #expect(drawn == golden.tokens, "case \(golden.name)")
    }
  }
}

/// Sampling settings as the files write them; what is absent is off.
struct RecordedSettings: Decodable, Hashable {
  let temperature: Float
  let top_p: Float?
  let top_k: Int?
  let freq_penalty: Float?

  func options(steps: Int) -> SamplingOptions {
    SamplingOptions(
      temperature: temperature, topP: top_p ?? 1, topK: top_k ?? 0,
      frequencyPenalty: freq_penalty ?? 0, maximumTokens: steps)
  }
}
