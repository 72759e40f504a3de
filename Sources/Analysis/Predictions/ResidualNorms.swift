import Glibc
import Generation
import LinearAlgebra
import Models
import Steering
import Transformer

/// How large a steering vector is beside what it is added to, by hook point and position.
///
/// Norms are Euclidean, of mean-centred activations as the published figures are.
public struct ResidualNorms: Sendable {
  /// The hook points, in the order of the pass.
  public let points: [HookPoint]
  /// The norm of the text's activations, by point, then position.
  public let text: [[Double]]
  /// The norm of the sum of all additions, by point, then position; beyond the text's end for
  /// a vector that is longer.
  public let vector: [[Double]]
  /// The positions of the text at which something would be added.
  public let touched: Range<Int>
  /// What was done in the same pass to the text that the vector steered, which is sequence 1; nothing
  /// for a vector that is longer than the text.
  public let record: InjectionPlan.Record

  /// `‖vector‖ / ‖text‖`, by point, then position; `nil` where nothing is added.
  public var ratios: [[Double?]] {
    zip(text, vector).map { text, vector in
      text.indices.map { touched.contains($0) ? vector[$0] / text[$0] : nil }
    }
  }

  /// The growth of the text's norm from point to point, by position: the geometric mean of the
  /// quotients of neighbours; empty for a single point.
  public var growth: [Double] {
    guard points.count > 1, let first = text.first, let last = text.last else { return [] }
    // The quotients between the first and the last cancel.
    return zip(first, last).map { exp(log($1 / $0) / Double(points.count - 1)) }
  }

  /// The norms where `vector` is added: one point for each that its parts name.
  ///
  /// Throws a `SteeringError` for a vector that does not fit into the text, unless it begins at the
  /// front.
  public init(
    _ model: LanguageModel, _ tokens: [TokenID], _ vector: SteeringVector,
    _ watch: PassWatch = .interruptible()
  ) throws {
    var points: [HookPoint] = []
    for part in vector.parts where !points.contains(part.addition.point) {
      points.append(part.addition.point)
    }
    let read = try Reading(tokens, steeredBy: vector, at: points, model, watch)
    try self.init(points, tokens.count, read) { point, _ in
      vector.parts.filter { $0.addition.point == point }
    }
  }

  /// The norms that the additions of `vector` would have at the same place of every block.
  ///
  /// Their prompts are measured anew at each block, all in one pass. `nil` where the additions stand at several places, or outside the blocks.
  public static func overLayers(
    _ model: LanguageModel, _ tokens: [TokenID], _ vector: SteeringVector,
    _ watch: PassWatch = .interruptible()
  ) throws -> ResidualNorms? {
    let additions = vector.parts.map(\.addition)
    let places = Set(additions.map(\.point))
    guard places.count == 1, case .block(_, let site)? = places.first else { return nil }
    for addition in additions where addition.tokens.count > model.context {
      throw SteeringError.promptTooLong(addition.tokens.count, context: model.context)
    }
    let points = (0..<model.network.sizes.blocks).map { HookPoint.block($0, site) }
    let read = try Reading(
      tokens, steeredBy: vector, additions.map(\.tokens), at: points, model, watch)
    return try ResidualNorms(points, tokens.count, read) { point, prompts in
      zip(additions, prompts).map { addition, recorded in
        SteeringVector.Part(addition: addition, values: addition.coefficient * recorded)
      }
    }
  }

  /// The norms of a text alone where it enters each block.
  public static func overLayers(
    _ model: LanguageModel, _ tokens: [TokenID], _ watch: PassWatch = .interruptible()
  ) throws -> ResidualNorms {
    let points = (0..<model.network.sizes.blocks).map { HookPoint.residPre($0) }
    let read = try Reading(tokens, at: points, model, watch)
    return try ResidualNorms(points, tokens.count, read) { _, _ in [] }
  }

  private init(
    _ points: [HookPoint], _ length: Int, _ read: Reading,
    parts: (HookPoint, [Matrix]) -> [SteeringVector.Part]
  ) throws(SteeringError) {
    var (text, vector): ([[Double]], [[Double]]) = ([], [])
    var touched: Range<Int>?
    for point in points {
      text.append(read.text(at: point).rowNorms.map(Double.init))
      let rows = try PlacedRows(parts(point, read.prompts(at: point)), length: length)
      vector.append(rows.sum.rowNorms.map(Double.init))
      touched = touched.map { $0.joined(rows.positions) } ?? rows.positions
    }
    (self.points, self.text, self.vector) = (points, text, vector)
    self.touched = touched ?? 0..<0
    record = read.record
  }
}

/// One pass over a text, the same text steered, and the prompts of additions.
private struct Reading {
  let record: InjectionPlan.Record
  private let recorded: [HookPoint: Matrix]
  private let segments: [Range<Int>]
  private let firstPrompt: Int

  init(
    _ text: [TokenID], steeredBy vector: SteeringVector? = nil, _ prompts: [[TokenID]] = [],
    at points: [HookPoint], _ model: LanguageModel, _ watch: PassWatch
  ) throws(GenerationError) {
    var (plan, sequences) = (InjectionPlan(), [text])
    // One that does not fit is measured all the same.
    if let vector, (try? plan.steer(1, of: text.count, with: vector)) != nil {
      sequences.append(text)
    }
    firstPrompt = sequences.count
    sequences += prompts
    let batch = TokenBatch(sequences: sequences)
    var hooks = HookPair(plan, ActivationRecorder(points, of: model.network))
    var inference = Inference(
      model.network, capacities: sequences.map(\.count), rows: batch.tokens.count, logits: 1)
    try inference.forward(sequences, watch, hooks: &hooks)
    (record, recorded) = (hooks.first.record, hooks.second.recorded)
    segments = batch.segments.map(\.rows)
  }

  /// The activations of the text that nothing steers.
  func text(at point: HookPoint) -> Matrix { rows(0, at: point) }

  /// Those of each prompt.
  func prompts(at point: HookPoint) -> [Matrix] {
    (firstPrompt..<segments.count).map { rows($0, at: point) }
  }

  private func rows(_ sequence: Int, at point: HookPoint) -> Matrix {
    recorded[point]?.rows(segments[sequence]) ?? Matrix(rows: 0, columns: 0)
  }
}

/// Parts of a vector laid over the positions of a text and summed.
private struct PlacedRows {
  var sum: Matrix
  var positions = 0..<0

  init(_ parts: [SteeringVector.Part], length: Int) throws(SteeringError) {
    let longest = parts.map(\.values.rows).max() ?? 0
    sum = Matrix(rows: max(length, longest), columns: parts.first?.values.columns ?? 0)
    for part in parts {
      let (addition, rows) = (part.addition, part.values.rows)
      // At the front the rows beyond the text's end can be measured although not be added.
      let place = addition.placement == .front ? 0..<rows : nil
      guard let place = place ?? addition.placement.positions(rows: rows, in: length) else {
        throw .doesNotFit(addition: addition.tokens, placement: addition.placement, length: length)
      }
      for row in 0..<rows {
        for column in addition.dimensions ?? 0..<part.values.columns {
          sum[place.lowerBound + row, column] += part.values[row, column]
        }
      }
      positions = positions.isEmpty ? place : positions.joined(place)
    }
    positions = positions.clamped(to: 0..<length)
  }
}

extension Range<Int> {
  /// The smallest range that holds both.
  fileprivate func joined(_ other: Range<Int>) -> Range<Int> {
    Swift.min(lowerBound, other.lowerBound)..<Swift.max(upperBound, other.upperBound)
  }
}
