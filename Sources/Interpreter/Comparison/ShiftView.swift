import Analysis
import Reports
import Tokenization

/// A steered completion, its tokens set off by how far steering moved the prediction they came from.
struct ShiftView {
  private let shift: SteeringShift
  private let tokenizer: Tokenizer

  init(_ shift: SteeringShift, _ tokenizer: Tokenizer) {
    (self.shift, self.tokenizer) = (shift, tokenizer)
  }

  /// The least divergence, in nats, of each of the four levels.
  private static let levels = [0.5, 1, 2, 4]
  /// How many of the most moved tokens are listed.
  private static let listed = 3
  /// A token that moved by less, in nats, did not move as far as can be read.
  private static let leastListed = 0.05

  /// The text, token by token; control characters visible.
  var text: StyledText {
    var text = StyledText()
    var decoder = StreamingDecoder(tokenizer)
    var role = Role.steered
    for step in shift.steps {
      role = Self.role(step.divergence)
      text += Escaping.styled(decoder.append(step.token), role)
    }
    return text + Escaping.styled(decoder.finish(), role)
  }

  /// The most moved tokens and by how many nats.
  var mostMoved: [StyledText] {
    shift.mostMoved(Self.listed).filter { $0.change.magnitude >= Self.leastListed }.map { step in
      let change = StyledText(
        Figures.signed(step.change, 1), step.change < 0 ? .loss : .gain)
      return "  " + StyledText(tokenizer.literal(of: step.token), .string) + "  " + change
    }
  }

  private static func role(_ divergence: Double) -> Role {
    let level = levels.count { divergence >= $0 }
    return level == 0 ? .steered : .highlight(level)
  }
}
