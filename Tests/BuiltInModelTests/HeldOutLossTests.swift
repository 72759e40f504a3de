import Analysis
import Models
import Testing

@Suite struct `What it expects of documents it was not trained on` {
  @Test func `is what another implementation of the network finds`() throws {
    let model = try SteeringCase.model.get()
    let documents = try Documents.heldOut()
    #expect(documents.count == 200)
    var losses: [Float] = []
    for document in documents {
      let score = try TextScore(model, document.tokens, steeredBy: nil)
      losses += document.scored.map { -score.unsteered[$0 - 1] }
    }
    #expect(losses.count == 6815)
    // By `transformers`, from the same file: 0.6327 nats a token, a perplexity of 1.88.
    let mean = losses.reduce(0) { $0 + Double($1) } / Double(losses.count)
    #expect(abs(mean - 0.632729) < 1e-4, "\(mean)")
  }
}
