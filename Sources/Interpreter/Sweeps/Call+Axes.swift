import SessionLanguage
import Steering

extension Call {
  /// More values than anyone looks at, or a slip.
  private static let mostValues = 1000

  /// The axes in the order in which they are said, with the steps that `step=` says.
  ///
  /// `said` stands for them where a command has other ways of saying them.
  func sweepAxes(
    _ evaluation: Evaluation,
    of said: [(vector: Located<String>, field: Located<String>, values: Located<Expression>)]? = nil
  ) throws(Diagnostic) -> [SweepAxis] {
    let axes = said ?? axes
    var fields: [VectorField] = []
    for axis in axes {
      guard evaluation.state[axis.vector.node] != nil else {
        throw evaluation.unknownVector(axis.vector)
      }
      fields.append(try sweptField(axis.field))
    }
    let steps = try steps(for: fields)
    var made: [SweepAxis] = []
    for (index, axis) in axes.enumerated() {
      let range = axis.vector.range.joined(axis.values.range)
      let values = try values(axis.values, fields[index], step: steps[index])
      if let twice = made.first(where: {
        $0.vector.node == axis.vector.node && $0.field == fields[index]
      }) {
        throw Diagnostic(
          "\(twice.name) is said twice", at: range, hint: "keep one of them: \(twice.name)=-10..10")
      }
      made.append(
        SweepAxis(vector: axis.vector, field: fields[index], values: values, range: range))
    }
    return made
  }

  private func sweptField(_ name: Located<String>) throws(Diagnostic) -> VectorField {
    if let field = VectorField(rawValue: name.node), VectorField.swept.contains(field) {
      return field
    }
    let known = VectorField.swept.map(\.rawValue)
    let list = known.dropLast().joined(separator: ", ") + " and " + (known.last ?? "")
    throw Diagnostic(
      "only \(list) can be swept", at: name.range,
      hint: Spelling.nearest(to: name.node, among: known).map { "did you mean \($0)?" })
  }

  /// A step for each axis; one step alone is that of the coefficients, if there are any.
  private func steps(for fields: [VectorField]) throws(Diagnostic) -> [Double?] {
    let said = values(of: "step")
    var steps: [Double] = []
    for value in said {
      guard let step = value.node.plainNumber, step > 0 else {
        throw Diagnostic("step must be a number above 0", at: value.range, hint: "step=1")
      }
      steps.append(step)
    }
    if steps.count == fields.count { return steps }
    guard let step = steps.first else { return fields.map { _ in nil } }
    guard steps.count == 1 else {
      throw Diagnostic(
        "step is said \(steps.count) times for \(fields.count) ranges", at: said[1].range,
        hint: "one step for each, in their order")
    }
    let isMixed = fields.contains(.coeff)
    return fields.map { !isMixed || $0 == .coeff ? step : nil }
  }

  private func values(
    _ said: Located<Expression>, _ field: VectorField, step: Double?
  ) throws(Diagnostic) -> [Double] {
    var values: [Double] = []
    if case .list(let items) = said.node {
      for item in items {
        guard let number = item.node.plainNumber else {
          throw Diagnostic(
            "this is no number", at: item.range, hint: "\(field.rawValue)={0, 2, 6}")
        }
        values.append(number)
      }
      values = Array(Set(values)).sorted()
    } else if let number = said.node.plainNumber {
      values = [number]
    } else {
      values = try range(said, field, step: step)
    }
    guard !values.isEmpty else {
      throw Diagnostic("there is no value", at: said.range, hint: "\(field.rawValue)={0, 2, 6}")
    }
    guard !field.isWhole || values.allSatisfy({ $0 == $0.rounded() }) else {
      throw Diagnostic(
        "\(field.rawValue) takes whole numbers only", at: said.range,
        hint: "\(field.rawValue)={0, 2, 6}")
    }
    return values
  }

  private func range(
    _ said: Located<Expression>, _ field: VectorField, step: Double?
  ) throws(Diagnostic) -> [Double] {
    guard case .range(let from, let bound, let to) = said.node, let low = from.node.plainNumber,
      let high = to.node.plainNumber
    else {
      throw Diagnostic(
        "expected a range of numbers", at: said.range, hint: "\(field.rawValue)=0..6")
    }
    guard low <= high else {
      throw Diagnostic(
        "this range runs backwards", at: said.range,
        hint: "\(high.canonical)..\(low.canonical)")
    }
    let step = step ?? (field.isWhole ? 1 : Self.step(over: high - low))
    let count = (high - low) / step
    guard count < Double(Self.mostValues) else {
      throw Diagnostic(
        "this range has more than \(Self.mostValues) values", at: said.range,
        hint: "a longer step: step=\(Self.step(over: high - low).canonical)")
    }
    var values = (0...Int(count + 1e-9)).map { index in
      // 0.1 three times is to be 0.3.
      ((low + Double(index) * step) * 1e9).rounded() / 1e9
    }
    if bound == .upTo { values.removeAll { $0 >= high - 1e-9 } }
    return values
  }

  /// One, two or five times a power of ten, so that some twenty values span the distance.
  private static func step(over span: Double) -> Double {
    guard span > 0 else { return 1 }
    var power = 1.0
    while power * 20 < span { power *= 10 }
    while power * 2 >= span { power /= 10 }
    return [power / 5, power / 2].first { $0 * 20 >= span } ?? power
  }
}
