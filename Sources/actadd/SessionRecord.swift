import JSONText

/// One line of JSON as `--json` writes it, its values as they stand: merging parts must not write a
/// number anew.
struct SessionRecord {
  /// A key and the bytes of its value.
  struct Member {
    let key: String
    var value: ArraySlice<UInt8>
  }

  /// Why a line cannot be read: a whole sentence.
  struct Unreadable: JSONProblem, CustomStringConvertible {
    let description: String
    static func malformed(_ text: String) -> Unreadable { Unreadable(description: text) }
  }

  private(set) var members: [Member] = []

  /// Reads a line.
  init(_ line: some Collection<UInt8>) throws(Unreadable) {
    self.init(try Self.members(of: Array(line)))
  }

  /// A record of the given members.
  init(_ members: [Member]) { self.members = members }

  subscript(key: String) -> ArraySlice<UInt8>? { members.first { $0.key == key }?.value }

  /// The text under a key; `nil` where there is none.
  func text(_ key: String) throws(Unreadable) -> String? {
    guard let value = self[key] else { return nil }
    var scanner = JSONScanner<Unreadable>(Array(value))
    return scanner.peek() == UInt8(ascii: "\"") ? try scanner.scanString() : nil
  }

  /// The whole number under a key; `nil` where there is none.
  func count(_ key: String) -> Int? {
    self[key].flatMap { Int(String(decoding: $0, as: UTF8.self)) }
  }

  /// The elements of the array under a key, as they stand.
  func elements(_ key: String) throws(Unreadable) -> [ArraySlice<UInt8>] {
    guard let value = self[key] else { return [] }
    var scanner = JSONScanner<Unreadable>(Array(value))
    var elements: [ArraySlice<UInt8>] = []
    try scanner.scanArray { (scanner) throws(Unreadable) in elements.append(try scanner.scanRaw()) }
    return elements
  }

  /// The line.
  var line: [UInt8] {
    var line = Array("{".utf8)
    for (index, member) in members.enumerated() {
      line += Array("\(index > 0 ? "," : "")\"\(member.key)\":".utf8)
      line += member.value
    }
    return line + Array("}".utf8)
  }

  private static func members(of line: [UInt8]) throws(Unreadable) -> [Member] {
    var scanner = JSONScanner<Unreadable>(line)
    var members: [Member] = []
    try scanner.scanObject { (scanner, key) throws(Unreadable) in
      members.append(Member(key: try scanner.string(key), value: try scanner.scanRaw()))
    }
    try scanner.expectEnd()
    return members
  }
}
