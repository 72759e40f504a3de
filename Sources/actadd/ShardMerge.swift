/// Joins the lines that the parts of a divided run wrote into those that one run would have written.
struct ShardMerge {
  /// Why parts cannot be joined: a whole sentence.
  struct Mismatch: Error, CustomStringConvertible {
    let description: String
  }

  /// A part: its name and its lines.
  struct Part {
    let name: String
    let records: [SessionRecord]

    /// The records of a file's contents.
    init(name: String, _ contents: [UInt8]) throws(Mismatch) {
      self.name = name
      var records: [SessionRecord] = []
      for (number, line) in contents.split(separator: UInt8(ascii: "\n")).enumerated() {
        do {
          records.append(try SessionRecord(line))
        } catch {
          throw Mismatch(
            description: "\(name) is not what --json writes: line \(number + 1), \(error)")
        }
      }
      self.records = records
    }
  }

  let parts: [Part]

  /// The joined lines.
  ///
  /// What every part did alike is taken from the first. Cells of divided results are put in order;
  /// all else that a divided result says must agree.
  func lines() throws -> [[UInt8]] {
    guard let first = parts.first else { return [] }
    if let other = parts.first(where: { $0.records.count != first.records.count }) {
      throw Mismatch(
        description: "\(first.name) has \(first.records.count) results and \(other.name) "
          + "\(other.records.count): were they run by the same script?")
    }
    return try first.records.indices.map { index in
      let records = parts.map { $0.records[index] }
      for (part, record) in zip(parts, records) where record["error"] != nil {
        throw Mismatch(description: "\(part.name) ends with a mistake, in line \(index + 1)")
      }
      for (part, record) in zip(parts, records) where record["cmd"] != records[0]["cmd"] {
        throw Mismatch(
          description:
            "line \(index + 1) of \(first.name) and \(part.name) are of different commands")
      }
      let isDivided = records.contains { $0["shard"] != nil }
      return try isDivided ? joined(records, line: index + 1) : records[0].line
    }
  }

  private func joined(_ records: [SessionRecord], line: Int) throws -> [UInt8] {
    let shards = try records.map { record in
      guard let bytes = record["shard"] else {
        throw Mismatch(description: "line \(line): only some of the parts are divided")
      }
      return try SessionRecord(bytes)
    }
    let count = shards[0].count("of") ?? 0
    let key = try shards[0].text("cells") ?? "cells"
    let numbers = shards.map { $0.count("number") ?? 0 }
    for (part, shard) in zip(parts, shards) where shard.count("of") != count {
      throw Mismatch(description: "\(part.name) is no part of \(count)")
    }
    if let missing = (1...max(1, count)).first(where: { !numbers.contains($0) }) {
      throw Mismatch(description: "part \(missing) of \(count) is missing")
    }
    guard numbers.count == count else {
      throw Mismatch(description: "\(numbers.count) files were given for \(count) parts")
    }
    let summed: Set = ["shard", "ms", "interrupted", "warnings", key]
    for member in records[0].members where !summed.contains(member.key) {
      for (part, record) in zip(parts, records) where record[member.key] != member.value {
        throw Mismatch(
          description: "line \(line): \(parts[0].name) and \(part.name) differ in \(member.key)")
      }
    }
    var members = try records[0].members.compactMap { member -> SessionRecord.Member? in
      switch member.key {
      case "shard": return nil
      case key: return .init(key: key, value: try cells(records, key, line: line))
      case "ms":
        let sum = records.compactMap {
          $0["ms"].flatMap { Double(String(decoding: $0, as: UTF8.self)) }
        }
        .reduce(0, +)
        return .init(key: "ms", value: Array("\((sum * 1000).rounded() / 1000)".utf8)[...])
      case "interrupted":
        let isCut = records.contains { $0["interrupted"] == Array("true".utf8)[...] }
        return .init(key: "interrupted", value: Array("\(isCut)".utf8)[...])
      case "warnings": return nil
      default: return member
      }
    }
    // A part may be warned of what another had no cell to see.
    if let warnings = records.lazy.compactMap({ $0["warnings"] }).first {
      let time = members.firstIndex { $0.key == "ms" } ?? members.endIndex
      members.insert(.init(key: "warnings", value: warnings), at: time)
    }
    return SessionRecord(members).line
  }

  /// The cells of all parts by their number.
  private func cells(
    _ records: [SessionRecord], _ key: String, line: Int
  ) throws -> ArraySlice<UInt8> {
    var cells: [(index: Int, bytes: ArraySlice<UInt8>)] = []
    for record in records {
      for bytes in try record.elements(key) {
        guard let index = try SessionRecord(bytes).count("index") else {
          throw Mismatch(description: "line \(line): a cell has no index")
        }
        cells.append((index, bytes))
      }
    }
    cells.sort { $0.index < $1.index }
    if let twice = zip(cells, cells.dropFirst()).first(where: { $0.index == $1.index }) {
      throw Mismatch(description: "line \(line): cell \(twice.0.index) is in two parts")
    }
    var list = Array("[".utf8)
    for (place, cell) in cells.enumerated() {
      if place > 0 { list.append(UInt8(ascii: ",")) }
      list += cell.bytes
    }
    return (list + Array("]".utf8))[...]
  }
}
