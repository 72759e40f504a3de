import Analysis
import Generation
import Glibc
import Reports
import Tokenization
import Transformer

/// The logit lens as it is seen and kept.
struct LensView {
  let reading: SteeredText
  let lens: LogitLens

  var tokenizer: Tokenizer { reading.model.tokenizer }
  var isSteered: Bool { reading.side != nil }
  var isWhole: Bool { lens.points.count > reading.model.network.sizes.blocks }

  /// Tokens by layer and position, then how far steering moved them, then one position in full.
  func blocks(at position: Int) -> [ReportBlock] {
    var blocks: [ReportBlock] = [.text(" " + reading.head(lens.applied)), .blank]
    blocks += [
      grid("most probable next token, unsteered", isMarking: false) { $0.unsteered }, .blank,
    ]
    if isSteered {
      let title = "steered, set off where it is another one"
      blocks += [grid(title, isMarking: true) { $0.steered }, .blank]
      blocks += [map("KL(steered‖unsteered), nats") { $0.divergence }, .blank]
      blocks += [map("entropy, steered, nats") { $0.steeredEntropy }, .blank]
    } else {
      blocks += [map("entropy, nats") { $0.unsteeredEntropy }, .blank]
    }
    let token = tokenizer.visible(of: reading.tokens[position])
    blocks.append(.text(" after " + StyledText(token, .string) + ", position \(position):"))
    blocks.append(table(at: position))
    if !isWhole { blocks += [.text(StyledText(" stopped; later layers are missing", .dim))] }
    return blocks
  }

  /// The number of the layer that a point enters; `out` for the end of the last.
  private var rowLabels: [String] {
    lens.points.map { point in
      if case .block(let layer, .residPre) = point { return "\(layer)" }
      return "out"
    }
  }

  private var axes: StyledText { StyledText(" · rows layers, columns positions", .dim) }

  private func grid(
    _ title: String, isMarking: Bool, _ guesses: (LogitLens.Reading) -> [LogitLens.Reading.Guess]
  ) -> ReportBlock {
    .tokenGrid(
      TokenGrid(
        title: StyledText(title, .heading) + axes, rowLabels: rowLabels,
        columnLabels: reading.tokens.enumerated().map { "\($0) \(tokenizer.visible(of: $1))" },
        cells: lens.readings.map { row in
          row.map { reading in
            let token = guesses(reading).first?.token
            return TokenGrid.Cell(
              token.map { tokenizer.visible(of: $0) } ?? "",
              isMarked: isMarking && token != reading.unsteered.first?.token)
          }
        }))
  }

  private func map(_ title: String, _ value: (LogitLens.Reading) -> Double) -> ReportBlock {
    .heatMap(
      HeatMap(
        title: StyledText(title, .heading) + axes, rowLabels: rowLabels,
        columnLabels: reading.tokens.indices.map(String.init),
        values: lens.readings.map { $0.map(value) }, style: .decimal(2)))
  }

  private func table(at position: Int) -> ReportBlock {
    func list(_ guesses: [LogitLens.Reading.Guess]) -> StyledText {
      guesses.map { guess in
        StyledText(tokenizer.visible(of: guess.token), .string)
          + StyledText(
            "\u{A0}\(Figures.share(exp(guess.logProbability)).replacing(" ", with: "\u{A0}"))",
            .dim)
      }.joined(separator: "  ")
    }
    func figure(_ value: Double) -> StyledText { StyledText(Figures.decimal(value)) }
    var table = Table(columns: [
      .init("layer", .right), .init("unsteered"), .init("entropy", .right),
    ])
    if isSteered {
      table.columns += [.init("steered"), .init("entropy", .right), .init("KL", .right)]
    }
    table.rows = zip(rowLabels, lens.readings).map { label, row in
      let reading = row[position]
      var cells = [
        StyledText(label, .dim), list(reading.unsteered), figure(reading.unsteeredEntropy),
      ]
      if isSteered {
        cells += [
          list(reading.steered), figure(reading.steeredEntropy), figure(reading.divergence),
        ]
      }
      return cells
    }
    return .table(table)
  }
}
