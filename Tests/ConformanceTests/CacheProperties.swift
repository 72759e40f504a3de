import Generation
import LinearAlgebra
import Models
import Steering
import Testing
import Transformer

@Suite struct `The key-value cache` {
  static let text = "I went up to my friend and said that I hate you because you are"

  @Test(arguments: ["random", "trained"], [1, 2, 5])
  func `gives token by token what one pass gives`(_ name: String, _ atOnce: Int) throws {
    let model = try Goldens.model(name)
    let tokens = model.tokenizer.tokens(Self.text)
    let whole = try model.logProbabilities(tokens)
    var inference = Inference(model.network, capacities: [tokens.count], rows: 8, logits: 8)
    var hook = NoHook()
    for start in stride(from: 0, to: tokens.count, by: atOnce) {
      let positions = start..<min(start + atOnce, tokens.count)
      var batch = TokenBatch()
      batch.append(tokens[positions], to: 0, at: start)
      inference.forward(batch, hooks: &hook)
      let found = inference.logProbabilities(rows: 0..<positions.count)
      for (row, position) in positions.enumerated() {
        #expect(largestDifference(found[row], whole[position]) < 2e-5, "position \(position)")
      }
    }
  }

  @Test(arguments: ["random", "trained"])
  func `continues a fork as if it were fresh`(_ name: String) throws {
    let model = try Goldens.model(name)
    let prompt = model.tokenizer.tokens("I hate you because")
    let tails: [[TokenID]] = [[267, 324, 277], [262, 362, 14], [17, 5, 0]]
    let vector = try model.measure(.xVector("Love", "Hate", 5, layer: 1))
    var plan = InjectionPlan()
    try plan.steer(0, of: prompt.count, with: vector)
    var inference = Inference(
      model.network, capacities: [prompt.count, 3, 3, 3], rows: 16, logits: 16)
    inference.forward(TokenBatch(sequences: [prompt]), hooks: &plan)
    for sequence in 1...3 { inference.fork(sequence, from: 0, length: prompt.count) }
    for step in 0..<3 {
      var batch = TokenBatch()
      for (index, tail) in tails.enumerated() {
        batch.append(tail[step...step], to: index + 1, at: prompt.count + step)
      }
      inference.forward(batch, hooks: &plan)
      let forked = inference.logProbabilities(rows: 0..<3)
      for (index, tail) in tails.enumerated() {
        let fresh = try model.logProbabilities(prompt + tail[...step], steeredBy: vector)
        #expect(largestDifference(forked[index], fresh[prompt.count + step]) < 2e-5)
      }
    }
  }

  @Test(
    arguments: [("random", .fp32), ("trained", .fp32), ("trained", .bf16), ("trained", .int8)]
      as [(String, WeightPrecision)], [0, 1, 2])
  func `of equal prompts is filled once below the first addition, with the same bits`(
    kept: (name: String, precision: WeightPrecision), layer: Int
  ) throws {
    let model = try `Narrow weights`.model(kept.name, kept.precision)
    let prompt = model.tokenizer.tokens("I hate you because")
    let vector = try model.measure(.xVector("Love", "Hate", 5, layer: layer))
    let longer = model.tokenizer.tokens("I went up to my friend and said")
    let sequences = [prompt, longer, prompt, longer, prompt]
    var plan = InjectionPlan()
    try plan.steer(2, of: prompt.count, with: vector)
    try plan.steer(3, of: longer.count, with: vector)
    #expect(plan.firstBlock == layer)
    /// The sequences, then a token more of each, which reads what the cache holds.
    func run(_ hooks: inout some ForwardHook, once: Bool) -> [[Float]] {
      let count = sequences.joined().count
      var inference = Inference(
        model.network, capacities: sequences.map { $0.count + 1 }, rows: count, logits: count)
      if once {
        inference.forward(sequences, hooks: &hooks)
      } else {
        inference.forward(TokenBatch(sequences: sequences), hooks: &hooks)
      }
      let first = inference.logProbabilities(rows: 0..<count)
      var batch = TokenBatch()
      for (sequence, tokens) in sequences.enumerated() {
        batch.append([7], to: sequence, at: tokens.count)
      }
      var nothing = NoHook()
      inference.forward(batch, hooks: &nothing)
      return first + inference.logProbabilities(rows: 0..<sequences.count)
    }
    var (one, other) = (plan, plan)
    let whole = run(&one, once: false)
    let isSame = run(&other, once: true) == whole
    #expect(isSame)
    #expect(one.record == other.record && !one.applied.isEmpty)
    // A recorder of an early point sees every sequence, and what it sees is what there is.
    let points: [HookPoint] = [.embedding, .residPre(1), .block(1, .attnK), .finalNormalized]
    for kept in points.indices.map({ points[$0...] }) {
      let recorder = ActivationRecorder(kept, of: model.network)
      var (all, few) = (HookPair(plan, recorder), HookPair(plan, recorder))
      #expect(run(&all, once: false) == whole && run(&few, once: true) == whole)
      #expect(all.second.recorded == few.second.recorded && all.second.recorded.count == kept.count)
    }
  }

  @Test(arguments: ["random", "trained"])
  func `changes no greedy token`(_ name: String) throws {
    let model = try Goldens.model(name)
    let prompt = model.tokenizer.tokens("I hate you because")
    let vector = try model.measure(.xVector("Love", "Hate", 5, layer: 1))
    var plan = InjectionPlan()
    try plan.steer(0, of: prompt.count, with: vector)
    var decoding = try Decoding(
      model.network, prompts: [prompt], samples: 1,
      options: SamplingOptions(temperature: 0, maximumTokens: 16, stopsAtEnd: false), seed: 0,
      endOfText: model.endOfText, hooks: plan)
    while try decoding.next() {}
    var tokens = prompt
    for _ in 0..<16 {
      let last = try model.logProbabilities(tokens, steeredBy: vector)[tokens.count - 1]
      let best = try #require(last.indices.max { last[$0] < last[$1] })
      tokens.append(TokenID(best))
    }
    #expect(decoding.rows[0].tokens == tokens)
  }
}
