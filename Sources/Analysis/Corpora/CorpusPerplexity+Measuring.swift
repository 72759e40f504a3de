import Generation
import Models
import Steering
import Transformer

extension CorpusPerplexity {
  /// Scores every text with `vector` added, and unsteered too when it is the first measurement.
  ///
  /// Texts too short for the vector, and those with predictions that are no numbers, are left out of
  /// the sums. `onProgress` is told how many tokens
  /// are done. When `Interrupt` stops the first measurement, the texts read so far remain and later
  /// measurements go by them; when it stops a later one, there is no result.
  public mutating func measure(
    _ vector: SteeringVector, onProgress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) throws -> Result? {
    let isFirst = unsteered.isEmpty
    let total = texts.reduce(0) { $0 + $1.tokens.count }
    var (done, steered) = (0, [[Float]?]())
    var applied = AdditionSummary()
    for batch in batches {
      if Interrupt.isRaised { break }
      let sequences = texts[batch].map(\.tokens)
      do {
        var watch = PassWatch.interruptible()
        let plain =
          isFirst ? try LossPass.losses(of: sequences, model.network, hooks: &watch) : []
        steered += try steeredLosses(of: sequences, vector, &applied)
        unsteered += plain
      } catch GenerationError.stopped {
        break
      }
      done += sequences.reduce(0) { $0 + $1.count }
      onProgress(done, total)
    }
    let isWhole = steered.count == texts.count
    guard isWhole || isFirst && !steered.isEmpty else { return nil }
    texts.removeLast(texts.count - steered.count)
    return result(steered, vector, applied, wasInterrupted: !isWhole)
  }

  /// What a vector does that is no numbers itself: nothing that could be counted.
  public var resultWithoutNumbers: Result {
    var groups: [Group] = []
    for text in texts where !groups.contains(where: { $0.label == text.label }) {
      groups.append(Group(label: text.label))
    }
    return Result(
      groups: groups, total: Group(label: "all"), withoutNumbers: Array(texts.indices),
      wasInterrupted: false, applied: AdditionSummary())
  }

  /// The losses under steering; `nil` for a text that is too short for the vector.
  private func steeredLosses(
    of sequences: [[TokenID]], _ vector: SteeringVector, _ applied: inout AdditionSummary
  ) throws -> [[Float]?] {
    var plan = InjectionPlan()
    var (fitting, places) = ([[TokenID]](), [Int?]())
    for tokens in sequences {
      do {
        try plan.steer(fitting.count, of: tokens.count, with: vector)
        places.append(fitting.count)
        fitting.append(tokens)
      } catch {
        places.append(nil)
      }
    }
    var hooks = HookPair(plan, PassWatch.interruptible())
    let losses = try LossPass.losses(of: fitting, model.network, hooks: &hooks)
    for summary in hooks.first.record.summaries(of: fitting.count) { applied.add(summary) }
    return places.map { $0.map { losses[$0] } }
  }

  private func result(
    _ steered: [[Float]?], _ vector: SteeringVector, _ applied: AdditionSummary,
    wasInterrupted: Bool
  ) -> Result {
    var groups: [Group] = []
    var total = Group(label: "all")
    var withoutNumbers: [Int] = []
    for (index, text) in texts.enumerated() {
      guard let steered = steered[index] else { continue }
      let place = groups.firstIndex { $0.label == text.label } ?? groups.count
      if place == groups.count { groups.append(Group(label: text.label)) }
      guard steered.allSatisfy(\.isFinite), unsteered[index].allSatisfy(\.isFinite) else {
        withoutNumbers.append(index)
        continue
      }
      groups[place].texts += 1
      total.texts += 1
      let left = method == .normal ? [] : vector.positions(in: text.tokens.count)
      for position in steered.indices where !left.contains(position) {
        groups[place].add(unsteered: unsteered[index][position], steered: steered[position])
        total.add(unsteered: unsteered[index][position], steered: steered[position])
      }
    }
    return Result(
      groups: groups, total: total, withoutNumbers: withoutNumbers,
      wasInterrupted: wasInterrupted, applied: applied)
  }

  /// Stretches of texts that together take about so much memory, or single longer texts.
  private var batches: [Range<Int>] {
    let sizes = model.network.sizes
    // Keys and values of every block, and the rows of one block's work.
    let kept = 2 * sizes.blocks * sizes.width
    let worked = 8 * sizes.width + sizes.hidden + sizes.context
    // Past a thousand rows a product gains nothing by more.
    let most = min(1024, max(1, Self.memory / (MemoryLayout<Float>.stride * (kept + worked))))
    var (batches, start, tokens) = ([Range<Int>](), 0, 0)
    for (index, text) in texts.enumerated() {
      if index > start, tokens + text.tokens.count > most {
        batches.append(start..<index)
        (start, tokens) = (index, 0)
      }
      tokens += text.tokens.count
    }
    return start < texts.count ? batches + [start..<texts.count] : batches
  }

  /// Bytes that one batch may take.
  private static var memory: Int { 256 << 20 }
}

extension CorpusPerplexity.Group {
  fileprivate mutating func add(unsteered: Float, steered: Float) {
    count += 1
    unsteeredSum -= Double(unsteered)
    steeredSum -= Double(steered)
    differenceSum += Double(unsteered) - Double(steered)
  }
}

extension SteeringVector {
  /// The positions of a text of `length` tokens at which a part is added.
  func positions(in length: Int) -> Set<Int> {
    Set(
      parts.flatMap { part in
        Array(part.addition.placement.positions(rows: part.values.rows, in: length) ?? 0..<0)
      })
  }
}
