import Reports
import SessionLanguage
import Steering
import Transformer

/// Runs `:trace`.
struct TraceCommand: Command {
  let form = CommandForm("trace", takesOptions: true)
  let help = CommandHelp(
    .instruments, ":trace [file=NAME]", "shows what the last run really added, and where",
    details: [
      "Hook, position and pass of each addition, its norm, the norm of the residual stream it was",
      "added to, and their ratio: measured while it was added.",
    ],
    examples: [":compare \"I hate you because\" n=1 ; :trace"], exports: true,
    related: ["align", "norms", "compare"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    try call.allow(help.options)
    guard let trace = session.lastTrace else {
      if let last = session.lastResult {
        throw Diagnostic(
          ":\(last.command) keeps no trace of what it adds", at: call.name.range,
          hint: ":compare \"I hate you because\" n=3 ; :trace")
      }
      throw Diagnostic(
        "nothing was run yet", at: call.name.range, hint: ":compare \"I hate you because\" n=3")
    }
    let record = trace.record
    var table = Table(columns: [
      .init("side"), .init("hook"), .init("position", .right), .init("token"),
      .init("‖added‖", .right), .init("‖stream‖", .right), .init("ratio", .right),
    ])
    for shift in record.shifts {
      table.rows.append([
        CodeStyle.styled(trace.label(shift.sequence)), StyledText(shift.point.place),
        StyledText("\(shift.position)", .number),
        StyledText(trace.token(shift.sequence, shift.position) ?? "", .string),
        StyledText(Figures.decimal(shift.added), .number),
        StyledText(Figures.decimal(shift.stream), .number),
        StyledText(Figures.decimal(shift.ratio, 3), .number),
      ])
    }
    let head =
      StyledText(trace.model.name, .name) + StyledText(" · ", .dim)
      + StyledText(":\(trace.command), as it was run")
    var blocks: [ReportBlock] = [.text(" " + head)]
    if !table.rows.isEmpty { blocks += [.blank, .table(table), .blank] }
    blocks.append(.text(StyledText(" " + Self.summary(record), .dim)))
    blocks += trace.warnings.map { .text(" " + StyledText.warning($0)) }
    return Answer(
      "trace", blocks, trace.model.identity + Self.fields(trace), data: [Self.data(trace)],
      isResult: false)
  }

  /// In which passes something was added.
  private static func summary(_ record: InjectionPlan.Record) -> String {
    let touched = Set(record.applied.map(\.pass)).sorted()
    let passes = record.passes
    guard let first = touched.first else {
      return "nothing was added in \(Figures.counted(passes, "pass"))"
    }
    if touched.count == passes {
      return passes == 1 ? "added in the one pass there was" : "added in all \(passes) passes"
    }
    if touched == [0] {
      return "added in pass 1 of \(passes), which reads the prompt; nothing in the others"
    }
    return "added in \(touched.count) of \(passes) passes, first in pass \(first + 1)"
  }

  private static func fields(_ trace: RunTrace) -> [JSONValue.Member] {
    let record = trace.record
    return [
      .init("run", .string(trace.command)), .init("passes", .integer(record.passes)),
      .init(
        "sides",
        .array(
          trace.sequences.map { sequence in
            [
              "label": .string(sequence.side?.label ?? "unsteered"),
              "vector": (sequence.side?.recipe.code).json,
              "tokens": sequence.tokens.json,
            ]
          })),
      .init(
        "applied",
        .array(
          record.applied.map { place in
            place.record.adding("part", place.part.json).adding("pass", place.pass.json)
          })),
      .init("shifts", .array(data(trace).objects)),
      .init("warnings", trace.warnings.json),
    ]
  }

  private static func data(_ trace: RunTrace) -> DataTable {
    DataTable(
      "shifts",
      columns: [
        "side", "label", "hook", "position", "token", "pass", "added_norm", "stream_norm", "ratio",
      ],
      rows: trace.record.shifts.map { shift in
        [
          .integer(shift.sequence), .string(trace.label(shift.sequence)),
          .string("\(shift.point)"), .integer(shift.position),
          trace.token(shift.sequence, shift.position).json,
          .integer(shift.pass), .double(shift.added), .double(shift.stream),
          .double(shift.ratio),
        ]
      })
  }
}
