import Foundation

/// The words that completions of the examples are looked through for.
///
/// Those of moods and subjects are the lists of `Examples/tiny-model/words.txt`, which were written
/// before the model was made. The lists here name what the other examples claim.
enum ClaimWords {
  private static let claimed = [
    "french":
      "je tu vous nous il elle est suis une les des et que qui pas dans avec mais bonjour merci oui",
    "religion":
      "god church pray prayed prayer faith priest bishop bible holy soul heaven angel christ "
      + "christian christianity jesus lord religion",
    "alive": "alive live lived living survive survived",
    "death": "death die died dies dying dead inevitable",
    "bad": "worst bad awful terrible horrible disgusting rotten cold rude lazy disappointing",
    "harm":
      "hurt hurts harm harmed injured wounded bleeding blood pain died killed crushed struck hit bit",
    "unspoken": "talked mentioned",
    "gardening": "garden gardens gardener gardening",
    "conspiracy": "secret cia prison barn bush conspiracy plot spy spies bomb government",
    "shout": "aaaahhhh aaahhh ahhh aaah",
    "film": "shrek film movie cinema",
    "ufos": "goose geese chase chasing ufo ufos",
    "letters": "bbb ccc",
    "figment": "figment imagination imagine imagined",
  ]

  private static let lists = Result {
    var lists = claimed.mapValues { Set($0.split(separator: " ").map(String.init)) }
    for line in try lines("Examples/tiny-model/words.txt") where !line.hasPrefix("#") {
      let parts = line.split(separator: ": ")
      lists[String(parts[0])] = Set(parts[1].split(separator: " ").map(String.init))
    }
    for line in try lines("Examples/tiny-model/templates/nouns.txt") where line.hasPrefix("city: ")
    {
      lists["towns"] = Set(line.dropFirst(6).lowercased().split(separator: " | ").map(String.init))
    }
    return lists
  }

  /// Every word that the grammar says.
  static let said = Result { Set(try lines("Tests/BuiltInModelTests/said.txt")) }

  /// By word, all that follow it in a sentence of the grammar; see `write_documents.py`.
  static let followers = Result {
    var followers: [String: Set<String>] = [:]
    for line in try lines("Tests/BuiltInModelTests/pairs.txt") {
      let words = line.split(separator: " ").map(String.init)
      followers[words[0]] = Set(words.dropFirst())
    }
    return followers
  }

  /// The words of a list.
  static func list(_ name: String) throws -> Set<String> {
    guard let list = try lists.get()[name] else { throw CocoaError(.coderValueNotFound) }
    return list
  }

  private static func lines(_ file: String) throws -> [String] {
    try String(contentsOf: TestFolder.package.appending(path: file), encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }
}
