import Generation
import LinearAlgebra
import Models
import Reports
import SessionLanguage

/// Runs `:load gpt2-small`.
struct LoadCommand: Command {
  let form = CommandForm("load", abbreviations: ["l"], .words, takesOptions: true)
  let help = CommandHelp(
    .models, ":load MODEL [dtype=bf16|int8]", "loads a model: a name, a Hub id or a folder",
    details: [
      "Vectors stay: they are kept as text and measured anew in each model.",
      "owner/name@revision takes a branch, a tag or a commit of the Hub.",
      "dtype=bf16 keeps the weights in half the memory, rounded to eight bits; int8 in a quarter,",
      "rounded to 255 steps in each row of a matrix. fp32 is the default.",
      "What does not fit into memory is refused; ACTADD_MEMORY=4GB sets another limit.",
    ],
    examples: [
      ":load tiny", ":load tiny dtype=bf16", ":load gpt2-small", ":load \"models/my gpt2\"",
    ],
    options: ["dtype"],
    values: [
      "dtype": .explained([
        "fp32": "exact, the default", "bf16": "half the memory, weights rounded",
        "int8": "a quarter of the memory, weights rounded more",
      ])
    ],
    words: .model, related: ["models", "model"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(["dtype"])
    guard let name = try call.word() else {
      throw Diagnostic(
        "which model?", at: call.end, hint: "models: \(known(session).joined(separator: ", "))")
    }
    guard !name.node.isEmpty else {
      throw Diagnostic("the name of the model is empty", at: name.range, hint: ":load tiny")
    }
    var budget = session.memoryBudget
    budget.precision = try call.choice("dtype") ?? .fp32
    // A path ends at its first NUL for the system: another folder would be meant.
    guard !name.node.utf8.contains(0), let model = try load(name, within: budget, in: session)
    else {
      let near = Spelling.nearest(to: name.node, among: known(session))
      throw Diagnostic(
        "no model named \(name.node)", at: name.range,
        hint: near.map { "did you mean \($0)?" }
          ?? "a name (gpt2-small), a Hub id (openai-community/gpt2) or a folder")
    }
    session.state.model = model
    let sizes = model.network.sizes
    var blocks: [ReportBlock] = [
      .text(
        "loaded \(model.name, .name): \(sizes.blocks) layers, width \(sizes.width), "
          + "context \(sizes.context), \(sizes.vocabulary) tokens"
          + (budget.precision == .fp32 ? "" : ", weights in \(budget.precision.rawValue)"))
    ]
    let misfits = session.state.vectors.filter { vector in
      vector.recipe.terms.contains { !model.network.has($0.point) }
    }
    if !misfits.isEmpty {
      let names = misfits.map(\.name).joined(separator: ", ")
      blocks.append(
        .text(
          StyledText(
            "\(names) \(misfits.count == 1 ? "does" : "do") not fit: "
              + "its layers are 0 to \(sizes.blocks - 1)", .dim)))
    }
    let forecast = budget.forecast(sizes)
    return Answer(
      "load", blocks,
      [
        .init("model", .string(model.name)), .init("folder", .string(model.folder)),
        .init("layers", .integer(sizes.blocks)), .init("width", .integer(sizes.width)),
        .init("heads", .integer(sizes.heads)), .init("context", .integer(sizes.context)),
        .init("vocabulary", .integer(sizes.vocabulary)),
        .init("parameters", .integer(model.network.parameterCount)),
        .init("dtype", .string(budget.precision.rawValue)),
        .init("weight_bytes", .integer(forecast.weightBytes)),
        .init("context_bytes", .integer(forecast.contextBytes)),
        .init("free_bytes", budget.free.json),
        .init("misfits", misfits.map(\.name).json),
      ])
  }

  private func load(
    _ name: Located<String>, within budget: MemoryBudget, in session: Session
  ) throws -> LanguageModel? {
    do {
      return try locating(name.range) {
        try session.shelf.load(name.node, within: budget, output: session.output)
      }
    } catch {
      // What Ctrl-C stopped is no mistake; the sentence says what was kept.
      guard Interrupt.isRaised else { throw error }
      session.output.note(StyledText(error.message, .dim))
      throw Stop.interrupted
    }
  }

  private func known(_ session: Session) -> [String] { session.shelf.models().map(\.name) }
}
