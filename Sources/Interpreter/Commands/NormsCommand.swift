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
      "The text is read with the vector too, where it fits: :trace tells what was really added.",
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
        let overLayers =
          side.recipe.isMeasuredInPlace
          ? try ResidualNorms.overLayers(text.model, text.tokens, vector, watch) : nil
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
    // A vector that is longer than the text is measured and cannot be added.
    let isAdded = text.steering == nil || !view.norms.record.applied.isEmpty
    session.lastTrace = isAdded ? text.trace(view.norms.record) : nil
    return session.warned(
      Answer("norms", view.blocks, view.fields, data: [view.data], isResult: true))
  }
}
