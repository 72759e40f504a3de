import SessionLanguage
import Testing

@Suite struct `Printed syntax` {
  @Test func `reads back as the same syntax`() throws {
    var trees = SyntaxGenerator(seed: 1)
    for _ in 0..<3000 {
      let statement = trees.statement()
      let printed = "\(statement)"
      let read = try Parser.statements(of: printed, .sample).map(\.node)
      #expect(read == [statement], "\(printed)")
    }
  }
}

/// Makes statements at random, the same ones for the same seed.
private struct SyntaxGenerator {
  var random: SeededNumbers

  init(seed: UInt64) { random = SeededNumbers(state: seed) }

  mutating func statement() -> Statement {
    switch random.below(4) {
    case 0: return .binding(name: name(), value: sum(3))
    case 1:
      let field = random.below(2) == 0 ? Located(pick(["coeff", "dims", "plus"])) : nil
      let assignment = pick(Adjustment.Assignment.allCases)
      return .adjustment(Adjustment(name(), field: field, Located(assignment), value(3)))
    case 2: return .expression(sum(4))
    default: return .command(command())
    }
  }

  private mutating func command() -> Invocation {
    var arguments: [Argument] = []
    switch random.below(4) {
    case 0:
      arguments.append(.value(Located(.text(text()))))
      for _ in 0..<random.below(3) { arguments.append(option()) }
      return Invocation(Located("compare"), arguments.map { Located($0) })
    case 1:
      arguments.append(.value(Located(.text(text()))))
      arguments.append(.axis(vector: name(), field: Located("coeff"), values()))
      return Invocation(Located("sweep"), arguments.map { Located($0) })
    case 2:
      for _ in 0..<random.below(3) { arguments.append(.value(word())) }
      return Invocation(Located("show"), arguments.map { Located($0) })
    default:
      return Invocation(Located("use"), [Located(.value(sum(3)))])
    }
  }

  private mutating func option() -> Argument {
    switch random.below(6) {
    case 0: .option(Located("n"), signed())
    case 1: .option(Located("k"), range())
    case 2: .option(Located("stop"), Located(.text(text())))
    case 3: .option(Located("file"), word())
    case 4: .option(Located("texts"), Located(.list([Located(.text(text())), signed()])))
    default: .option(Located("with"), sum(3))
    }
  }

  private mutating func value(_ depth: Int) -> Located<Expression> {
    random.below(4) == 0 ? range() : sum(depth)
  }

  private mutating func range() -> Located<Expression> {
    Located(.range(signed(), pick(Expression.Bound.allCases), signed()))
  }

  private mutating func values() -> Located<Expression> {
    random.below(2) == 0 ? range() : Located(.list([signed(), signed()]))
  }

  private mutating func signed() -> Located<Expression> {
    let number = Located(Expression.number(self.number()))
    return random.below(2) == 0 ? number : Located(.negated(number))
  }

  private mutating func sum(_ depth: Int) -> Located<Expression> {
    guard depth > 0 else { return leaf() }
    switch random.below(5) {
    case 0: return leaf()
    case 1: return Located(.negated(sum(depth - 1)))
    case 2: return Located(.call(Located(pick(["x", "act", "random"])), arguments(depth - 1)))
    default:
      let sign = Located(pick(Expression.Operator.allCases))
      return Located(.operation(sum(depth - 1), sign, sum(depth - 1)))
    }
  }

  private mutating func arguments(_ depth: Int) -> [Located<Argument>] {
    (0..<random.below(4)).map { _ in
      random.below(2) == 0
        ? Located(.value(value(depth))) : Located(.option(name(), value(depth)))
    }
  }

  private mutating func leaf() -> Located<Expression> {
    switch random.below(5) {
    case 0: Located(.number(number()))
    case 1: Located(.text(text()))
    case 2: Located(.member(name(), field: Located("coeff")))
    case 3: Located(.list([sum(1)]))
    default: Located(.name(name().node))
    }
  }

  private mutating func name() -> Located<String> {
    Located(pick(["love", "calm", "_v1", "\u{4E2D}\u{6587}", "compare", "\u{E9}t\u{E9}"]))
  }

  private mutating func word() -> Located<Expression> {
    Located(.word(pick(["gpt2-small", "../a/b.c", "on", "C:\\x", "a=b(c", "\u{4E2D}", "~/x"])))
  }

  private mutating func number() -> Double {
    switch random.below(4) {
    case 0: Double(random.below(100))
    case 1: Double(random.below(1000)) / 8
    case 2: Double(sign: .plus, exponent: random.below(200) - 100, significand: 1.1)
    default: 0.1
    }
  }

  private mutating func text() -> String {
    var view = String.UnicodeScalarView()
    let some: [Unicode.Scalar] = [
      "a", " ", "\"", "\\", "\n", "\t", "\u{201C}", "\u{301}", "\u{1F600}", "\u{7}", "#", ";", "\r",
      "\u{202E}", "{", "\u{0}",
    ]
    for _ in 0..<random.below(8) { view.append(pick(some)) }
    return String(view)
  }

  private mutating func pick<Element>(_ some: [Element]) -> Element {
    some[random.below(some.count)]
  }
}
