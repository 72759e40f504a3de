/// A place in the forward pass, named as TransformerLens names it: `blocks.6.hook_resid_pre`.
public enum HookPoint: Hashable, Sendable {
  /// `hook_embed`: the token embeddings.
  case embedding
  /// `hook_pos_embed`: the position embeddings.
  case positionEmbedding
  /// A place inside block n, counted from 0.
  case block(Int, Site)
  /// `ln_final.hook_normalized`: the last residual stream, centred and scaled to unit variance.
  case finalNormalized

  /// The places inside a block, in the order in which a token passes them.
  public enum Site: String, CaseIterable, Sendable {
    case residPre = "hook_resid_pre"
    case attnQ = "attn.hook_q"
    case attnK = "attn.hook_k"
    case attnV = "attn.hook_v"
    case attnZ = "attn.hook_z"
    case attnOut = "hook_attn_out"
    case residMid = "hook_resid_mid"
    case mlpPre = "mlp.hook_pre"
    case mlpPost = "mlp.hook_post"
    case mlpOut = "hook_mlp_out"
    case residPost = "hook_resid_post"
  }

  /// The residual stream where it enters block n: what an integer layer means.
  public static func residPre(_ layer: Int) -> HookPoint { .block(layer, .residPre) }

  /// The block, or `nil` outside the blocks.
  public var layer: Int? {
    guard case .block(let layer, _) = self else { return nil }
    return layer
  }

  /// The block before which a pass cannot have reached this point; the embeddings come before all.
  public var firstBlock: Int {
    switch self {
    case .embedding, .positionEmbedding: 0
    case .block(let layer, _): layer
    case .finalNormalized: .max
    }
  }

  /// Whether activations here live in the residual stream's space, where only what remains after
  /// subtracting the mean over the columns can be read by any later layer.
  public var isResidual: Bool {
    switch self {
    case .embedding, .positionEmbedding: true
    case .finalNormalized: false
    case .block(_, let site):
      switch site {
      case .residPre, .attnOut, .residMid, .mlpOut, .residPost: true
      case .attnQ, .attnK, .attnV, .attnZ, .mlpPre, .mlpPost: false
      }
    }
  }
}

extension HookPoint: LosslessStringConvertible {
  /// The TransformerLens name.
  public var description: String {
    switch self {
    case .embedding: "hook_embed"
    case .positionEmbedding: "hook_pos_embed"
    case .block(let layer, let site): "blocks.\(layer).\(site.rawValue)"
    case .finalNormalized: "ln_final.hook_normalized"
    }
  }

  /// Reads a TransformerLens name; `nil` for any other text.
  public init?(_ name: String) {
    switch name {
    case "hook_embed": self = .embedding
    case "hook_pos_embed": self = .positionEmbedding
    case "ln_final.hook_normalized": self = .finalNormalized
    default:
      let parts = name.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3, parts[0] == "blocks",
        parts[1].allSatisfy({ ("0"..."9").contains($0) }), let layer = UInt16(parts[1]),
        let site = Site(rawValue: String(parts[2]))
      else { return nil }
      self = .block(Int(layer), site)
    }
  }
}
