import Reports

/// A part of the work that several runs of one script share: cell i, counted from 0, belongs to part
/// i mod `count` + 1.
public struct Shard: Hashable, Sendable {
  /// Which part, counted from 1.
  public let number: Int
  /// How many parts there are.
  public let count: Int

  /// Part `number` of `count`; `nil` where there is no such part.
  public init?(number: Int, of count: Int) {
    guard count > 0, count <= 100_000, 1...count ~= number else { return nil }
    (self.number, self.count) = (number, count)
  }

  /// The part that a text such as `3/16` names.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1] else { return nil }
    self.init(number: number, of: count)
  }

  /// Whether the cell of that number is of this part.
  public func owns(_ cell: Int) -> Bool { cell % count == number - 1 }

  /// What the record of a divided result says, so that the parts can be joined: which part it is,
  /// and under which key it lists its cells, each with its `index`.
  func field(cells key: String) -> JSONValue.Member {
    .init(
      "shard", ["number": .integer(number), "of": .integer(count), "cells": .string(key)])
  }
}
