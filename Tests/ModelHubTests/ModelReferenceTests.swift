import ModelHub
import Testing

@Suite struct `Model references` {
  @Test(arguments: [
    ("gpt2", "openai-community/gpt2"), ("gpt2-small", "openai-community/gpt2"),
    ("gpt2-medium", "openai-community/gpt2-medium"), ("gpt2-large", "openai-community/gpt2-large"),
    ("gpt2-xl", "openai-community/gpt2-xl"), ("distilgpt2", "distilbert/distilgpt2"),
    ("microsoft/DialoGPT-small", "microsoft/DialoGPT-small"),
  ])
  func `stand for a repository`(name: String, repository: String) throws {
    let reference = try ModelReference(parsing: name)
    #expect(reference.repository == repository)
    #expect(reference.revision == "main")
    #expect(reference.description == name)
  }

  @Test func `take a revision after an at sign`() throws {
    let reference = try ModelReference(parsing: "owner/name@refs/pr/1")
    #expect(reference.repository == "owner/name")
    #expect(reference.revision == "refs/pr/1")
    #expect(reference.description == "owner/name@refs/pr/1")
  }

  @Test func `are equal when they mean the same`() throws {
    #expect(
      try ModelReference(parsing: "gpt2") == ModelReference(parsing: "openai-community/gpt2"))
    #expect(try ModelReference(parsing: "gpt2") != ModelReference(parsing: "gpt2@v1"))
  }

  @Test(arguments: [
    "", "gpt3", "/", "a/", "/b", "a/b/c", "../b", "a/..", "a/b--c", "a/.b", "a/b-", "a/b.git",
    "a/b c", "a/é", "a\u{0}/b", "a/" + String(repeating: "b", count: 100),
  ])
  func `refuse what names no model`(text: String) {
    #expect(throws: ModelHubError.notAModelName(text)) { try ModelReference(parsing: text) }
  }

  @Test(arguments: ["", "..", "a/../b", "/etc", "a//b", "a b", "\u{1b}[2J"])
  func `refuse what is no revision`(text: String) {
    #expect(throws: ModelHubError.notARevision(text)) {
      try ModelReference(parsing: "gpt2@\(text)")
    }
  }

  @Test func `say what can be typed instead`() {
    #expect(
      ModelHubError.notAModelName("gpt3").description
        == "“gpt3” names no model: use gpt2, gpt2-small, gpt2-medium, gpt2-large, gpt2-xl, "
        + "distilgpt2, owner/name, or owner/name@revision.")
  }
}
