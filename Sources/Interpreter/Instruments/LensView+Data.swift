import Analysis
import Reports
import Tokenization
import Transformer

/// The same as data.
extension LensView {
  /// The numbers as data: by point, then position.
  var fields: [JSONValue.Member] {
    [
      .init("points", lens.points.map { "\($0)" }.json),
      .init("readings", .array(lens.readings.map { .array($0.map(record)) })),
      .init("interrupted", .bool(!isWhole)),
    ]
  }

  /// A row a point, position and rank.
  var data: DataTable {
    let sides = isSteered ? ["unsteered", "steered"] : ["unsteered"]
    var columns = ["hook", "position", "position_text", "rank"]
    for side in sides {
      columns += ["\(side)_token", "\(side)_text", "\(side)_log_probability", "\(side)_entropy"]
    }
    var table = DataTable("readings", columns: columns + (isSteered ? ["divergence"] : []))
    for (point, row) in zip(lens.points, lens.readings) {
      for (position, reading) in row.enumerated() {
        for rank in reading.unsteered.indices {
          var cells: [JSONValue] = [
            .string("\(point)"), .integer(position),
            .string(tokenizer.decode([self.reading.tokens[position]])), .integer(rank + 1),
          ]
          cells += self.cells(reading.unsteered[rank]) + [.double(reading.unsteeredEntropy)]
          if isSteered {
            cells += self.cells(reading.steered[rank])
            cells += [.double(reading.steeredEntropy), .double(reading.divergence)]
          }
          table.rows.append(cells)
        }
      }
    }
    return table
  }

  private func cells(_ guess: LogitLens.Reading.Guess) -> [JSONValue] {
    [
      .integer(Int(guess.token)), .string(tokenizer.decode([guess.token])),
      .double(guess.logProbability),
    ]
  }

  private func record(_ reading: LogitLens.Reading) -> JSONValue {
    func guesses(_ guesses: [LogitLens.Reading.Guess]) -> JSONValue {
      .array(
        guesses.map { guess in
          [
            "token": .integer(Int(guess.token)), "text": .string(tokenizer.decode([guess.token])),
            "log_probability": .double(guess.logProbability),
          ]
        })
    }
    let unsteered: JSONValue = [
      "unsteered": guesses(reading.unsteered),
      "unsteered_entropy": .double(reading.unsteeredEntropy),
    ]
    guard isSteered else { return unsteered }
    return unsteered.adding("steered", guesses(reading.steered))
      .adding("steered_entropy", .double(reading.steeredEntropy))
      .adding("divergence", .double(reading.divergence))
  }
}
