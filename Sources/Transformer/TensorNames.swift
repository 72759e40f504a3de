/// Where a checkpoint keeps each weight; `*` stands for the number of the block.
public struct TensorNames: Sendable {
  /// What may stand before every name but the unembedding's; the one in use is found at loading.
  let prefixes: [String]
  let tokenEmbedding: String
  let positionEmbedding: String
  let attentionNorm: String
  let queryKeyValue: String
  let attentionOutput: String
  let feedforwardNorm: String
  let expand: String
  let contract: String
  let finalNorm: String
  /// Absent, or a copy of the token embedding, where the two are tied.
  let unembedding: String
  /// Whole names of tensors that are no weights.
  let ignored: [String]

  /// `h.*.ln_1` in block 3 is `h.3.ln_1`.
  static func inBlock(_ layer: Int, _ name: String) -> String {
    guard let star = name.firstIndex(of: "*") else { return name }
    return name[..<star] + String(layer) + name[name.index(after: star)...]
  }

  /// Whether a tensor, its prefix removed, is one that loading leaves aside.
  func ignores(_ name: String) -> Bool {
    ignored.contains { pattern in
      guard let star = pattern.firstIndex(of: "*") else { return name == pattern }
      let (before, after) = (pattern[..<star], pattern[pattern.index(after: star)...])
      guard name.hasPrefix(before), name.hasSuffix(after),
        name.count > before.count + after.count
      else { return false }
      return name.dropFirst(before.count).dropLast(after.count).allSatisfy(\.isNumber)
    }
  }
}
