import SessionLanguage

/// What the options of a call say, `name=value` by `name=value`.
extension Call {
  /// The values of an option, in order.
  func values(of option: String) -> [Located<Expression>] {
    options.filter { $0.name.node == option }.map(\.value)
  }

  /// The one value of an option.
  func value(of option: String) throws(Diagnostic) -> Located<Expression>? {
    let given = options.filter { $0.name.node == option }
    if let second = given.dropFirst().first {
      throw Diagnostic(
        "\(option) is said twice", at: second.name.range,
        hint: "keep one of them: \(option)=\(second.value.node)")
    }
    return given.first?.value
  }

  /// The text or word that an option says.
  func word(of option: String) throws(Diagnostic) -> Located<String>? {
    guard let value = try value(of: option) else { return nil }
    if let text = value.node.plainText { return Located(text, value.range) }
    // A file may be called 12.
    return Located("\(value.node)", value.range)
  }

  /// What an option says that may not be left out.
  func neededOption(_ option: String, _ example: String) throws(Diagnostic) -> Located<String> {
    if let word = try word(of: option) { return word }
    throw Diagnostic("expected \(option)=", at: end, hint: example)
  }

  /// The texts or words of an option, each alone or in a list: `words={wedding, marry}`.
  func texts(of option: String) throws(Diagnostic) -> [Located<String>] {
    var texts: [Located<String>] = []
    for value in values(of: option) {
      var items = [value]
      if case .list(let listed) = value.node { items = listed }
      for item in items {
        guard let text = item.node.plainText, !text.isEmpty else {
          throw Diagnostic(
            "\(option) takes texts", at: item.range, hint: "\(option)={\"one\", \"two\"}")
        }
        texts.append(Located(text, item.range))
      }
    }
    return texts
  }

  /// A whole number that an option says, within a range.
  func whole(_ option: String, in range: ClosedRange<Int>) throws(Diagnostic) -> Int? {
    guard let value = try value(of: option) else { return nil }
    guard let number = value.node.plainNumber.flatMap({ Int(exactly: $0) }),
      range.contains(number)
    else {
      throw Diagnostic(
        "\(option) must be a whole number from \(range.lowerBound) to \(range.upperBound)",
        at: value.range, hint: "\(option)=\(range.lowerBound)")
    }
    return number
  }

  /// The one of a few words that an option says; `nil` where it is left out.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ option: String
  ) throws(Diagnostic) -> Choice? where Choice.RawValue == String {
    guard let word = try word(of: option) else { return nil }
    if let choice = Choice(rawValue: word.node) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    let near = Spelling.nearest(to: word.node, among: words)
    throw Diagnostic(
      "\(option) must be \(words.listed)", at: word.range,
      hint: near.map { "did you mean \($0)?" })
  }

  /// Refuses options other than `known`.
  func allow(_ known: [String]) throws(Diagnostic) {
    for option in options where !known.contains(option.name.node) {
      let near = Spelling.nearest(to: option.name.node, among: known)
      throw Diagnostic(
        ":\(name.node) has no option \(option.name.node)", at: option.name.range,
        hint: near.map { "did you mean \($0)?" }
          ?? (known.isEmpty ? nil : "options: \(known.joined(separator: ", "))"))
    }
  }

  /// `settings` with those changed that the options name; `own` options are left to the command.
  func settings(
    _ settings: Settings, besides own: [String], topics: [SettingForm.Topic]
  ) throws(Diagnostic) -> Settings {
    var settings = settings
    let forms = SettingForm.all.filter { topics.contains($0.topic) }
    var said: Set<String> = []
    for option in options where !own.contains(option.name.node) {
      guard let form = SettingForm.named(option.name.node) else {
        let near = Spelling.nearest(
          to: option.name.node, among: own + forms.flatMap { [$0.name] + $0.aliases })
        throw Diagnostic(
          "no setting named \(option.name.node)", at: option.name.range,
          hint: Self.partOfVector(option.name.node, option.value.node)
            ?? near.map { "did you mean \($0)?" } ?? ":set lists them all")
      }
      guard topics.contains(form.topic) else {
        throw Diagnostic(
          ":\(name.node) does not take \(form.name)", at: option.name.range,
          hint: ":set \(form.name)=\(form.example)")
      }
      guard said.insert(form.name).inserted else {
        throw Diagnostic(
          "\(option.name.node) is said twice", at: option.name.range,
          hint: "keep one of them: \(option.name.node)=\(option.value.node)")
      }
      settings[form.name] = try form.read(option.value)
    }
    return settings
  }

  /// What to type where a part of a vector was named without the vector.
  private static func partOfVector(_ name: String, _ value: Expression) -> String? {
    VectorField(rawValue: name).map { "say whose it is: love.\($0.rawValue)=\(value)" }
  }
}
