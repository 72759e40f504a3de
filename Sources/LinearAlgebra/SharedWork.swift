import CKernels

/// Work in pieces that run at the same time, on the threads that products use.
///
/// A class rather than a closure, since it is made once and run at every step without allocating.
open class SharedWork {
  /// Work for subclasses to describe.
  public init() {}

  /// Does one piece; must not write what another piece reads or writes.
  open func run(piece: Int) {}

  /// Does all pieces from 0 and returns when the last is done.
  public final func runAll(pieces: Int) {
    ck_parallel(
      pieces,
      { context, piece in
        guard let context else { return }
        Unmanaged<SharedWork>.fromOpaque(context).takeUnretainedValue().run(piece: piece)
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}
