import Analysis
import Foundation
import Generation
import Testing

@Suite struct `What it writes unsteered` {
  static let prompts =
    SteeringCase.published.map(\.prompt) + [
      "I love you because", "To see the eiffel tower, people flock to",
      "Thanks for asking about that! I moved to Berkeley, CA because",
      "I'm excited because I'm going to a", "Frozen starts off with a scene about",
    ]

  /// Every word of sixty thousand documents that the grammar wrote.
  static let known = Result { Set(try Documents.lines("said.txt")) }

  @Test(arguments: prompts)
  func `has neither broken words nor loops`(prompt: String) throws {
    let model = try SteeringCase.model.get()
    let result = try SteeringComparison(
      prompt: prompt, sides: [nil], samples: 50, options: SamplingOptions(), seed: 1
    ).run(model)
    let known = try Self.known.get()
    for completion in result.sides[0] {
      let isWhole = completion.tokens.contains(model.endOfText)
      let text = model.visible(completion.tokens)
      // The last of fifty tokens may be half a word.
      let words = isWhole ? TopicWords.words(text) : TopicWords.words(text).dropLast()
      #expect(words.filter { !known.contains($0) } == [], "\(text)")
      #expect(!Self.loops(text), "\(text)")
      #expect(text.contains { $0.isLetter })
    }
  }

  /// Whether a sentence comes twice, or four words come three times.
  static func loops(_ text: String) -> Bool {
    let sentences = text.split { ".!?".contains($0) }.map { TopicWords.words(String($0)) }.filter {
      $0.count > 1
    }
    let words = TopicWords.words(text)
    var fours: [[String]: Int] = [:]
    for start in words.indices.dropLast(3) {
      fours[Array(words[start..<(start + 4)]), default: 0] += 1
    }
    return Set(sentences).count < sentences.count || fours.values.contains { $0 > 2 }
  }

  @Test func `would be caught if it looped`() {
    #expect(Self.loops("I love you. You are kind. I love you."))
    #expect(Self.loops("so it is so it is so it is so it is so it is so"))
    #expect(!Self.loops("I love you. I will always love you."))
  }
}
