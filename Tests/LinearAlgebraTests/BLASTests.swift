import Foundation
import LinearAlgebra
import Testing

/// The choice of OpenBLAS's kernels.
@Suite(.serialized) struct `Kernels of OpenBLAS` {
  private static let variable = "OPENBLAS_CORETYPE"

  /// Does something with the variable set, or not set, and puts back what was there.
  private func with<Result>(_ value: String?, _ body: () throws -> Result) rethrows -> Result {
    let before = ProcessInfo.processInfo.environment[Self.variable]
    func set(_ value: String?) {
      if let value { setenv(Self.variable, value, 1) } else { unsetenv(Self.variable) }
    }
    set(value)
    defer { set(before) }
    return try body()
  }

  @Test func `are never others than those that were asked for`() {
    #expect(with("Haswell") { BLAS.betterKernels } == nil)
    #expect(with("") { BLAS.betterKernels } == nil)
  }

  @Test func `are asked for by name where the processor has wider vectors than they use`() throws {
    let information = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
    let flags = information.split(separator: "\n").first { $0.hasPrefix("flags") } ?? ""
    let isWide = ["avx512f", "avx512dq", "avx512bw", "avx512vl"].allSatisfy { flag in
      flags.split(separator: " ").contains { $0 == flag }
    }
    let usesThem = ["SkylakeX", "Cooperlake", "SapphireRapids", "Zen4", "Zen5"]
      .contains(BLAS.kernels)
    #expect(with(nil) { BLAS.betterKernels } == (isWide && !usesThem ? "SkylakeX" : nil))
  }

  @Test func `leave a program alone that has the best there are`() {
    // Were it started again, this test would never end.
    with(BLAS.kernels) { BLAS.restartWithBetterKernels(CommandLine.arguments) }
  }
}
