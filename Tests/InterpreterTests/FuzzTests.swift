import Interpreter
import Reports
import Testing

@Suite struct `Any statement` {
  /// Values that arithmetic, ranges and conversions may trip over.
  private static let pieces = [
    "love", "calm", "mix", "none", "x(\"a\",\"b\",", "act(\"a\",", "1", "0", "-1", "1e308",
    "1e-320",
    "9007199254740993", "99999999999999999999", "0.1", "6", ")", "(", "+", "-", "*", "/", "=", "+=",
    "/=", "*=", ".coeff", ".layer", ".at", ".pad", ".dims", ".plus", ".minus", "let v = ", ",", " ",
    "\"\"", "\"\u{301}\"", "front", "mid", "0..<0", "0..1e18", "-5..5", ":use ", ":on ", ":off ",
    ":rename ", ":delete ", ":set ", "seed=", "tokens=", "width=", "n=", "top_p=", "temperature=",
    ":undo", ":redo", ":list", ":show ", ":compare \"a\" ", "with=", ":gen \"\" ", ":again ",
    ":tune ",
    ":help ", ":history ", ":last", ":s", ":", ";", "\n", "#",
  ]

  /// The same lines in every run.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      // Knuth's MMIX generator; its high half is the better one.
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 32 | state << 32
    }
  }

  @Test func `is done or refused, never a trap, and leaves a session that goes on`() {
    var numbers = Numbers(state: 11)
    let output = CollectedOutput()
    let session = Session(output: output, shelf: FixtureShelf())
    let beginning =
      "let love = x(\"Love\",\"Hate\",5,6); let calm = act(\"c\",1,2); let mix = love+calm"
    var refused = 0
    for line in 0..<20_000 {
      if line.isMultiple(of: 200) { _ = session.run(beginning) }
      let count = Int.random(in: 1...9, using: &numbers)
      let text = (0..<count).map { _ in Self.pieces.randomElement(using: &numbers) ?? "" }.joined()
      if session.run(text) == .failed { refused += 1 }
      #expect(session.run("1 + 1") == .done)
      if line.isMultiple(of: 100) { output.clear() }
    }
    #expect(refused > 5_000 && refused < 20_000)
  }
}
