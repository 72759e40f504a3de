import Interpreter
import Reports
import Testing

@Suite struct `The trace` {
  @Test(arguments: ["sweep", "find"])
  func `of a run before the last one is not shown as the last one's`(command: String) {
    let output = CollectedOutput()
    let session = Session(output: output, shelf: FixtureShelf())
    let rest = command == "find" ? "max_kl=5" : "metric=kl"
    let outcome = session.run(
      """
      :load tiny
      let v = x("Love","Hate",1,6)
      :compare "I hate you because" n=1 tokens=2 seed=0
      :\(command) "I hate you because" v.coeff=0..2 step=2 seed=0 \(rest)
      :trace
      """)
    #expect(outcome == .failed)
    #expect(output.notes.contains(":\(command) keeps no trace of what it adds"), "\(output.notes)")
  }
}
