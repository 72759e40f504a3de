import Generation
import SessionLanguage
import Steering

/// What the user has set; what he has not keeps its default.
public struct Settings: Hashable, Sendable {
  private var changed: [String: SettingValue] = [:]

  /// Everything at its default.
  public init() {}

  /// The value of a setting by its full name; its default where it was not set.
  public subscript(name: String) -> SettingValue {
    get { changed[name] ?? SettingForm.named(name)?.fallback ?? .unset }
    set { changed[name] = newValue == SettingForm.named(name)?.fallback ? nil : newValue }
  }

  /// The settings that differ from their defaults, in the order of the table.
  public var differences: [(form: SettingForm, value: SettingValue)] {
    SettingForm.all.compactMap { form in changed[form.name].map { (form, $0) } }
  }

  func number(_ name: String) -> Double {
    switch self[name] {
    case .number(let value): value
    case .integer(let value): Double(value)
    default: 0
    }
  }

  func integer(_ name: String) -> Int? {
    guard case .integer(let value) = self[name] else { return nil }
    return value
  }

  func isOn(_ name: String) -> Bool { self[name] == .word("on") }

  /// How tokens are drawn.
  public var sampling: SamplingOptions {
    SamplingOptions(
      temperature: Float(number("temperature")), topP: Float(number("top_p")),
      topK: integer("top_k") ?? 0, frequencyPenalty: Float(number("freq_penalty")),
      maximumTokens: integer("tokens") ?? 50)
  }

  /// Where vectors are added that do not say so themselves.
  var placement: Placement {
    switch self["at"] {
    case .word("mid"): .mid
    case .word("back"): .back
    case .integer(let start): .offset(start)
    default: .front
    }
  }

  /// How pairs are padded that do not say so themselves.
  var padding: SteeringRecipe.Padding {
    guard case .text(let text) = self["pad"] else { return .none }
    return .text(text)
  }
}

/// The value of a setting.
public enum SettingValue: Hashable, Sendable {
  case number(Double)
  case integer(Int)
  case word(String)
  case text(String)
  /// Chosen anew for each run.
  case unset
}

extension SettingValue: CustomStringConvertible {
  /// The value as it is typed.
  public var description: String {
    switch self {
    case .number(let value): value.canonical
    case .integer(let value): String(value)
    case .word(let word): word
    case .text(let text): text.quoted
    case .unset: "unset"
    }
  }
}
