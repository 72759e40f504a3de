import Reports
import SessionLanguage

/// Runs `:trace`.
struct TraceCommand: Command {
  let form = CommandForm("trace", takesOptions: true)
  let help = CommandHelp(
    .instruments, ":trace [file=NAME]", "shows what the last run really added, and where",
    details: [
      "Hook, position and pass of each addition, its norm, the norm of the residual stream it was",
      "added to, and their ratio: measured while it was added.",
      "Of a run with many settings or texts, such as :sweep and :perplexity, a row a setting and hook:",
      "from which to which position, in how many passes, and the least and greatest norm and ratio.",
    ],
    examples: [":compare \"I hate you because\" n=1 ; :trace"], exports: true,
    related: ["align", "norms", "compare"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(help.options)
    guard let trace = session.lastTrace else {
      if let last = session.lastResult {
        throw Diagnostic(
          ":\(last.command) added nothing, so there is nothing to trace", at: call.name.range,
          hint: session.firstRun + " ; :trace")
      }
      throw Diagnostic(
        "nothing was run yet", at: call.name.range, hint: session.firstRun)
    }
    return trace.answer
  }
}
