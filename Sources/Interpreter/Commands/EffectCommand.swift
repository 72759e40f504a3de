import Analysis
import Reports
import SessionLanguage
import Transformer

/// Runs `:effect "I went up to my friend" tokens={" wedding"," br"}`.
struct EffectCommand: Command {
  /// Which positions count.
  enum Mode: String, CaseIterable {
    /// Not those at which the vector is added: what is expected there says little of the text.
    case mask
    case all
  }

  let form = CommandForm(
    "effect", .text, takesOptions: true, expressionOptions: ["with"])
  let help = CommandHelp(
    .instruments, ":effect [\"text\"] tokens={…} [mode=mask] [with=EXPR] [file=NAME]",
    "measures how much likelier a vector makes some tokens, and what else it disturbs",
    details: [
      "Effectiveness: by how many nats the tokens together became likelier, ln P(set) − ln Q(set).",
      "Disruption: the KL(steered‖unsteered) within the set and within its complement, in nats: what",
      "changed besides the shift between the two. Both after each token of the text.",
      "mode=mask (the default) leaves out the positions at which the vector is added; all keeps them.",
    ],
    examples: [
      ":effect \"I went up to my friend and said\" tokens={\" love\"}",
      ":effect \"I hate you because\" tokens={\" love\",\" happy\"} mode=all with=love*2",
    ],
    options: ["tokens", "mode", "with"],
    values: [
      "mode": .explained([
        "mask": "not where the vector is added, the default", "all": "at every position",
      ])
    ], exports: true,
    related: ["next", "tokens", "files"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(help.options)
    let text = try SteeredText(call, in: session, session.state.settings, steeredBy: .needed)
    let chosen = try call.tokens(of: "tokens", text.model)
    let mode = try call.choice("mode") ?? Mode.mask
    guard !chosen.isEmpty else {
      throw Diagnostic(
        "expected tokens=", at: call.end, hint: ":effect \(text.text.quoted) tokens={\" love\"}")
    }
    guard let steering = text.steering else { throw session.nothingSteers(call) }
    let profile: SteeringEffect.Profile
    do {
      profile = try SteeringEffect.profile(
        text.model, text.tokens, steeredBy: steering.vector, on: Set(chosen),
        session.watch(text)
      ) { done in
        let share = Double(done) / Double(text.tokens.count)
        session.output.progress(share, "\(text.tokens.count) positions")
      }
    } catch {
      throw text.explained(error)
    }
    session.lastTrace = text.trace(profile.record)
    let view = EffectView(
      text: text, chosen: chosen, profile: profile, isMasked: mode == .mask)
    return session.warned(
      Answer("effect", view.blocks, view.fields(mode.rawValue), data: [view.data], isResult: true))
  }
}
