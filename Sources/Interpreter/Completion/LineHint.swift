import Reports
import SessionLanguage

extension Session {
  /// What to show dim behind a line: how a command goes on, or which value of a call is being typed.
  ///
  /// What begins with a blank explains; anything else is the rest of what is typed.
  public func hint(for line: String) -> StyledText? {
    let place = LinePlace(at: line, catalog.vocabulary)
    switch place.kind {
    case .command: return commandHint(place.typed)
    case .argument(let name, let words, let options):
      let isBare = words.isEmpty && options.isEmpty && place.typed.isEmpty
      return isBare && line.hasSuffix(" ")
        ? usage(of: name).map { StyledText(" " + $0, .dim) } : nil
    default: return place.openCall.flatMap { signature(of: $0.function, open: $0.index) }
    }
  }

  /// The rest of the name that only one command begins with, from two letters on; then its usage.
  private func commandHint(_ typed: String) -> StyledText? {
    let name = String(typed.dropFirst())
    if catalog[name] != nil {
      return usage(of: name).map { StyledText("  " + $0, .dim) }
    }
    let names = catalog.commands.map(\.name).filter { $0.hasPrefix(name) }
    guard name.count >= 2, names.count == 1, let only = names.first else { return nil }
    return StyledText(String(only.dropFirst(name.count)), .dim)
  }

  /// The form of a command without its name.
  private func usage(of name: String) -> String? {
    guard let usage = catalog[name]?.help.usage else { return nil }
    let rest = usage.drop { $0 != " " }.drop { $0 == " " }
    return rest.isEmpty ? nil : String(rest)
  }

  /// `x(plus, minus, coeff, layer)` with the value that is being typed set off.
  private func signature(of name: String, open index: Int) -> StyledText? {
    guard let function = VectorFunction(rawValue: name) else { return nil }
    var text = StyledText("  \(name)(", .dim)
    let names = function.parameters + (index < function.parameters.count ? [] : function.options)
    for (place, parameter) in names.enumerated() {
      if place > 0 { text.append(", ", .dim) }
      let isOpen = place == min(index, function.parameters.count)
      let shown = place < function.parameters.count ? parameter : parameter + "="
      text.append(shown, isOpen ? .heading : .dim)
    }
    text.append(")", .dim)
    return text
  }
}
