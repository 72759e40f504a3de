import Models
import Reports
import Steering
import Tokenization
import Transformer

/// What a run of a few sequences really added, position by position.
struct RunTrace {
  /// A sequence of the run.
  struct Sequence {
    /// Its tokens when it was first run.
    var tokens: [TokenID]
    /// What was to steer it; `nil` for nothing.
    var side: SteeringSide?
  }

  let command: String
  let model: LanguageModel
  let sequences: [Sequence]
  let record: InjectionPlan.Record

  /// The sides that were to be steered and were not: nothing, or nothing but zeros was added.
  var untouched: [String] {
    sequences.indices.filter { !record.hasMoved($0) }.compactMap { sequences[$0].side?.label }
  }

  /// What a user must hear of sides that a vector did not touch; empty where all is well.
  var warnings: [String] {
    untouched.map { label in
      "\(label) touched nothing: all that was added is zero, so this side is as good as unsteered"
    }
  }

  /// A token of a sequence, blanks visible.
  func token(_ sequence: Int, _ position: Int) -> String? {
    guard sequences.indices.contains(sequence),
      sequences[sequence].tokens.indices.contains(position)
    else { return nil }
    return model.tokenizer.visible(of: sequences[sequence].tokens[position])
  }

  /// What names a sequence.
  func label(_ sequence: Int) -> String {
    guard sequences.indices.contains(sequence) else { return "\(sequence)" }
    return sequences[sequence].side?.label ?? "unsteered"
  }
}
