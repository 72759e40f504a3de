import SessionLanguage
import Steering
import Transformer

extension SteeringRecipe {
  /// The text that makes this recipe: `x("Love", "Hate", 10, 6) + act(" wedding", -2, 6)`.
  public var code: String { terms.map(\.code).joined(separator: " + ") }
}

extension SteeringRecipe.Term {
  /// The call that makes this term; options only where they differ from what is meant anyway.
  public var code: String {
    if let noise {
      let call =
        "random(\(noise.likeness.rawValue.quoted), \(noise.original.code), seed=\(noise.seed))"
      return coefficient == 1 ? call : "\(coefficient.canonical)*\(call)"
    }
    var arguments = [plus.quoted]
    if let minus { arguments.append(minus.quoted) }
    arguments += [coefficient.canonical, point.code]
    if placement != .front { arguments.append("at=\(placement)") }
    if let padding = paddingCode { arguments.append("pad=\(padding)") }
    if let dimensions {
      arguments.append("dims=\(dimensions.lowerBound)..<\(dimensions.upperBound)")
    }
    if let source { arguments.append("from=\(source.code)") }
    if matchesNorm { arguments.append("match=norm") }
    return "\(minus == nil ? "act" : "x")(\(arguments.joined(separator: ", ")))"
  }

  /// Only a pair is padded.
  private var paddingCode: String? {
    guard minus != nil else { return nil }
    switch padding {
    case .text(" "): return nil
    case .text(let text): return text.quoted
    case .none: return "none"
    }
  }
}

extension HookPoint {
  /// As it is typed: the number of a block for its input, else the name in quotes.
  var code: String {
    if case .block(let layer, .residPre) = self { return "\(layer)" }
    return "\(self)".quoted
  }

  /// As a sentence names it: `layer 6` for the input of a block, else the hook's name.
  var place: String {
    if case .block(let layer, .residPre) = self { return "layer \(layer)" }
    return "\(self)"
  }
}

extension Float {
  /// The shortest text that reads back as this number.
  var canonical: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
