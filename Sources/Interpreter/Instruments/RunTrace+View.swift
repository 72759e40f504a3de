import Reports
import Steering
import Transformer

extension RunTrace: Trace {
  /// A row a touched position, and in which passes.
  var body: [ReportBlock] {
    var table = Table(columns: [
      .init("side"), .init("hook"), .init("position", .right), .init("token"),
      .init("‖added‖", .right), .init("‖stream‖", .right), .init("ratio", .right),
    ])
    for shift in record.shifts {
      table.rows.append([
        CodeStyle.styled(label(shift.sequence)), StyledText(shift.point.place),
        StyledText("\(shift.position)", .number),
        StyledText(token(shift.sequence, shift.position) ?? "", .string),
        StyledText(Figures.decimal(shift.added), .number),
        StyledText(Figures.decimal(shift.stream), .number),
        StyledText(Figures.decimal(shift.ratio, 3), .number),
      ])
    }
    let rows: [ReportBlock] = table.rows.isEmpty ? [] : [.blank, .table(table), .blank]
    return rows + [.text(StyledText(" " + summary, .dim))]
  }

  /// In which passes something was added.
  private var summary: String {
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

  /// The sides, what was added where in which pass, and by how much it moved.
  var fields: [JSONValue.Member] {
    [
      .init("passes", .integer(record.passes)),
      .init(
        "sides",
        .array(
          sequences.map { sequence in
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
      .init("shifts", .array(data.objects)),
    ]
  }

  var data: DataTable {
    DataTable(
      "shifts",
      columns: [
        "side", "label", "hook", "position", "token", "pass", "added_norm", "stream_norm", "ratio",
      ],
      rows: record.shifts.map { shift in
        [
          .integer(shift.sequence), .string(label(shift.sequence)),
          .string("\(shift.point)"), .integer(shift.position),
          token(shift.sequence, shift.position).json,
          .integer(shift.pass), .double(shift.added), .double(shift.stream),
          .double(shift.ratio),
        ]
      })
  }
}
