import Reports
import SessionLanguage

/// Runs `:load gpt2-small`.
struct LoadCommand: Command {
  let form = CommandForm("load", abbreviations: ["l"], .words)
  let help = CommandHelp(
    .models, ":load MODEL", "loads a model: a name, a Hub id or a folder",
    details: ["Vectors stay: they are kept as text and measured anew in each model."],
    examples: [":load tiny", ":load gpt2-small", ":load \"models/my gpt2\""],
    words: .model, related: ["models"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    let known = session.shelf.models().map(\.name)
    guard let name = try call.word() else {
      throw Diagnostic(
        "which model?", at: call.end, hint: "models: \(known.joined(separator: ", "))")
    }
    let loaded = try locating(name.range) {
      try session.shelf.load(name.node, output: session.output)
    }
    guard let model = loaded else {
      let near = Spelling.nearest(to: name.node, among: known)
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
          + "context \(sizes.context), \(sizes.vocabulary) tokens")
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
    return Answer(
      "load", blocks,
      [
        .init("model", .string(model.name)), .init("folder", .string(model.folder)),
        .init("layers", .integer(sizes.blocks)), .init("width", .integer(sizes.width)),
        .init("heads", .integer(sizes.heads)), .init("context", .integer(sizes.context)),
        .init("vocabulary", .integer(sizes.vocabulary)),
        .init("parameters", .integer(model.network.parameterCount)),
        .init("misfits", .array(misfits.map { .string($0.name) })),
      ])
  }
}
