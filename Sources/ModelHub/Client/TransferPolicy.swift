/// How a download behaves: how much is asked for at once, and how patient it is.
public struct TransferPolicy: Sendable {
  /// Bytes per request; what arrives faster than the disk writes waits in memory, at most this.
  public var window: Int64
  /// Failures in a row, without a byte in between, after which a download is given up.
  public var attempts: Int
  /// Seconds before the first repetition; each further one waits twice as long.
  public var firstPause: Double

  /// Sets the three.
  public init(window: Int64 = 64 << 20, attempts: Int = 5, firstPause: Double = 1) {
    self.window = max(1, window)
    self.attempts = max(1, attempts)
    self.firstPause = firstPause
  }

  /// Windows of 64 MB, five attempts, pauses of 1, 2, 4 and 8 seconds.
  public static let standard = TransferPolicy()

  /// Seconds to wait after this many failures in a row, at least what the server asked for.
  func pause(after failures: Int, asked: Double?) -> Double {
    let doubled = firstPause * Double(1 << min(failures - 1, 6))
    return max(doubled, min(asked ?? 0, 60))
  }
}
