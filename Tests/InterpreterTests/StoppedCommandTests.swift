import Generation
import Interpreter
import Reports
import SessionLanguage
import Testing

@Suite struct `A command whose pass is stopped` {
  /// Reads a text that Ctrl-C ends.
  struct Stopped: Command {
    let form = CommandForm("stopped")
    let help = CommandHelp(.instruments, ":stopped", "is stopped", examples: [":stopped"])

    func run(_ call: Call, in session: Session) throws -> Answer { throw GenerationError.stopped }
  }

  @Test func `says so, and ends the lines that follow it`() {
    let output = CollectedOutput()
    let session = Session(
      output: output, shelf: FixtureShelf(), catalog: CommandCatalog([Stopped()]))
    #expect(session.run(":stopped\n:nonsense") == .interrupted)
    #expect(output.notes == " stopped\n")
    #expect(output.text.isEmpty)
  }
}
