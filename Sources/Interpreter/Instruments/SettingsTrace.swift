import Models
import Reports
import SessionLanguage
import Steering

/// What a run under many settings, or over many texts, really added: the sum of each setting.
struct SettingsTrace {
  /// One setting, and what was really added under it.
  struct Measured {
    let setting: SweepSetting
    var applied: AdditionSummary
  }

  let command: String
  let model: LanguageModel
  /// The settings that were run.
  let settings: [Measured]
  /// What steers, without its settings.
  let vector: String
  /// What the settings differ in.
  let axes: [String]
  /// Whether any setting that was asked for, run or not, has a coefficient other than 0.
  let wantsMore: Bool

  /// A row more than fit on most screens tells nobody more.
  private static let mostRows = 40

  /// A trace of the settings of which something is known.
  init(
    _ command: String, _ model: LanguageModel, vector: String, axes: [String],
    _ settings: [Measured], of asked: some Sequence<SteeringRecipe>
  ) {
    (self.command, self.model, self.vector, self.axes) = (command, model, vector, axes)
    self.settings = settings.filter { $0.applied.passes > 0 }
    wantsMore = asked.contains { !$0.isNothing }
  }
}

extension SteeringRecipe {
  /// Whether it says of itself that nothing is to be added.
  var isNothing: Bool { terms.allSatisfy { $0.coefficient == 0 || $0.dimensions?.isEmpty == true } }
}

extension SettingsTrace: Trace {
  /// That nothing was moved by any of the settings that were to move something.
  var warnings: [String] {
    let meant = settings.filter { !wantsMore || !$0.setting.recipe.isNothing }
    guard !meant.isEmpty, !meant.contains(where: \.applied.hasMoved) else { return [] }
    return [
      "\(vector) touched nothing: all that was added is zero, so everything is as good as unsteered"
    ]
  }

  /// A row a setting and hook.
  var body: [ReportBlock] {
    let hasControls = settings.contains { $0.setting.control != nil }
    // Where two numbers make a setting, there is no room for a norm that the ratio tells of.
    let hasStream = axes.count < 2
    let names = (axes.isEmpty ? ["vector"] : axes) + (hasControls ? ["control"] : [])
    var table = Table(
      columns: names.map { .init($0, axes.contains($0) ? .right : .left) } + [
        .init("hook"), .init("at", .right), .init("passes", .right), .init("‖added‖", .right),
      ] + (hasStream ? [.init("‖stream‖", .right)] : []) + [.init("ratio", .right)])
    for measured in settings {
      let setting = measured.setting
      let values =
        (axes.isEmpty
          ? [CodeStyle.styled(vector)]
          : setting.coordinates.map { StyledText($0.canonical, .number) })
        + (hasControls ? [StyledText(setting.control?.rawValue ?? "")] : [])
      for place in measured.applied.places {
        let (first, last) = (place.positions.lowerBound, place.positions.upperBound - 1)
        table.rows.append(
          values + [
            StyledText(place.point.place),
            StyledText(first == last ? "\(first)" : "\(first)–\(last)", .number),
            "\(place.passes, .number) of \(measured.applied.passes, .number)",
            Self.range(place.added, 2),
          ] + (hasStream ? [Self.range(place.stream, 2)] : []) + [Self.range(place.ratio, 3)])
      }
      if measured.applied.places.isEmpty {
        table.rows.append(
          values + [StyledText("nothing", .dim)]
            + Array(repeating: StyledText(), count: table.columns.count - values.count - 1))
      }
    }
    var left = 0
    if table.rows.count > Self.mostRows {
      left = table.rows.count - Self.mostRows
      table.rows.removeSubrange(Self.mostRows / 2..<table.rows.count - Self.mostRows / 2)
      table.rows.insert(
        [StyledText("…", .dim)] + Array(repeating: StyledText(), count: table.columns.count - 1),
        at: Self.mostRows / 2)
    }
    var foot =
      "from the first to the last position; of what is not zero, the least and the greatest"
    if left > 0 { foot += " · \(left) rows more with file=NAME.csv" }
    guard !table.rows.isEmpty else {
      return [.text(StyledText(" nothing was run with a vector", .dim))]
    }
    return [.blank, .table(table), .blank, .text(StyledText(" " + foot, .dim))]
  }

  private static func range(_ range: ClosedRange<Double>?, _ decimals: Int) -> StyledText {
    guard let range else { return StyledText("0", .number) }
    let (low, high) = (
      Figures.decimal(range.lowerBound, decimals), Figures.decimal(range.upperBound, decimals)
    )
    return StyledText(low == high ? low : "\(low)–\(high)", .number)
  }

  /// The settings with what each of their places saw.
  var fields: [JSONValue.Member] {
    [.init("vector", .string(vector)), .init("additions", .array(data.objects))]
  }

  var data: DataTable {
    DataTable(
      "additions",
      columns: axes + [
        "control", "code", "hook", "positions", "passes", "of_passes", "added_norm_min",
        "added_norm_max", "stream_norm_min", "stream_norm_max", "ratio_min", "ratio_max",
      ],
      rows: settings.flatMap { measured in
        measured.applied.places.map { place in
          measured.setting.coordinates.map(\.json) + [
            (measured.setting.control?.rawValue).json,
            .string(measured.setting.recipe.code), .string("\(place.point)"),
            [.integer(place.positions.lowerBound), .integer(place.positions.upperBound)],
            .integer(place.passes), .integer(measured.applied.passes),
            (place.added?.lowerBound).json, (place.added?.upperBound).json,
            (place.stream?.lowerBound).json, (place.stream?.upperBound).json,
            (place.ratio?.lowerBound).json, (place.ratio?.upperBound).json,
          ]
        }
      })
  }
}
