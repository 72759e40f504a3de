import Foundation
import LinearAlgebra
import Models
import Reports
import Safetensors
import SessionLanguage
import Steering
import Tokenization
import Transformer

/// Runs `:activations "I hate you" at=blocks.6.hook_resid_pre file=out.safetensors`.
struct ActivationsCommand: Command {
  let form = CommandForm(
    "activations", .text, takesOptions: true, expressionOptions: ["with"])
  let help = CommandHelp(
    .instruments, ":activations \"text\" at=HOOK … file=FILE [with=EXPR]",
    "writes the activations of a text to a safetensors file",
    details: [
      "One tensor a hook point, under its name, a row a token; unsteered without with=.",
      "In the residual stream each row is free of its mean, as TransformerLens shows it.",
    ],
    examples: [
      ":activations \"I hate you\" at=6 file=out.safetensors",
      ":activations \"I hate you\" at=blocks.0.hook_mlp_out at=6 file=b.safetensors",
    ],
    options: ["at", "file", "with"], values: ["at": .hook], related: ["logprobs", "hooks"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(help.options)
    let text = try call.neededText(" at=6 file=out.safetensors")
    let file = try call.neededOption("file", ":activations \"text\" at=6 file=out.safetensors")
    let places = call.values(of: "at")
    guard !places.isEmpty else {
      throw Diagnostic(
        "expected at=", at: call.end, hint: "at=6 or at=blocks.6.hook_resid_pre")
    }
    let reading = try SteeredText(
      call, text, in: session, session.state.settings, steeredBy: .said)
    let points = try places.map { place in try session.evaluation.point(place) }
    let pass = try RecordedPass(reading, session.watch(reading), points: points)
    session.lastTrace = pass.trace
    var writer = SafetensorsWriter(metadata: pass.metadata)
    var shapes: [JSONValue.Member] = []
    try locating(file.range) {
      for point in pass.recorded.keys.sorted(by: { "\($0)" < "\($1)" }) {
        guard let matrix = pass.recorded[point] else { continue }
        let shape = [matrix.rows, matrix.columns]
        try writer.add("\(point)", shape: shape, matrix.elements)
        shapes.append(.init("\(point)", shape.json))
      }
      try writer.write(to: URL(fileURLWithPath: ScriptFile.placeToWrite(file.node)))
    }
    let names = shapes.map(\.key).joined(separator: ", ")
    return Answer(
      "activations",
      StyledText(
        "wrote \(file.node): \(Figures.counted(reading.tokens.count, "position")) of \(names)"),
      pass.fields + [
        .init("file", .string(file.node)), .init("shapes", .object(shapes)),
      ])
  }
}
