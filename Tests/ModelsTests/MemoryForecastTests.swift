import Foundation
import LinearAlgebra
import Models
import Testing
import Transformer

@Suite struct `The memory that weights take` {
  @Test(arguments: WeightPrecision.allCases)
  func `is foretold from the sizes alone`(precision: WeightPrecision) throws {
    // Half-precision weights are widened, so that all the model has lies in memory of its own.
    let model = try LanguageModel.load(
      folder: ModelCopy.goldens.appending(path: "trained").path, precision: precision)
    let foretold = MemoryForecast(
      model.network.sizes, sequences: 0, tokens: 0, precision: precision
    ).weightBytes
    let ratio = Double(model.network.residentBytes) / Double(foretold)
    #expect((1...1.05).contains(ratio), "\(ratio)")
  }

  @Test func `is joined by keys and values, of half the size beside narrow weights`() throws {
    let sizes = try LanguageModel.load(
      folder: ModelCopy.goldens.appending(path: "trained").path
    ).network.sizes
    let logits = 3 * 4 * sizes.vocabulary
    for (precision, bytes) in [(.fp32, 4), (.bf16, 2), (.int8, 2)] as [(WeightPrecision, Int)] {
      let context = MemoryForecast(
        sizes, sequences: 3, tokens: 7, precision: precision
      ).contextBytes
      #expect(context == logits + 3 * 7 * 2 * sizes.blocks * sizes.width * bytes)
    }
  }
}
