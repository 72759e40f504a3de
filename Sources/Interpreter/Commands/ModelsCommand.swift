import Reports
import SessionLanguage

/// Runs `:models`.
struct ModelsCommand: Command {
  let form = CommandForm("models")
  let help = CommandHelp(
    .models, ":models", "lists the models that can be loaded", examples: [":models"],
    related: ["load"])

  func run(_ call: Call, in session: Session) -> Answer {
    let models = session.shelf.models()
    let rows = models.map { model -> [StyledText] in
      let isLoaded = session.state.model?.name == model.name
      return [
        StyledText(model.name, .name), isLoaded ? "●" : "", StyledText(model.size, .number),
        StyledText(model.remark),
      ]
    }
    let table = Table(
      columns: [.init("name"), .init("loaded", .center), .init("size", .right), .init("")],
      rows: rows)
    return Answer(
      "models", [.table(table)],
      [
        .init(
          "models",
          .array(
            models.map {
              ["name": .string($0.name), "size": .string($0.size), "remark": .string($0.remark)]
            }))
      ])
  }
}
