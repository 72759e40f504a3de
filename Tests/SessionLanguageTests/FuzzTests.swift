import Foundation
import SessionLanguage
import Testing

@Suite struct `Any input` {
  /// `ACTADD_FUZZ_LINES` sets how many lines are tried.
  @Test func `is read or refused, never a trap, in bounded time`() {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["ACTADD_FUZZ_LINES"].flatMap(Int.init) ?? 1_000_000
    var random = SeededNumbers(state: 7)
    let clock = ContinuousClock()
    var slowest = Duration.zero
    var refused = 0
    for _ in 0..<count {
      let line = random.below(2) == 0 ? noise(&random) : mutated(&random)
      let took = clock.measure {
        guard let found = mistake(line) else { return }
        refused += 1
        let place = SourceLine(of: found.range, in: line)
        #expect(place.marked.upperBound <= place.text.count)
      }
      slowest = max(slowest, took)
    }
    #expect(refused > count / 4)
    #expect(refused < count)
    #expect(slowest < .seconds(1))
  }

  private func noise(_ random: inout SeededNumbers) -> String {
    let pieces = [
      "(", ")", "\"", "\"\"\"", "{", "}", ":", ":compare", ":set ", ":sweep", "let ", "love", "x(",
      "act(", " ", " ", "\n", "=", "+=", "..", "..<", ".", ",", ";", "#", "-", "*", "5", "6.5",
      "1e9", "\\", "\\u{", "\u{4E2D}", "\u{301}", "\u{201C}", "\u{0}", "\u{FFFD}", "with=", "n",
      "\r\n", "\u{1F469}\u{200D}\u{1F4BB}", ":l", "e", "0x",
    ]
    return (0..<random.below(14)).map { _ in pieces[random.below(pieces.count)] }.joined()
  }

  private func mutated(_ random: inout SeededNumbers) -> String {
    let lines = [
      #"let love = x("Love","Hate",5,6, at=front, pad=" ", dims=0..<5)"#,
      #":compare "I hate you because" with=(love*2 + calm) n=15 temperature=0.7"#,
      #":sweep "I hate you because" love.coeff=-20..20 love.layer=0..11 token=" love""#,
      ":set temperature=1, top_p=0.3 seed=42 ; love.coeff *= 1.5 # more",
      "let mix = love*2 + calm - 0.5*(wed - joy.coeff/2)",
      ":load \"a folder/x\"; :use none; :delete a, b",
      #"wed.plus = " weddings and \"brides\"""#,
      "let joy = x(\u{201C}Joy\u{201D}, \u{201C}Sadness\u{201D}, 6, 6)   # curly quotes",
      #":next "I hate you because" ; :rename mix blend ; :save love.actadd"#,
      "let long = x(\"\"\"She said:\n\"I do\"\"\"\", \"\", -1.5e2, \"blocks.6.hook_resid_pre\")",
    ]
    var scalars = Array(lines[random.below(lines.count)].unicodeScalars)
    let strange = Array("\"\\(){}=:;#.,*\n\u{201D}\u{4E2D}\u{301}0 ".unicodeScalars)
    for _ in 0...random.below(3) where !scalars.isEmpty {
      let place = random.below(scalars.count)
      switch random.below(4) {
      case 0: scalars.remove(at: place)
      case 1: scalars.insert(strange[random.below(strange.count)], at: place)
      case 2: scalars.swapAt(place, random.below(scalars.count))
      default: scalars.removeLast(scalars.count - place)
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
