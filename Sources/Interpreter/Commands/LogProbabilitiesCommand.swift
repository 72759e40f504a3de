import Foundation
import LinearAlgebra
import Reports
import Safetensors
import SessionLanguage

/// Runs `:logprobs "I hate you" file=out.safetensors with=love`.
struct LogProbabilitiesCommand: Command {
  let form = CommandForm("logprobs", .text, takesOptions: true, expressionOptions: ["with"])
  let help = CommandHelp(
    .instruments, ":logprobs \"text\" file=FILE [with=EXPR]",
    "writes the log-probability of every next token to a safetensors file",
    details: ["One tensor, log_probs: a row a position, a column a token of the vocabulary."],
    examples: [
      ":logprobs \"I hate you because\" file=plain.safetensors",
      ":logprobs \"I hate you because\" file=steered.safetensors with=love",
    ],
    options: ["file", "with"], related: ["activations"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(help.options)
    let text = try call.neededText(" file=out.safetensors")
    let file = try call.neededOption("file", ":logprobs \"text\" file=out.safetensors")
    let reading = try SteeredText(
      call, text, in: session, session.state.settings, steeredBy: .said)
    let pass = try RecordedPass(
      reading, session.watch(reading), points: [], logProbabilities: true)
    session.lastTrace = pass.trace
    guard let values = pass.logProbabilities else {
      throw Diagnostic("nothing was recorded", at: call.name.range)
    }
    try locating(file.range) {
      var writer = SafetensorsWriter(metadata: pass.metadata)
      try writer.add("log_probs", shape: [values.rows, values.columns], values.elements)
      try writer.write(to: URL(fileURLWithPath: ScriptFile.placeToWrite(file.node)))
    }
    return Answer(
      "logprobs",
      StyledText(
        "wrote \(file.node): \(Figures.counted(values.rows, "position")), \(values.columns) tokens"),
      pass.fields + [
        .init("file", .string(file.node)),
        .init("shape", [.integer(values.rows), .integer(values.columns)]),
      ])
  }
}
