import COpenBLAS
import Glibc

/// The installed OpenBLAS: which kernels it chose for this processor, and how to choose better.
public enum BLAS {
  /// The kernels in use, as OpenBLAS names them, such as `Haswell` or `SkylakeX`.
  public static var kernels: String { String(cString: openblas_get_corename()) }

  /// Kernels that use 512-bit vectors.
  private static let wide = ["SkylakeX", "Cooperlake", "SapphireRapids", "Zen4", "Zen5"]

  /// The variable that OpenBLAS reads once, when the library is loaded.
  private static let variable = "OPENBLAS_CORETYPE"

  /// The kernels to ask for: set where the processor has 512-bit vectors and OpenBLAS does not know
  /// it (0.3.21 reaches 180 GFLOP/s with its fallback on such a machine, 340 with these).
  public static var betterKernels: String? {
    guard getenv(variable) == nil, !wide.contains(kernels) else { return nil }
    let needed: Set<Substring> = ["avx512f", "avx512dq", "avx512bw", "avx512vl"]
    return needed.isSubset(of: processorFlags()) ? "SkylakeX" : nil
  }

  /// Starts the program again with better kernels, where there are any; else does nothing.
  ///
  /// The library has read its variable before `main` runs, so that setting it there is too late.
  /// Call it first of all, before anything has been written or read.
  public static func restartWithBetterKernels(_ arguments: [String]) {
    guard let better = betterKernels, setenv(variable, better, 1) == 0 else { return }
    var copies: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    copies.append(nil)
    execv("/proc/self/exe", copies)
    // Not started: carry on with the kernels there are.
    copies.forEach { free($0) }
  }

  private static func processorFlags() -> Set<Substring> {
    guard let file = fopen("/proc/cpuinfo", "r") else { return [] }
    defer { fclose(file) }
    var (line, capacity): (UnsafeMutablePointer<CChar>?, Int) = (nil, 0)
    defer { free(line) }
    while getline(&line, &capacity, file) > 0 {
      guard let text = line.map({ String(cString: $0) }), text.hasPrefix("flags") else { continue }
      return Set(text.split(whereSeparator: \.isWhitespace))
    }
    return []
  }
}
