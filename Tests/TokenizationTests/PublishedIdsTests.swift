import Foundation
import Testing
import Tokenization

/// Those of GPT-2's merges that these texts can use, under the ids they have among all 50,000; see
/// `Fixtures/make_gpt2_merges.py`.
@Suite struct `With GPT-2's merges` {
  private func tokenizer() throws -> Tokenizer {
    let lines = String(decoding: try Fixture.data("gpt2-merges.txt"), as: UTF8.self)
      .split(separator: "\n")
    // The 256 byte symbols in GPT-2's order, one token a merge, and the end of text.
    var ids = Dictionary(uniqueKeysWithValues: symbols.enumerated().map { ($1, $0) })
    var merges = ""
    for line in lines {
      let fields = line.split(separator: " ", maxSplits: 1)
      ids[fields[1].filter { $0 != " " }] = 256 + (try #require(Int(fields[0])))
      merges += fields[1] + "\n"
    }
    ids["<|endoftext|>"] = 50256
    let vocabulary = try JSONSerialization.data(withJSONObject: ids)
    return try Fixture.withFolder(["merges.txt": Data(merges.utf8), "vocab.json": vocabulary]) {
      try Tokenizer(folder: $0)
    }
  }

  private var symbols: [String] {
    let printable = Array(33..<127) + Array(161..<173) + Array(174..<256)
    let others = (0..<256).filter { !printable.contains($0) }
    let scalars =
      printable.compactMap { Unicode.Scalar($0) }
      + others.indices.compactMap { Unicode.Scalar(256 + $0) }
    return scalars.map { String(Character($0)) }
  }

  @Test(
    arguments: [
      ("Love", [18565]), ("Hate", [39, 378]), (" love", [1842]), (" hate", [5465]), (" ", [220]),
      ("Anger", [13450, 263]), ("Calm", [9771, 76]), ("Intent to praise", [5317, 298, 284, 13463]),
      ("Intent to hurt", [5317, 298, 284, 5938]),
      ("Bush did 9/11 because", [36113, 750, 860, 14, 1157, 780]),
      ("Want to stay alive", [19633, 284, 2652, 6776]), ("Okay with dying", [16454, 351, 9950]),
      ("The Eiffel Tower is in Rome", [464, 412, 733, 417, 8765, 318, 287, 10598]),
      ("Dragons live in Berkeley", [6187, 34765, 2107, 287, 14727]),
      (
        "I NEVER talk about people getting hurt",
        [40, 33602, 1561, 546, 661, 1972, 5938]
      ),
      ("I talk about weddings constantly", [40, 1561, 546, 37377, 7558]),
      ("Intent to convert you to Christianity", [5317, 298, 284, 10385, 345, 284, 13624]),
      (" wedding", [10614]), (" weddings", [37377]), (" worst", [5290]), ("Love ", [18565, 220]),
      ("Je m'appelle", [40932, 285, 6, 1324, 13485]), ("My name is ", [3666, 1438, 318, 220]),
      ("Check out my French! Je", [9787, 503, 616, 4141, 0, 3852]),
      ("efwapv j;las ap;lk", [891, 86, 499, 85, 474, 26, 21921, 2471, 26, 75, 74]),
      ("fdsajl; fs", [69, 9310, 1228, 75, 26, 43458]),
      ("I am a committed pacifist", [40, 716, 257, 5364, 47617, 396]),
      ("<|endoftext|>", [50256]),
    ] as [(String, [TokenID])])
  func `texts have the published ids`(text: String, ids: [TokenID]) throws {
    let tokenizer = try tokenizer()
    #expect(tokenizer.beginningOfText == 50256)
    #expect(tokenizer.encode(text) == ids)
    #expect(tokenizer.decode(ids) == text)
  }
}
