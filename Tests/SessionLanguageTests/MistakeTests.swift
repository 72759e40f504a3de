import SessionLanguage
import Testing

/// Each case is a line, the carets under it, the message and the hint.
@Suite struct `Mistakes` {
  @Test(arguments: [
    (
      #":compair "I hate you because" n=15"#,
      #"^^^^^^^^"#,
      "no command :compair", "did you mean :compare?"
    ),
    (
      #":compare I hate you because n=15"#,
      #"         ^^^^^^^^^^^^^^^^^^"#,
      "the text must be in quotes", #":compare "I hate you because" n=15"#
    ),
    (
      #":c I hate, you   # why"#,
      #"   ^^^^^^^^^^^"#,
      "the text must be in quotes", #":compare "I hate, you""#
    ),
    (
      #":compare "I hate" you n=15"#,
      #"                  ^^^"#,
      "the text must be in quotes", #":compare "you" n=15"#
    ),
    (
      #":compare I said "no" n=15"#,
      #"         ^^^^^^^^^^^"#,
      #"unexpected I said "no""#, #":compare "I said \"no\"" n=15"#
    ),
    (
      #":compare "I hate you because n=15"#,
      #"         ^^^^^^^^^^^^^^^^^^^^^^^^"#,
      "this text has no closing quote", #"add " at the end of the text"#
    ),
    (
      #"let v = x("Love","Hate",5,6"#,
      #"         ^"#,
      "this ( is never closed", "add ) at the end"
    ),
    (
      ":compare \"\u{4E2D}\u{6587} text \\q\" n=3",
      #"                  ^^"#,
      #"unknown escape \q"#, #"known: \" \\ \n \t \u{1F600}"#
    ),
    (#"love \q"#, #"     ^"#, #"unexpected \"#, nil),
    (
      #"let v = act("\u{110000}",1,0)"#,
      #"             ^^^^^^^^^^"#,
      "no character has the code 110000", nil
    ),
    (
      #"let v = act("\ux",1,0)"#,
      #"             ^^"#,
      #"unknown escape \u"#, #"known: \" \\ \n \t \u{1F600}"#
    ),
    (
      #"let v = act("\u{}",1,0)"#,
      #"             ^^^"#,
      #"\u needs a code of hexadecimal digits in braces"#, #"for example \u{1F600}"#
    ),
    (
      #"let x = act("Love",2.5,6)"#,
      #"    ^"#,
      "x is taken: it is a function", "choose another name, for example v"
    ),
    (
      #"let none = act("Love",2.5,6)"#,
      #"    ^^^^"#,
      "none is taken: it is a keyword", "choose another name, for example v"
    ),
    (
      #"compare "I hate you because""#,
      #"^^^^^^^"#,
      "commands start with a colon", #":compare "I hate you because""#
    ),
    ("load gpt2", "^^^^", "commands start with a colon", ":load gpt2"),
    (
      #"let v = x("Love","Hate",5,6) love"#,
      #"                             ^^^^"#,
      "unexpected love", "a ; separates two statements"
    ),
    (
      #"let love2 = love * * 2"#,
      #"                   ^"#,
      "unexpected *", nil
    ),
    (#":frob"#, #"^^^^^"#, "no command :frob", ":help lists the commands"),
    (#":"#, #"^"#, "expected a command after :", ":help lists the commands"),
    (
      #":sweep "I hate you because" love.coeff"#,
      #"                                      ^"#,
      "expected a range", "love.coeff=-10..10"
    ),
    (
      #":sweep "I hate you because" love.coeff=5"#,
      #"                                       ^"#,
      "expected a range", "love.coeff=-10..10"
    ),
    (":list love", "      ^^^^", ":list stands alone", ":list"),
    (":set seed=", "          ^", "expected a value for seed", nil),
    ("let", "   ^", "expected a name after let", #"let love = x("Love","Hate",5,6)"#),
    ("let 5 = 2", "    ^", "expected a name after let", #"let love = x("Love","Hate",5,6)"#),
    ("let love", "        ^", "expected = after love", #"let love = x("Love","Hate",5,6)"#),
    (
      "let love = ", "          ^", "expected a vector or a number",
      #"let love = x("Love","Hate",5,6)"#
    ),
    (
      "love + ", "      ^", "expected a vector or a number", #"love + x("Love","Hate",5,6)"#
    ),
    ("1+", "  ^", "expected a vector or a number", "1+ 1"),
    (
      "1 + 1; let a = 2*(love) /", "                         ^", "expected a vector or a number",
      "let a = 2*(love) / 2"
    ),
    ("love.", "     ^", "expected a field after the point", "love.coeff"),
    ("love)", "    ^", "unexpected )", nil),
    ("(love]", "     ^", "unexpected ]", nil),
    ("(love,", "     ^", "expected a closing )", nil),
    ("let v = x", "         ^", "expected ( after x", "x(plus, minus, coeff, layer)"),
    (#"let v = x("a" "b")"#, #"              ^^^"#, "expected ) or ,", nil),
    ("let v = ax(1)", "        ^^", "no function ax", "did you mean x?"),
    (
      "let v = sum(1)", "        ^^^", "no function sum",
      "functions: x(plus, minus, coeff, layer), act(text, coeff, layer), random(kind, like)"
    ),
    ("let v = 1e999*a", "        ^^^^^", "this number is too large", nil),
    ("let v = a\u{7}", "         ^", #"unexpected "\u{7}""#, nil),
  ]) func `point at the place and say what to type`(
    line: String, carets: String, message: String, hint: String?
  ) {
    guard let found = mistake(line) else {
      Issue.record("no mistake in \(line)")
      return
    }
    #expect(found.message == message)
    #expect(found.hint == hint)
    let place = SourceLine(of: found.range, in: line).marked
    let marks = String(repeating: "^", count: max(1, place.count))
    #expect(String(repeating: " ", count: place.lowerBound) + marks == carets)
  }

  @Test func `of a short name that starts several list them`() {
    let commands = ["save", "set", "show"].map { CommandForm($0) }
    let vocabulary = Vocabulary(commands: commands, functions: [])
    let mistake = Diagnostic(
      ":s could be :save, :set or :show", at: SourceRange(0, 2),
      hint: ":sa, :se or :sh is enough")
    #expect(throws: mistake) {
      try Parser.statements(of: ":s", vocabulary)
    }
  }

  @Test func `of a bracket left open in a file stand at the bracket`() {
    let file = "love\nlet v = x(\"a\",\"b\",5,6\n:compare \"c\"\n"
    let found = mistake(file)
    #expect(found?.message == "this ( is never closed")
    #expect(found?.range.lower == 14)
    let text = "love\n:compare \"\"\"never\nclosed\n"
    #expect(mistake(text)?.message == "this \"\"\" is never closed")
    #expect(mistake(text)?.range == SourceRange(14, 17))
  }

  @Test func `in trees too deep to be meant are refused`() {
    let deep = String(repeating: "(", count: 100_000)
    #expect(mistake(deep)?.message == "this expression is too long")
    #expect(
      mistake(String(repeating: "-", count: 100_000))?.message == "this expression is too long")
    let long = String(repeating: "a+", count: 100_000)
    #expect(mistake(long)?.message == "this expression is too long")
    #expect(mistake(String(repeating: "a;", count: 10_000)) == nil)
  }
}
