import Analysis
import Testing

@Suite struct `Word counts` {
  let weddings = WordCount(WordCount.weddings)

  @Test func `cut texts at everything that is no letter, number or underscore`() {
    #expect(weddings("The bride's WEDDING; wed-ding, (married)!") == 4)
    #expect(weddings("wedding_dress newlywed brides") == 0)
    #expect(WordCount(["don", "t", "endoftext"])("<|endoftext|>don't<|endoftext|>") == 4)
    #expect(WordCount(["wed2", "wed²"])("wed2 wed² ½wed") == 2)
  }

  @Test func `tell upper from lower case only when asked to`() {
    #expect(WordCount(["Wedding"])("wedding WEDDING Wedding") == 3)
    #expect(WordCount(["Wedding"], isCaseSensitive: true)("wedding WEDDING Wedding") == 1)
    #expect(WordCount(["ΓΆΜΟΣ"])("γάμος") == 1)
  }

  @Test func `count a word twice that is listed twice`() {
    #expect(WordCount(["wed", "Wed"])("wed") == 2)
  }

  @Test func `compare scalars, not looks`() {
    #expect(WordCount(["cafe\u{301}"])("caf\u{e9}") == 0)
    #expect(WordCount(["caf\u{e9}"])("CAF\u{c9}") == 1)
  }
}

@Suite struct `Token diversity` {
  @Test func `is the share of different n-grams over all texts`() {
    #expect(TokenDiversity.distinct(1, of: [[1, 2, 1], [2]]) == 0.5)
    #expect(TokenDiversity.distinct(2, of: [[1, 2, 1, 2], [3]]) == 2.0 / 3)
    #expect(TokenDiversity.distinct(2, of: [[3], []]) == nil)
    #expect(TokenDiversity.distinct(0, of: [[3]]) == nil)
  }

  @Test func `falls as a text repeats itself`() {
    #expect(TokenDiversity.repetition(1, of: [5, 5, 5, 5]) == 0.75)
    #expect(TokenDiversity.repetition(2, of: [1, 2, 3, 4]) == 0)
    #expect(TokenDiversity.repetition(3, of: [1, 2]) == nil)
    #expect(TokenDiversity.meanRepetition(1, of: [[5, 5], [1, 2], []]) == 0.25)
  }
}
