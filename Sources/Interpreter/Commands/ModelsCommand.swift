import Reports
import SessionLanguage

/// Runs `:models`.
struct ModelsCommand: Command {
  let form = CommandForm("models", takesOptions: true)
  let help = CommandHelp(
    .models, ":models [file=NAME]", "lists the models that can be loaded", examples: [":models"],
    exports: true, related: ["load", "model"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(help.options)
    let models = session.shelf.models()
    let rows = models.map { model -> [StyledText] in
      let isLoaded = session.state.model?.name == model.name
      return [
        StyledText(model.name, .name), isLoaded ? "●" : "", StyledText(model.size, .number),
        StyledText(model.layers.map { String($0) } ?? "", .number), StyledText(model.remark),
      ]
    }
    let table = Table(
      columns: [
        .init("name"), .init("loaded", .center), .init("size", .right), .init("layers", .right),
        .init(""),
      ],
      rows: rows)
    let records = models.map(record)
    return Answer(
      "models", [.table(table)], [.init("models", .array(records))],
      data: [DataTable("models", objects: records)])
  }

  private func record(_ model: ModelListing) -> JSONValue {
    var kept: JSONValue = .null
    if case .partial(let bytes) = model.place { kept = .integer(bytes) }
    return [
      "name": .string(model.name), "bytes": model.bytes.json,
      "layers": model.layers.json, "place": .string(word(model.place)),
      "kept_bytes": kept,
    ]
  }

  private func word(_ place: ModelListing.Place) -> String {
    switch place {
    case .builtIn: "built in"
    case .missing: "missing"
    case .cache: "cache"
    case .partial: "partial"
    case .hub: "hub"
    }
  }
}
