import SessionLanguage

/// What may stand at the end of a line as it is being typed, and what it takes the place of.
public struct Completion: Hashable, Sendable {
  /// One of the things that may stand there.
  public struct Candidate: Hashable, Sendable {
    /// What is inserted.
    public var text: String
    /// What follows it once it is the only one: a blank, a bracket, nothing where it goes on.
    public var ending: String
    /// What it is, in a few words.
    public var summary: String
    /// Under which heading it stands in a list that is too long for explanations.
    public var group: String

    /// Something that may stand there.
    public init(
      _ text: String, ending: String = " ", _ summary: String = "", group: String = ""
    ) {
      (self.text, self.ending, self.summary, self.group) = (text, ending, summary, group)
    }
  }

  /// The end of the line that a candidate replaces.
  public var typed: String
  /// What fits, in the order in which it is listed.
  public var candidates: [Candidate]

  /// The candidates that begin with what is typed, or would but for the quotes they need.
  init(of typed: String, _ candidates: [Candidate]) {
    self.typed = typed
    self.candidates = candidates.filter {
      $0.text.hasPrefix(typed) || $0.text.hasPrefix("\"" + typed)
    }
  }
}

extension Session {
  /// What may stand at the end of `line`, the text before the cursor; `rest` follows it.
  public func completion(of line: String, before rest: String = "") -> Completion {
    let place = LinePlace(at: line, catalog.vocabulary)
    var completion = Completion(of: place.typed, candidates(at: place))
    // What stands there already is not inserted twice.
    for index in completion.candidates.indices {
      let ending = completion.candidates[index].ending
      if !ending.isEmpty, rest.hasPrefix(ending) { completion.candidates[index].ending = "" }
    }
    return completion
  }

  private func candidates(at place: LinePlace) -> [Completion.Candidate] {
    switch place.kind {
    case .nothing: []
    case .statement:
      commandCandidates
        + ([.init("let", "makes a vector")] + expressionCandidates).map { $0.grouped("values") }
    case .command: commandCandidates
    case .expression: expressionCandidates
    case .field(let vector): fieldCandidates(of: vector)
    case .fieldValue(let vector, let field):
      valueCandidates(of: field, place.typed, present: present(field, of: vector))
    case .parameterValue(let name): valueCandidates(of: name, place.typed)
    case .parameter(let function, let index):
      parameterCandidates(of: function, index, place.typed)
    case .axis: VectorField.swept.map { .init("\($0.rawValue)=", ending: "") }
    case .argument(let command, let words, let options):
      argumentCandidates(of: command, words: words, options: options, place.typed)
    case .optionValue(let command, let option):
      optionValueCandidates(of: command, option, place)
    }
  }
}

extension Completion.Candidate {
  /// The same under a heading.
  func grouped(_ group: String) -> Self {
    var candidate = self
    candidate.group = group
    return candidate
  }

  /// The same with a remark, behind what it is said to be.
  func remarked(_ remark: String) -> Self {
    var candidate = self
    candidate.summary += candidate.summary.isEmpty ? remark : " · \(remark)"
    return candidate
  }
}
