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
}
