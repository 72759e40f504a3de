import JSONText
import Testing

struct Problem: JSONProblem, Equatable {
  let text: String
  static func malformed(_ text: String) -> Problem { Problem(text: text) }
}

typealias Scanner = JSONScanner<Problem>

@Suite struct `Scanning JSON` {
  @Test(arguments: [
    (#""plain""#, "plain"), (#""\u0120t\n\"\\\/""#, "Ġt\n\"\\/"), (#""\ud83d\ude00é""#, "😀é"),
    (" \t\r\n\"\"", ""),
  ]) func `resolves escapes`(json: String, text: String) throws {
    var scanner = Scanner(Array(json.utf8))
    #expect(try scanner.scanString() == text)
    try scanner.expectEnd()
  }

  @Test(arguments: [
    #""\ud83d""#, #""\ud83dx""#, #""\u12g4""#, #""\q""#, "\"open", "\"a\nb\"", "\"\\", "12",
  ]) func `refuses what is no string`(json: String) {
    var scanner = Scanner(Array(json.utf8))
    #expect(throws: Problem.self) { try scanner.scanString() }
  }

  @Test func `refuses bytes that are not UTF-8 only where text is wanted`() throws {
    let bytes: [UInt8] = [0x22, 0xFF, 0x22]
    var scanner = Scanner(bytes)
    #expect(try scanner.scanText() == [0xFF])
    var strict = Scanner(bytes)
    #expect(throws: Problem.self) { try strict.scanString() }
  }

  @Test(arguments: [("0", 0), ("50256", 50_256), (" 7 ", 7)])
  func `reads whole numbers`(json: String, count: Int) throws {
    var scanner = Scanner(Array(json.utf8))
    #expect(try scanner.scanCount() == count)
  }

  @Test(arguments: ["-1", "1.0", "1e3", "01", "99999999999999999999", "true", ""])
  func `refuses what is no whole number`(json: String) {
    var scanner = Scanner(Array(json.utf8))
    #expect(throws: Problem.self) { try scanner.scanCount() }
  }

  @Test func `keeps apart keys that are canonically equivalent`() throws {
    let json = Array("{\"\u{E9}\": 1, \"e\u{301}\": 2}".utf8)
    var counts: [Int] = []
    var scanner = Scanner(json)
    try scanner.scanObject(refusingRepeatedKeys: true) { (scanner, _) throws(Problem) in
      counts.append(try scanner.scanCount())
    }
    #expect(counts == [1, 2])
  }

  @Test func `refuses a repeated key where asked to`() throws {
    let json = Array(#"{"a": 1, "\u0061": 2}"#.utf8)
    var lenient = Scanner(json)
    try lenient.skipValue()
    var strict = Scanner(json)
    let problem = #expect(throws: Problem.self) {
      try strict.scanObject(refusingRepeatedKeys: true) { (scanner, _) throws(Problem) in
        try scanner.skipValue()
      }
    }
    #expect(problem?.text.hasPrefix("the key \"a\" appears twice") == true)
  }

  @Test func `passes over deep nesting only so far`() {
    var scanner = Scanner([UInt8](repeating: UInt8(ascii: "["), count: 1 << 20))
    #expect(throws: Problem.self) { try scanner.skipValue() }
  }
}
