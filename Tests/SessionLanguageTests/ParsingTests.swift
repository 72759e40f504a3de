import SessionLanguage
import Testing

@Suite struct `Lines that work` {
  @Test(arguments: [
    (#"let love = x("Love","Hate",5,6)"#, #"let love = x("Love", "Hate", 5, 6)"#),
    (
      #"let calm = x("Calm","Anger", 10, 8, at=front)"#,
      #"let calm = x("Calm", "Anger", 10, 8, at=front)"#
    ),
    (
      #"let wed = act(" wedding", -4, "blocks.6.hook_resid_pre", pad=" ", dims=0..<5)"#,
      #"let wed = act(" wedding", -4, "blocks.6.hook_resid_pre", pad=" ", dims=0..<5)"#
    ),
    (#"let v = random("norm of", love, seed=0)"#, #"let v = random("norm of", love, seed=0)"#),
    (
      #"let v=x("Anger","Calm",10, from=2,layer=20, match=norm)"#,
      #"let v = x("Anger", "Calm", 10, from=2, layer=20, match=norm)"#
    ),
    ("let mix = love*2 + calm - 0.5*wed", "let mix = love*2 + calm - 0.5*wed"),
    ("let mix = (love+calm) * -2 - (wed - joy)", "let mix = (love + calm)*-2 - (wed - joy)"),
    ("love.coeff *= 1.5", "love.coeff *= 1.5"),
    ("love.dims = 0..<5", "love.dims = 0..<5"),
    ("love.coeff = love.coeff/2", "love.coeff = love.coeff/2"),
    ("love += calm", "love += calm"),
    (#"wed.plus = " weddings and \"brides\"""#, #"wed.plus = " weddings and \"brides\"""#),
    ("love", "love"),
    ("list", "list"),
    (":load gpt2-small", ":load gpt2-small"),
    (#":load "a folder/with blanks""#, #":load "a folder/with blanks""#),
    (":load ../models/tiny # mine", ":load ../models/tiny"),
    (":compare", ":compare"),
    (#":compare "I hate you because" n=15"#, #":compare "I hate you because" n=15"#),
    (#":c "I hate you because" n = 15"#, #":compare "I hate you because" n=15"#),
    (#":comp "a" with=(love + calm) n=5"#, #":compare "a" with=(love + calm) n=5"#),
    (
      #":compare "a" with=love*2 + calm, n=5 with=calm"#,
      #":compare "a" with=(love*2 + calm) n=5 with=calm"#
    ),
    (#":against-prompting "a" k=3"#, #":against-prompting "a" k=3"#),
    (
      ":perplexity a.txt b.csv love.layer=0..11 by=line",
      ":perplexity a.txt b.csv love.layer=0..11 by=line"
    ),
    (#":against "a""#, #":against-prompting "a""#),
    (#":compare {"a" ,"b"} n=1"#, #":compare {"a", "b"} n=1"#),
    (
      #":sweep "a" love.coeff=-20..20 love.layer = 0 .. 11 token=" love""#,
      #":sweep "a" love.coeff=-20..20 love.layer=0..11 token=" love""#
    ),
    (
      #":tokens "a" at=blocks.6.hook_resid_pre file=out/F.safetensors n=-5 k=-1..2 s={"a","b"}"#,
      #":tokens "a" at=blocks.6.hook_resid_pre file=out/F.safetensors n=-5 k=-1..2 s={"a", "b"}"#
    ),
    (":set timing=on, color=off", ":set timing=on color=off"),
    (":set stop=5@x seed=1.5.2", ":set stop=5@x seed=1.5.2"),
    (":s; :sh a; :del b", ":set|:show a|:delete b"),
    (":?", ":help"),
    (":h compare", ":help compare"),
    (":history 20", ":history 20"),
    (":use love*2 + calm - 0.5*wed", ":use love*2 + calm - 0.5*wed"),
    (":use none", ":use none"),
    (":use", ":use"),
    (":delete wed, calm", ":delete wed calm"),
    (
      "let joy = x(\u{201C}Joy\u{201D}, \u{201C}Sadness\", 6, 6)   # curly quotes",
      #"let joy = x("Joy", "Sadness", 6, 6)"#
    ),
    ("let v = 2 \u{2212} 1", "let v = 2 - 1"),
    ("let \u{4E2D}\u{6587} = .5*love - 1e-3*b", "let \u{4E2D}\u{6587} = 0.5*love - 0.001*b"),
    ("\u{FEFF}love", "love"),
    (#"let v = act("\u{1F600}\t\n\\", 1, 0)"#, "let v = act(\"\u{1F600}\\t\\n\\\\\", 1, 0)"),
    (#"let v = act("\u{1B}[2J", 1, 0)"#, #"let v = act("\u{1B}[2J", 1, 0)"#),
    ("let v = act(\"\"\"a \"b\"\nc\"\"\", 1, 0)", #"let v = act("a \"b\"\nc", 1, 0)"#),
    ("let v = act(\"\", 1, 0)", #"let v = act("", 1, 0)"#),
    ("let v = act(\"\u{301}a\", 1, 0)", "let v = act(\"\u{301}a\", 1, 0)"),
  ]) func `read as written`(line: String, printed: String) {
    #expect(canonical(line).joined(separator: "|") == printed)
  }

  @Test func `stand several in a line, in lines, and across lines inside brackets`() {
    #expect(
      canonical(":show love ; :list;;love # and\n\n# more\r\n:q\n")
        == [":show love", ":list", "love", ":quit"])
    #expect(
      canonical("let v = x(\"a\", # the first\n  \"b\",\r\n 5,\n6)\nv")
        == [#"let v = x("a", "b", 5, 6)"#, "v"])
    #expect(canonical(":set stop=\";\"; love") == [#":set stop=";""#, "love"])
    #expect(canonical("") == [])
    #expect(canonical("  # nothing") == [])
  }

  @Test func `know where each part stands`() throws {
    let source = ":list; :compare \"\u{4E2D}\" n=15"
    let statements = try Parser.statements(of: source, .sample)
    #expect(
      statements.map { $0.range.text(in: source) } == [":list", ":compare \"\u{4E2D}\" n=15"])
    guard case .command(let invocation) = statements[1].node else {
      Issue.record("not a command")
      return
    }
    #expect(invocation.name.range.text(in: source) == ":compare")
    #expect(invocation.arguments.map { $0.range.text(in: source) } == ["\"\u{4E2D}\"", "n=15"])
  }

  @Test func `are given one at a time, so that those before a mistake can run`() throws {
    var parser = Parser("love; :list\n:frob", .sample)
    #expect(try parser.next()?.node.description == "love")
    #expect(try parser.next()?.node.description == ":list")
    #expect(throws: Diagnostic.self) { try parser.next() }
  }

  @Test(arguments: [
    ("let v = x(\"a\",", true), ("let v = (", true), (":compare \"\"\"a", true),
    (":set s={\"a\"", true), (":compare with=(love +", true), ("love; let v = x(", true),
    ("let v = x(\"a\"", true), ("let v =", false), (":compare \"a", false), (":load foo(", false),
    ("love", false), (":frob (", false), ("let v = x(\"a\n", false), ("love # (", false),
  ]) func `ask for more while a bracket is open`(text: String, isUnfinished: Bool) {
    #expect(Parser.needsMoreLines(text, .sample) == isUnfinished)
  }
}
