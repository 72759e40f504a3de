import Interpreter
import Reports
import SessionLanguage
import Testing

@Suite struct `Code that is offered` {
  private func session(width: Int, _ commands: String = "") throws -> (Session, CollectedOutput) {
    let session = try TypedSession(commands + "; :set width=\(width)").session
    let output = try #require(session.output as? CollectedOutput)
    output.clear()
    return (session, output)
  }

  @Test(arguments: [20, 40, 60, 80])
  func `by help is on one line at any width`(width: Int) throws {
    let (session, output) = try session(width: width)
    let lines = { output.text.split(separator: "\n").map { $0.drop { $0 == " " } } }
    for command in session.catalog.commands {
      output.clear()
      #expect(session.run(":help \(command.name)") == .done)
      for example in command.help.examples {
        #expect(lines().contains { $0 == example }, "\(output.text)")
      }
    }
    for example in session.catalog.examples { #expect(!example.contains("\n")) }
  }

  @Test(arguments: [20, 40, 60, 80])
  func `by a hint is on one line at any width`(width: Int) throws {
    let (session, output) = try session(
      width: width, "let love = x(\"Love\",\"Hate\",5,6); :use none")
    for (line, code) in [
      (
        ":compare I hate you because you are so very kind n=15",
        ":compare \"I hate you because you are so very kind\" n=15"
      ),
      (":compare \"I hate you because\"", ":use love"),
      (
        "joy = x(\"Joy\",\"Sadness and sorrow\",5,6)",
        "let joy = x(\"Joy\",\"Sadness and sorrow\",5,6)"
      ),
      ("mix.coeff = 2", nil), ("let a = love +", "let a = love + x(\"Love\",\"Hate\",5,6)"),
    ] {
      output.clear()
      #expect(session.run(line) == .failed)
      let lines = output.notes.split(separator: "\n")
      if let code { #expect(lines.contains { $0.hasSuffix(code) }, "\(output.notes)") }
      // The words of a hint are wrapped.
      let words = lines.drop { !$0.hasPrefix("hint:") }.filter { line in
        code.map { !line.hasSuffix($0) } ?? true
      }
      for line in words { #expect(CellWidth.of(String(line)) <= width, "\(output.notes)") }
    }
  }

  @Test func `of a value is on one line, to be typed again`() throws {
    let (session, output) = try session(width: 20)
    let code = "x(\"Love and peace\", \"Hate and war\", 5, 6) + act(\"a wedding dress\", 4, 6)"
    #expect(session.run(code) == .done)
    #expect(output.text == code + "\n")
  }

  /// Mistakes of all kinds, each with something to type.
  @Test(arguments: [
    "1+", "1 +", "(1", "1 )", "let a =", "love.", "love *", "2 / 0", "2 / love", "1e300 * 1e300",
    "1e999", "love $", "let v = act(\"\\u{110000}\",1,0)", "let v = {1, 2}", "let v = 1..2",
    "let v = front", "let v = 3", "x", "x(", "x()", "act(\"a\", 1, 6, at=1, at=2)",
    "act(\"a\", 1, 6, coeff=2)", "act(\"a\", b, 6)", "act(\"a\", 1, 6.5)", "act(\"a\", 1, -1)",
    "love.layer = 1.5", "love.coeff = \"a\"", "love.coeff += \"a\"", "love.plus = 3",
    "love.dims = 5..<2", "love.match = all", "love.seed = 1", "love.coeff = 1e300",
    ":list love", ":c I said \"no\"", ":c \"a\" \"b\"", ":c \"\"", ":c n=2 n=3", ":c \"a\" n=0",
    ":c \"a\" with=none with=love", ":c \"a\" with=love with=", ":tokens a", ":tokens \"a\" \"b\"",
    ":next \"a\" top=0", ":history x", ":history 1 2", ":rename love love", ":rename love a b",
    ":rename love 5", ":delete", ":undo", ":redo", ":tune", ":set n=3 n=4", ":set seed=",
    ":attention \"a\" layer=1.5 head=0", ":attention \"a\"", ":score", ":score \"\"",
    ":sweep \"a\" love.coeff=1..2 love.coeff=1..2", ":sweep \"a\" love.coeff=0..1 step=0",
    ":sweep \"a\" love.coeff={a}", ":sweep \"a\" love.layer={0.5}", ":sweep \"a\" love.coeff={}",
    ":sweep \"a\" love.plus=0..1", ":sweep", ":find \"a\" love.coeff=1..2 max_kl=-1", ":perplexity",
    ":next \"a\" tokens=\"\"", ":next \"a\" tokens=\"unlikelihoods\"", ":runs show",
    ":runs show x y",
    ":logprobs", ":logprobs \"a\"", ":load", ":load a b", ":help a b", ":help nonsense",
    ":nonsense",
    ":", ":save", ":restore", ":run", ":run /nonsense/file", ":use", ":use nonsense", ":on",
    ":on a",
    ":quit now", ":tour now", ":last", ":again", ":rate", ":example", ":example nonsense",
    ":clear 1", ":show", ":c \"a\" tokens=1000", ":c \"a\" style=fancy", ":show a", ":models x",
    ":model x", ":trace", ":align", ":lens",
  ])
  func `comes with every mistake`(line: String) throws {
    let (session, output) = try session(width: 80, "let love = x(\"Love\",\"Hate\",5,6)")
    guard session.run(line) == .failed else { return }
    #expect(output.notes.contains("\nhint:  "), "\(line)\n\(output.notes)")
  }

  @Test func `says how many tokens there is room for`() throws {
    let (session, output) = try session(width: 80)
    #expect(session.run(":gen \"I hate you because\" with=none n=1 max_tokens=1000") == .failed)
    #expect(output.notes.contains("hint:  tokens=251\n"), "\(output.notes)")
    #expect(session.run(":gen \"I hate you because\" with=none n=1 tokens=251") == .done)
  }

  @Test func `is the page of the command where a mistake has no better one`() throws {
    let (session, output) = try session(width: 80)
    #expect(session.run("1 + 1; :c \"a\" style=fancy") == .failed)
    #expect(output.notes.contains("hint:  :help compare\n"), "\(output.notes)")
  }
}
