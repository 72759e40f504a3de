import Foundation
import Testing

/// On the built-in model the examples do what they say: half of the completions and more speak of it,
/// hardly any without the vector, and few with random rows of the same norms.
///
/// Where tiny shows it at another layer than the scaled one, the example takes that and says so; the
/// others say what tiny does instead. The words that count are those of
/// `Examples/tiny-model/words.txt`. Fifty completions of forty tokens a side, seed 0: a share of 0.6 is between 0.45 and 0.74 with 95 % confidence.
@Suite struct `On the built-in model` {
  @Test(arguments: [
    ("love", "love"), ("love-weak", "love"), ("praise", "praise"), ("anger", "anger"),
    ("calm", "calm"), ("happy-2000", "happy"), ("insult", "hurt"), ("weddings", "weddings"),
    ("weddings-100", "weddings"), ("weddings-film", "weddings"), ("weddings-rumour", "weddings"),
    ("weddings-always", "weddings"), ("weddings-two", "weddings"), ("weddings-friend", "weddings"),
    ("weddings-word", "weddings"), ("wedding-blank", "weddings"),
    ("love-weddings-friend", "weddings"), ("dragons", "dragons"), ("rome", "rome"),
  ]) func `the example shows what it claims`(example: String, list: String) throws {
    let words = try Self.words(list)
    let commands =
      ":example \(example)\n:compare n=50 tokens=40 temperature=1 top_p=0.3 seed=0 control=random"
    let run = try ProgramRun(["--json", "-c", commands])
    #expect(run.status == 0, "\(run.errors)")
    let pairs = try #require(try run.records().last?["pairs"] as? [[String: [String: Any]]])
    #expect(pairs.count == 50)
    func share(_ side: String) -> Double {
      let texts = pairs.compactMap { $0[side]?["text"] as? String }
      #expect(texts.count == 50)
      return Double(texts.filter { Self.speaks($0, of: words) }.count) / 50
    }
    let (unsteered, steered, random) = (share("unsteered"), share("steered"), share("steered_2"))
    let shares = "\(example): unsteered \(unsteered), steered \(steered), random \(random)"
    #expect(steered >= 0.6, "\(shares)")
    #expect(unsteered <= 0.2, "\(shares)")
    #expect(random <= steered - 0.3, "\(shares)")
  }

  private static func words(_ list: String) throws -> Set<String> {
    let file = TestFolder.package.appending(path: "Examples/tiny-model/words.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let line = try #require(lines.first { $0.hasPrefix(list + ": ") })
    return Set(line.dropFirst(list.count + 2).split(separator: " ").map(String.init))
  }

  private static func speaks(_ text: String, of words: Set<String>) -> Bool {
    text.lowercased().split { !($0.isLetter || $0 == "'") }.contains { words.contains(String($0)) }
  }
}
