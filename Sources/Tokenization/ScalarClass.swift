/// The four kinds of character that GPT-2's pattern tells apart.
enum ScalarClass {
  case letter
  case number
  case blank
  case other

  /// The class of a character in Unicode 14.
  ///
  /// Younger letters and digits count as unassigned, `other`, as they do in the reference's
  /// tokenizer (`tokenizers` 0.20): compared character by character, with no difference.
  init(_ scalar: Unicode.Scalar) {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      self = (properties.age?.major ?? 99) <= 14 ? .letter : .other
    case .decimalNumber, .letterNumber, .otherNumber:
      self = (properties.age?.major ?? 99) <= 14 ? .number : .other
    default:
      self = properties.isWhitespace ? .blank : .other
    }
  }

  /// The class of an ASCII character.
  init(ascii byte: UInt8) {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A: self = .letter
    case 0x30...0x39: self = .number
    case 0x09...0x0D, 0x20: self = .blank
    default: self = .other
    }
  }
}
