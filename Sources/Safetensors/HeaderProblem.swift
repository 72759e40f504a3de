import JSONText

/// What is wrong with the JSON of a header or an index, before the file's path is added.
struct HeaderProblem: JSONProblem {
  let description: String

  static func malformed(_ text: String) -> HeaderProblem { HeaderProblem(description: text) }
}

/// Reads the JSON of a checkpoint.
typealias Scanner = JSONScanner<HeaderProblem>
