import Analysis
import Reports
import SessionLanguage
import Steering

/// Runs `:norms "I hate you because"`.
struct NormsCommand: Command {
  let form = CommandForm(
    "norms", .text, takesOptions: true, expressionOptions: ["with"])
  let help = CommandHelp(
    .instruments, ":norms [\"text\"] [with=EXPR] [file=NAME]",
    "shows the norms of the residual stream and of a vector, layer by layer",
    details: [
      "The vector is measured anew at each layer, as it would be with that layer in its definition.",
      "Norms are of activations without their mean, as the published figures are. Growth is the norm",
      "over that of the layer before: the geometric mean over the positions after the first.",
      "Random rows, and rows moved from another layer, are measured only where they are added.",
    ],
    examples: [
      ":norms \"I hate you because\"", ":norms \"I hate you because\" with=none",
      ":norms \"I think you're\" with=x(\"Anger\",\"Calm\",1,6)",
    ],
    options: ["with"], exports: true, related: ["align", "trace", "show", "files"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    let settings = try call.settings(
      session.state.settings, besides: help.options, topics: [.vectors])
    let text = try SteeredText(call, in: session, settings)
    let watch = session.watch(text)
    let view: NormsView
    do {
      if let (side, vector) = text.steering {
        let additions = vector.parts.map(\.addition)
        let overLayers =
          side.recipe.isMeasuredInPlace
          ? try ResidualNorms.overLayers(text.model, text.tokens, additions, watch) : nil
        view = NormsView(
          text: text, isOverLayers: overLayers != nil,
          norms: try overLayers ?? ResidualNorms(text.model, text.tokens, vector, watch))
      } else {
        view = NormsView(
          text: text, isOverLayers: true,
          norms: try ResidualNorms.overLayers(text.model, text.tokens, watch))
      }
    } catch {
      throw text.explained(error)
    }
    return Answer("norms", view.blocks, view.fields, data: [view.data], isResult: true)
  }
}
