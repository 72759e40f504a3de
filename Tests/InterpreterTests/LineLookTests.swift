import Interpreter
import Reports
import Testing

@Suite struct `A line being typed` {
  private func roles(_ line: String) throws -> [String: Role] {
    let typed = try TypedSession("let love = act(\"Love\",5,6)")
    let styled = typed.session.highlighted(line)
    #expect(styled.string == line)
    return styled.runs.reduce(into: [:]) { $0[$1.text] = $1.role }
  }

  @Test func `is coloured by what its parts are`() throws {
    let roles = try roles("let mix = love + x(\"a\", “b”, 5.5, 6); :compare \"c\" n=3 # why")
    #expect(roles["let"] == .keyword)
    #expect(roles["love"] == .name)
    #expect(roles["x"] == .keyword)
    #expect(roles["\"a\""] == .string)
    #expect(roles["“b”"] == .string)
    #expect(roles["5.5"] == .number)
    #expect(roles[":compare"] == .keyword)
    #expect(roles["3"] == .number)
    #expect(roles["# why"] == .dim)
    #expect(try self.roles(":against-prompting \"a\"")[":against-prompting"] == .keyword)
  }

  @Test func `leaves plain what is not known`() throws {
    #expect(try roles("hate") == ["hate": .plain])
    #expect(try roles(":nonsense") == [":nonsense": .plain])
    #expect(try roles("\"open") == ["\"open": .string])
    #expect(try roles("\u{1}$") == ["\u{1}$": .plain])
  }

  @Test func `hints at the value of a call that is being typed`() throws {
    let typed = try TypedSession()
    func open(_ line: String) -> String? {
      typed.session.hint(for: line)?.runs.first { $0.role == .heading }?.text
    }
    #expect(open("let v = x(") == "plus")
    #expect(open("let v = x(\"Lov") == "plus")
    #expect(typed.session.hint(for: ":against-prompting ") != nil)
    #expect(open("let v = x(\"Love\", ") == "minus")
    #expect(open("let v = x(\"Love\", \"Hate\"") == "minus")
    #expect(open("let v = x(\"Love\", \"Hate\", 5") == "coeff")
    #expect(open(":use act(\"Love\", (2 + 3), ") == "layer")
    #expect(open("x(\"a, b\", \"(\", 5, 6, ") == "at=")
    #expect(typed.session.hint(for: "let v = x(")?.string == "  x(plus, minus, coeff, layer)")
    #expect(typed.session.hint(for: "let v = x(\"Love\", \"Hate\", 5, 6)") == nil)
  }

  @Test func `hints at the rest of a command and at what it takes`() throws {
    let typed = try TypedSession()
    #expect(typed.session.hint(for: ":compa")?.string == "re")
    #expect(typed.session.hint(for: ":c") == nil)
    #expect(typed.session.hint(for: ":rename ")?.string == " OLD NEW")
    #expect(typed.session.hint(for: ":rename love") == nil)
    #expect(typed.session.hint(for: "love") == nil)
  }
}
