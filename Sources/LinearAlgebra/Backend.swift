import Synchronization

/// Who multiplies: the kernels of this package, or OpenBLAS for those who want to compare.
public enum Backend: String, Sendable, CaseIterable {
  /// Whichever is faster for the number of rows on this machine.
  case auto
  /// OpenBLAS for every map whose weights lie in the mapped file as single floats.
  case openblas

  private static let chosen = Atomic<Bool>(false)

  /// What the calling task uses instead: for tests and comparisons.
  @TaskLocal public static var override: Backend?

  /// What every product of this process uses from now on.
  public static var current: Backend {
    get { override ?? (chosen.load(ordering: .relaxed) ? .openblas : .auto) }
    set { chosen.store(newValue == .openblas, ordering: .relaxed) }
  }
}
