import Testing
import Transformer

@Suite struct `Hook points` {
  static let all: [HookPoint] =
    [.embedding, .positionEmbedding, .finalNormalized]
    + HookPoint.Site.allCases.map { .block(6, $0) }

  @Test(arguments: all)
  func `read back from their names`(point: HookPoint) {
    #expect(HookPoint(point.description) == point)
  }

  @Test func `are named as TransformerLens names them`() {
    #expect(HookPoint.residPre(6).description == "blocks.6.hook_resid_pre")
    #expect(HookPoint.block(0, .attnZ).description == "blocks.0.attn.hook_z")
    #expect(HookPoint.block(11, .mlpPost).description == "blocks.11.mlp.hook_post")
    #expect(HookPoint.finalNormalized.description == "ln_final.hook_normalized")
  }

  @Test(arguments: [
    "", "blocks", "blocks.6", "blocks.6.", "blocks..hook_resid_pre", "blocks.-1.hook_resid_pre",
    "blocks.+1.hook_resid_pre", "blocks.6.hook_resid", "blocks.99999999999.hook_resid_pre",
    "block.6.hook_resid_pre", "blocks.六.hook_resid_pre", "hook_embed ",
  ])
  func `are nil for any other text`(name: String) {
    #expect(HookPoint(name) == nil)
  }
}
