import CKernels

/// The words of MT19937 at the speed of vectors.
public enum Twister {
  /// Fills the words behind the first 624, up to the `end`-th, with those that follow them.
  public static func fill(_ words: inout [UInt32], upTo end: Int) {
    precondition(words.count >= end && words.count >= 624)
    words.withUnsafeMutableBufferPointer { words in
      if let base = words.baseAddress, end > 624 { ck_twist(base, end - 624) }
    }
  }
}
