import Foundation
import Testing

@Suite struct `Instruments asked for what is not there` {
  private static let vector = "let love = x(\"Love\",\"Hate\",5,6); "

  @Test(arguments: [
    (":score", "expected a text in quotes, or a file", ":score \"I hate you because\""),
    (":score I hate you", "takes one text or one file", ":score \"I hate you\""),
    (":score love", "there is no file love", ":score \"love\""),
    (":score gone.txt", "there is no file gone.txt", ""),
    (":score empty.txt", "empty.txt is empty", ""),
    (":score rows.csv", "a .csv holds several", ":perplexity rows.csv"),
    (":score \"\"", "the text is empty", ""),
    (":score \"a\" k=0", "k must be a whole number from 1", ""),
    (":score \"a\" with=act(\"much longer than this\",1,2)", "longer than the", "addition: "),
    (":perplexity", "expected a file of texts", ":perplexity essay.txt"),
    (":perplexity gone.txt", "there is no file gone.txt", ""),
    (":perplexity empty.txt", "empty.txt holds no text", ""),
    (":perplexity a.pdf", "is no .txt, .csv or .jsonl", ":help perplexity"),
    (":perplexity rows.csv", "no column text; it has review, stars", "text=review"),
    (":perplexity rows.csv text=review label=rating", "no column rating", ""),
    (":perplexity rows.jsonl label=rating", "no line of the file has a rating", ""),
    (":perplexity rows.jsonl text=review", "line 1 is no JSON object with a text under review", ""),
    (":perplexity a.txt method=none", "method must be normal, mask or pad", ""),
    (":perplexity a.txt by=word", "by must be sentence, line or text", ""),
    (":perplexity a.txt mask=yes", "mask must be on or off", ""),
    (":perplexity a.txt mask=on method=normal", "contradict", ""),
    (":perplexity a.txt layer=10..12", "has no layer 12", ""),
    (":perplexity a.txt layer=3..1", "this range runs backwards", "1..3"),
    (":perplexity a.txt layer=0..2 step=0.5", "layer takes whole numbers only", ""),
    (":perplexity a.txt coeff=big", "expected a range of numbers", ""),
    (":perplexity a.txt coeff=0..4 step=0", "step must be a number above 0", ""),
    (":perplexity a.txt layer=0..9999", "more than 1000 values", ""),
    (":perplexity a.txt step=2", "step goes with a range", "coeff=-1..4 step=0.5"),
    (":perplexity a.txt hate.layer=0..2", "no vector named hate", "vectors: love"),
    (":perplexity a.txt love.pad=0..2", "can be swept", ""),
    (":perplexity a.txt love.coeff=0..2 love.coeff=0..3", "said twice", ""),
    (":use none; :perplexity a.txt", "no vector is in use", ":use love"),
    (":use love*2+love; :perplexity a.txt coeff=0..2", "a sum of 2 vectors", "love.coeff="),
    (
      ":perplexity a.txt love.coeff=0..2 with=act(\"a\",1,2)", "love does not steer here",
      ":use love"
    ),
    (":perplexity short.txt with=act(\"much longer than this\",1,2)", "longer than", "method=pad"),
    (":against-prompting \"a\" at=9", "has no position 9", "are at 0 to"),
    (":against-prompting \"a b\" with=act(\"\",1,2)", "has no plus text", ""),
    (":against-prompting \"a b\" with=act(\"a\",1,2,at=back)", "added at back", "at=front"),
    (":against-prompting \"a b\" with=love+love", "a sum of 2 vectors", "with="),
    (":lens", "expected a text in quotes", ":lens \"I hate you because\""),
    (":lens \"a b\" at=-9", "has no position -9", "are at 0 to"),
    (":lens \"a b\" at=front", "at must be a position", "at=0, or -1"),
    (":attention \"a b\" head=0", "expected layer=", "layer=6 head=0"),
    (":attention \"a b\" layer=12 head=0", "has no layer 12", "its layers are 0 to 11"),
    (":attention \"a b\" layer=1 head=4", "has no head 4", "its heads are 0 to 3"),
    (":attention \"a b\" layer=1.5 head=0", "layer must be a whole number", ""),
    (":attention \"a b\" layer=1 heads=0", "has no option heads", "did you mean head?"),
  ]) func `say so in a sentence`(command: String, part: String, hint: String) throws {
    let folder = try TestFolder()
    for (name, contents) in [
      ("empty.txt", " \n"), ("a.txt", "We went. They stayed here.\n"), ("short.txt", "a\n"),
      ("rows.csv", "review,stars\ngood,5\n"), ("rows.jsonl", "{\"text\": \"good\"}\n"),
      ("a.pdf", "a"),
    ] {
      try Data((name == "empty.txt" && command.hasPrefix(":score") ? "" : contents).utf8)
        .write(to: folder.url.appending(path: name))
    }
    let run = try ProgramRun(["-c", Self.vector + command], folder: folder.url)
    #expect(run.status == 1)
    let sentence = run.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(sentence.components(separatedBy: "error:").count == 2, "\(run.errors)")
    #expect(sentence.contains(part), "\(run.errors)")
    #expect(run.errors.contains("^"), "\(run.errors)")
    guard !hint.isEmpty else { return }
    #expect(sentence.contains("hint: "), "\(run.errors)")
    #expect(sentence.contains(hint), "\(run.errors)")
  }

  @Test(arguments: [":score \"TEXT\"", ":lens \"TEXT\"", ":attention \"TEXT\" layer=0 head=0"])
  func `refuse a text beyond the context`(command: String) throws {
    let text = String(repeating: "love ", count: 300)
    let run = try ProgramRun(["-c", command.replacingOccurrences(of: "TEXT", with: text)])
    #expect(run.status == 1)
    let sentence = run.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(sentence.contains("tiny reads at most 256"), "\(run.errors)")
    #expect(sentence.contains("sentence by sentence"), "\(run.errors)")
  }
}
