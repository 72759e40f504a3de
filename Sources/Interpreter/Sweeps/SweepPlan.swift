import Analysis
import Generation
import Models
import SessionLanguage
import Steering

/// What a sweep is to run: prompts, settings, and what is measured.
struct SweepPlan {
  let call: Call
  let model: LanguageModel
  let prompts: [String]
  /// How many prompts were left out because they were given before.
  let repeatedPrompts: Int
  let axes: [SweepAxis]
  /// The expression that steers.
  let expression: Expression
  /// The settings with the first axis outermost, then their controls.
  let settings: [SweepSetting]
  let control: SteeringControl?
  let sampling: Settings
  let seed: UInt64
  let measures: SweepMeasures

  /// How many settings there are, without their controls.
  var steeredCount: Int { control == nil ? settings.count : settings.count / 2 }

  /// How many completions each cell gets.
  var samples: Int {
    measures.shown.contains(where: \.needsCompletions) ? sampling.integer("n") ?? 1 : 0
  }

  /// The settings measured, ready to run; `watch` may end that.
  func sweep(_ watch: PassWatch) throws -> SteeringSweep {
    let vectors: [SteeringVector]
    do {
      vectors = try model.measure(settings.map(\.recipe), watch)
    } catch let error as SteeringError {
      throw Diagnostic("\(error)", at: call.name.range)
    }
    return SteeringSweep(
      prompts: prompts, vectors: vectors, samples: samples, options: sampling.sampling,
      seed: seed, words: measures.words.map { WordCount($0) }, tokens: Set(measures.tokens))
  }
}

extension Session {
  /// More settings than a sweep may have.
  private static let mostSettings = 20_000

  /// What a sweep's arguments ask for; `own` options are the command's.
  func sweepPlan(of call: Call, own: [String]) throws -> SweepPlan {
    let settings = try call.settings(
      state.settings, besides: own, topics: [.sampling, .vectors])
    let model = try loadedModel(call)
    let (prompts, repeated) = try sweepPrompts(of: call)
    var local = state
    local.settings = settings
    let expression = try steeringExpression(of: call)
    let evaluation = Evaluation(state: local)
    _ = try evaluation.vector(expression)
    let axes = try call.sweepAxes(evaluation)
    try axes.check(within: expression.node)
    let seed = try sweepSeed(of: call, settings)
    let control = try call.control()
    let steered = try self.settings(of: axes, expression, local)
    let controls = control.map { control in
      steered.map {
        SweepSetting(
          coordinates: $0.coordinates, recipe: control.recipe(of: $0.recipe, seed: seed),
          control: control)
      }
    }
    lastPrompt = prompts[0]
    return SweepPlan(
      call: call, model: model, prompts: prompts, repeatedPrompts: repeated, axes: axes,
      expression: expression.node,
      settings: steered + (controls ?? []), control: control, sampling: settings, seed: seed,
      measures: try SweepMeasures(call, model))
  }

  /// What `with=` says, or what is in use.
  private func steeringExpression(of call: Call) throws(Diagnostic) -> Located<Expression> {
    if let value = try call.value(of: "with"), !value.node.isNone { return value }
    guard call.values(of: "with").isEmpty, let use = state.use else {
      throw nothingSteers(call, to: "sweep")
    }
    return Located(use, call.name.range)
  }

  /// Parts of one sweep must meet the same noise.
  private func sweepSeed(of call: Call, _ settings: Settings) throws(Diagnostic) -> UInt64 {
    guard shard == nil || settings.integer("seed") != nil else {
      throw Diagnostic(
        "the parts of a sweep need one seed", at: call.name.range, hint: ":set seed=0")
    }
    return seed(settings)
  }

  /// The text, and the lines or rows of the file that `prompts=` names, each once, and how many were
  /// left out: a prompt that stands there twice is not to count twice.
  private func sweepPrompts(of call: Call) throws -> (prompts: [String], repeated: Int) {
    var prompts = try call.text().map { [$0.node] } ?? []
    if let file = try call.word(of: "prompts") {
      prompts += try locating(file.range) { () throws -> [String] in
        let contents = try ScriptFile.read(file.node)
        guard let format = LabelledText.Format(path: file.node), format != .txt else {
          return contents.split(whereSeparator: \.isNewline).map(String.init)
        }
        return try LabelledText.texts(in: contents, format, fallback: "").map(\.text)
      }
      prompts.removeAll { $0.allSatisfy(\.isWhitespace) }
      guard !prompts.isEmpty else { throw Diagnostic("there is no prompt in it", at: file.range) }
    } else if prompts.isEmpty, let last = lastPrompt {
      prompts = [last]
    }
    guard let first = prompts.first else {
      throw Diagnostic(
        "expected a text in quotes", at: call.end,
        hint: ":\(call.name.node) \"I hate you because\" love.coeff=-10..10")
    }
    guard !first.isEmpty else { throw call.emptyPrompt(at: call.range) }
    // Texts that are equal as Unicode may still be different tokens.
    var seen: Set<[UInt8]> = []
    let unique = prompts.filter { seen.insert(Array($0.utf8)).inserted }
    return (unique, prompts.count - unique.count)
  }

  /// Every combination of the axes' values, put into the vectors.
  private func settings(
    of axes: [SweepAxis], _ expression: Located<Expression>, _ state: SessionState
  ) throws(Diagnostic) -> [SweepSetting] {
    let count = axes.reduce(1) { $0 * $1.values.count }
    guard count <= Self.mostSettings else {
      throw Diagnostic(
        "these are \(count) settings; the most is \(Self.mostSettings)",
        at: axes.last?.range ?? expression.range, hint: "a longer step: step=2")
    }
    return try axes.points.map { point throws(Diagnostic) in
      let evaluation = Evaluation(state: try axes.at(point, in: state))
      return SweepSetting(coordinates: point, recipe: try evaluation.vector(expression))
    }
  }
}
