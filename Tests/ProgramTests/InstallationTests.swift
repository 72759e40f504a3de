import Foundation
import Testing

@Suite struct `The program, put elsewhere` {
  static let bundle = "ActAdd_Models.resources"
  static let resources = URL(filePath: ProgramRun.program).deletingLastPathComponent().appending(
    path: bundle)
  static let session = #"let love = x("Love","Hate",5,6); :compare "I hate you because" n=1"#

  let folder: TestFolder
  let program: URL

  init() throws {
    folder = try TestFolder()
    program = folder.url.appending(path: "bin/actadd")
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "bin"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: URL(filePath: ProgramRun.program), to: program)
  }

  /// Runs the session on the built-in model, which must be found in `place` and be said to be there.
  func expectModel(in place: URL, program: URL, variables: [String: String] = [:]) throws {
    let version = try ProgramRun(["--version"], copy: program, variables: variables)
    #expect(version.status == 0)
    let found = version.output.split(separator: "\n").last?.split(separator: " ").last
    #expect(
      found.map { URL(filePath: String($0)).standardizedFileURL.path }
        == place.appending(path: "tiny").standardizedFileURL.path, "\(version.output)")
    let run = try ProgramRun(["-c", Self.session], copy: program, variables: variables)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("steered by love"), "\(run.output)")
  }

  @Test func `finds its model in the folder of resources beside it`() throws {
    let place = program.deletingLastPathComponent().appending(path: Self.bundle)
    try FileManager.default.copyItem(at: Self.resources, to: place)
    try expectModel(in: place, program: program)
  }

  @Test func `finds it through a link to the program`() throws {
    let place = program.deletingLastPathComponent().appending(path: Self.bundle)
    try FileManager.default.copyItem(at: Self.resources, to: place)
    let link = folder.url.appending(path: "linked")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: program)
    try expectModel(in: place, program: link)
  }

  @Test func `finds it where an installation keeps shared files`() throws {
    let place = folder.url.appending(path: "share/actadd")
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: Self.resources, to: place)
    try expectModel(in: place, program: program)
  }

  @Test func `finds it where ACTADD_RESOURCES says`() throws {
    let place = folder.url.appending(path: "my resources").standardizedFileURL
    let plain = folder.url.appending(path: "resources")
    try FileManager.default.copyItem(at: Self.resources, to: plain)
    try FileManager.default.copyItem(at: Self.resources, to: place)
    try expectModel(in: plain, program: program, variables: ["ACTADD_RESOURCES": plain.path])
    let version = try ProgramRun(
      ["--version"], copy: program, variables: ["ACTADD_RESOURCES": place.path])
    #expect(version.output.hasSuffix("built-in model: \(place.path)/tiny\n"), "\(version.output)")
  }

  @Test func `says in a sentence that its model is gone, and loads others all the same`() throws {
    let version = try ProgramRun(["--version"], copy: program)
    #expect(version.status == 0)
    #expect(version.output.hasSuffix("built-in model: missing\n"), "\(version.output)")
    let run = try ProgramRun(["-c", ":load tiny"], copy: program)
    #expect(run.status == 1)
    let words = run.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("the built-in model is missing: there is no folder "), "\(words)")
    #expect(
      words.contains("put the folder ActAdd_Models.resources back beside the program"), "\(words)")
    let other = try ProgramRun(
      ["--model", TestFolder.random.path, "-c", ":model"], copy: program)
    #expect(other.status == 0, "\(other.errors)")
  }
}
