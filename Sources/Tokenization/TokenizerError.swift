import JSONText

/// Why a tokenizer could not be loaded; the description is a whole sentence.
public enum TokenizerError: Error, Equatable, CustomStringConvertible {
  /// The folder has no tokenizer's files.
  case noTokenizer(folder: String)
  /// A file is there but cannot be read.
  case cannotRead(path: String)
  /// A file does not hold what its name promises.
  case malformed(path: String, problem: String)
  /// A file describes a tokenizer that works differently.
  case unsupported(path: String, found: String)
  /// No token can stand before every text.
  case noBeginningOfText(folder: String)
  /// The token that should stand before every text does not exist.
  case noSuchBeginningOfText(TokenID, count: Int)

  /// One sentence that says what is wrong and, where possible, what to do.
  public var description: String {
    switch self {
    case .noTokenizer(let folder):
      "\(folder) has no tokenizer: vocab.json with merges.txt, or tokenizer.json, was expected"
    case .cannotRead(let path): "cannot read \(path)"
    case .malformed(let path, let problem): "\(path) is damaged: \(problem)"
    case .unsupported(let path, let found):
      "\(path) asks for \(found); only byte-level BPE as in GPT-2 is supported"
    case .noBeginningOfText(let folder):
      "the tokenizer in \(folder) names no token to stand before a text, such as <|endoftext|>"
    case .noSuchBeginningOfText(let id, let count):
      "the token before every text should be \(id), but the tokenizer has ids below \(count)"
    }
  }
}

/// What is wrong inside a file, before the file's path is added.
struct FileProblem: JSONProblem {
  enum Kind {
    case malformed
    case unsupported
  }

  let kind: Kind
  let text: String

  static func malformed(_ text: String) -> FileProblem { FileProblem(kind: .malformed, text: text) }

  static func unsupported(_ text: String) -> FileProblem {
    FileProblem(kind: .unsupported, text: text)
  }

  func located(_ path: String) -> TokenizerError {
    switch kind {
    case .malformed: .malformed(path: path, problem: text)
    case .unsupported: .unsupported(path: path, found: text)
    }
  }
}

/// Reads the JSON files of a tokenizer.
typealias Scanner = JSONScanner<FileProblem>
