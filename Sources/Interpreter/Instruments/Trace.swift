import Models
import Reports

/// What the last run really added, for `:trace`: read from the run, not from the plan.
protocol Trace {
  /// The command that was run.
  var command: String { get }
  var model: LanguageModel { get }
  /// What a user must hear of what a vector did not touch; empty where all is well.
  var warnings: [String] { get }
  /// What is seen between the head and the warnings.
  var body: [ReportBlock] { get }
  /// The same as data, without the model and the warnings.
  var fields: [JSONValue.Member] { get }
  var data: DataTable { get }
}

extension Trace {
  /// What `:trace` shows.
  var answer: Answer {
    let head =
      StyledText(model.name, .name) + StyledText(" · ", .dim)
      + StyledText(":\(command), as it was run")
    return Answer(
      "trace", [.text(" " + head)] + body + warnings.map(Self.block),
      model.identity + [.init("run", .string(command))] + fields + [
        .init("warnings", .array(warnings.map { .string($0) }))
      ], data: [data])
  }

  private static func block(_ warning: String) -> ReportBlock {
    .text(" " + StyledText.warning(warning))
  }

  /// The answer of the run, which says so if what was to steer it touched nothing.
  func warned(_ answer: Answer, _ output: any SessionOutput) -> Answer {
    guard !warnings.isEmpty else { return answer }
    var answer = answer
    let blocks = warnings.map(Self.block)
    // Of an answer that was shown as it came, this is what is still to be said.
    if answer.wasShown { blocks.forEach(output.show) }
    answer.blocks += blocks
    answer.fields.append(.init("warnings", .array(warnings.map { .string($0) })))
    return answer
  }
}

extension Session {
  /// The answer, with the warnings of the trace of what gave it.
  func warned(_ answer: Answer) -> Answer { lastTrace?.warned(answer, output) ?? answer }
}
