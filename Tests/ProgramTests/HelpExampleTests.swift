import Foundation
import Interpreter
import Testing

@Suite struct `Examples in help` {
  /// What the examples take for granted: vectors by these names, a last run, files.
  private static let beginning = """
    let love = x("Love","Hate",5,6) ; let calm = x("Calm","Anger",4,6)
    let wed = act(" wedding", 4, 6) ; let mix = love + calm ; :use love
    :compare "I hate you because" n=1 tokens=2
    love.coeff = 6 ; :undo ; :redo ; :undo
    :save love.actadd ; :save weddings.actadd

    """

  private static let files = [
    "weddings.txt": "The bride wore white. They danced all night!",
    "shipping.txt": "The ship left. Goods were loaded in the port.",
    "essay.txt": "It was a day. It rained.", "reviews.csv": "review,stars\nIt was good,5\n",
  ]

  @Test(arguments: CommandCatalog.standard.examples.filter { !needsMore($0) })
  func `run as they stand on the built-in model`(example: String) throws {
    let folder = try TestFolder()
    for (name, contents) in Self.files {
      try Data(contents.utf8).write(to: folder.url.appending(path: name))
    }
    let run = try ProgramRun(["-c", Self.beginning + example], folder: folder.url)
    #expect(run.status == 0, "\(example)\n\(run.errors)")
  }

  @Test(arguments: CommandCatalog.standard.examples)
  func `can be pasted: a line of 80 cells holds them`(example: String) {
    #expect(example.count <= 78, "two cells are its indent")
  }

  @Test func `of the first screen fit 24 lines of 80 cells`() throws {
    let lines = try ProgramRun(["-c", ":help"]).output.split(
      separator: "\n", omittingEmptySubsequences: false
    ).dropLast()
    #expect(lines.count <= 24)
    #expect(lines.allSatisfy { $0.count <= 80 })
  }
}

/// Whether an example has to be fetched from a network, or read from a keyboard.
private func needsMore(_ example: String) -> Bool {
  example.hasPrefix(":tune") || example.hasPrefix(":rate")
    || (example.hasPrefix(":load") && !example.contains("tiny"))
}
