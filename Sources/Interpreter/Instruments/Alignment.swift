import Steering
import Tokenization
import Transformer

/// Which rows of additions land on which tokens: `positions 0–2: <|endoftext|> I␣hate ← Love␣`.
enum Alignment {
  /// Rows that are added at the same positions.
  struct Group {
    var positions: Range<Int>
    var additions: [ActivationAddition]

    /// The line, blanks visible, the minus half behind its sign.
    func line(in prompt: [TokenID], _ tokenizer: Tokenizer) -> String {
      let last = positions.upperBound - 1
      let place =
        positions.count > 1 ? "positions \(positions.lowerBound)–\(last)" : "position \(last)"
      let target = Array(prompt[positions.clamped(to: prompt.indices)])
      var source = ""
      for (index, addition) in additions.enumerated() {
        let isMinus = addition.coefficient < 0
        if index > 0 { source += isMinus ? " − " : " + " } else if isMinus { source += "− " }
        // The first rows of a pair cancel where both texts begin, which need not be repeated.
        let tokens = addition.tokens.prefix(positions.count)
        let isSameStart = tokens.first == target.first && tokens.first == prompt.first
        source += Alignment.text(isSameStart ? tokens.dropFirst() : tokens, tokenizer)
      }
      return "\(place): \(Alignment.text(target[...], tokenizer)) ← \(source)"
    }
  }

  /// The lines of additions and their places, those of the same place together.
  static func lines(
    _ placed: [(addition: ActivationAddition, positions: Range<Int>)], isRandom: Bool,
    in prompt: [TokenID], _ tokenizer: Tokenizer
  ) -> [String] {
    var groups: [(point: HookPoint, group: Group)] = []
    for (addition, positions) in placed {
      if let index = groups.firstIndex(where: {
        $0.point == addition.point && $0.group.positions == positions
      }) {
        groups[index].group.additions.append(addition)
      } else {
        groups.append((addition.point, Group(positions: positions, additions: [addition])))
      }
    }
    let remark = isRandom ? ", as random rows" : ""
    return groups.map { "\($0.place) \($1.line(in: prompt, tokenizer))\(remark)" }
  }

  /// Tokens as one text: blanks visible, special tokens apart.
  private static func text(_ tokens: ArraySlice<TokenID>, _ tokenizer: Tokenizer) -> String {
    var text = ""
    for token in tokens {
      let shown = tokenizer.visible(of: token)
      text += shown
      if shown.hasPrefix("<|"), shown.hasSuffix("|>") { text += " " }
    }
    return text.hasSuffix(" ") ? String(text.dropLast()) : text
  }
}

extension RunTrace {
  /// Where the vector of a sequence was really added, a line for each place.
  func alignment(_ sequence: Int) -> [String] {
    guard sequences.indices.contains(sequence), let side = sequences[sequence].side else {
      return []
    }
    let additions = record.additions[sequence] ?? []
    let placed = record.applied.compactMap { place in
      place.sequence == sequence && additions.indices.contains(place.part)
        ? (additions[place.part], place.positions) : nil
    }
    return Alignment.lines(
      placed, isRandom: side.recipe.isRandom, in: sequences[sequence].tokens, model.tokenizer)
  }
}
