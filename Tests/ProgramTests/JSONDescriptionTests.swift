import Foundation
import Testing

@Suite struct `The description of lines of JSON` {
  private static let description = TestFolder.package.appending(path: "Examples/json-lines.md")

  /// What stands between backquotes, words of code taken apart.
  private func describedKeys() throws -> Set<Substring> {
    let text = try String(contentsOf: Self.description, encoding: .utf8)
    let code = text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map(\.element)
    return Set(
      code.flatMap { $0.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") } })
  }

  @Test func `knows every key that a line can begin with`() throws {
    let folder = try TestFolder()
    let file = folder.url.appending(path: "texts.txt")
    try Data("I hate you. You hate me.\n".utf8).write(to: file)
    let run = try ProgramRun([
      "--json", "-c",
      """
      let love = x("Love","Hate",5,6)
      :set n=1 tokens=3 seed=1
      love
      :models; :model; :load tiny; :tokens "love"; :list; :show love
      :compare "I hate you because" control=random
      :gen "I hate you because"
      :trace
      :next k=2
      :effect "I hate you because you" tokens={" love"," hate"}
      :norms "I hate you because"
      :align "I hate you because"
      :score "I hate you because you"
      :perplexity \(file.path)
      :against-prompting "I hate you"
      :lens "I hate you" k=2
      :attention "I hate you" layer=7 head=0
      :sweep "I hate you because" love.coeff=0..4 step=4
      :find "I hate you because" love.coeff=0..4 step=2 max_kl=5
      :activations "I hate you" at=6 file=\(folder.url.path)/a.safetensors
      :logprobs "I hate you" file=\(folder.url.path)/l.safetensors
      :examples; :example weddings
      :rename love l; :undo; :redo; :use none; :history; :help; :help hooks
      :delete l
      :save \(folder.url.path)/session.actadd
      :restore \(folder.url.path)/session.actadd
      """,
    ])
    #expect(run.status == 0, "\(run.errors)")
    let described = try describedKeys()
    let records = try run.records()
    #expect(records.count > 30)
    for record in records {
      let command = record["cmd"] as? String ?? ""
      #expect(described.contains(command[...]), "\(command)")
      for key in record.keys {
        #expect(described.contains(key[...]), "\(key) of \(command)")
      }
    }
  }
}
