import ModelHub
import Testing

@Suite(.enabled(if: MockHub.isAvailable, "\(MockHub.absence)")) struct Access {
  @Test func `takes the token to the hub and nowhere else`() throws {
    let hub = try MockHub(["token": "hf_secret", "redirect": true, "link_uses": 2])
    try hub.fetch(with: ["HF_TOKEN": "hf_secret"])
    #expect(try hub.requests(to: "hub").allSatisfy { $0.token == "Bearer hf_secret" })
    #expect(try hub.requests(to: "content").count > 3)
    #expect(try hub.requests(to: "content").allSatisfy { $0.token == "" })
  }

  @Test func `sends no token when there is none`() throws {
    let hub = try MockHub()
    try hub.fetch()
    #expect(try hub.requests().allSatisfy { $0.token == "" })
  }

  @Test func `to a private model needs a token`() throws {
    let hub = try MockHub(["token": "hf_secret"])
    let page = "\(hub.endpoint)/openai-community/gpt2"
    let error = #expect(throws: ModelHubError.self) { try hub.fetch() }
    #expect(
      error
        == .repositoryNotFound(
          repository: "openai-community/gpt2", page: page, withToken: false))
    #expect(error?.description.hasSuffix("put an access token into HF_TOKEN.") == true)
    #expect(
      throws: ModelHubError.repositoryNotFound(
        repository: "openai-community/gpt2", page: page, withToken: true)
    ) { try hub.fetch(with: ["HF_TOKEN": "hf_wrong"]) }
  }

  @Test func `to a gated model begins at its page`() throws {
    let hub = try MockHub(["gated": true])
    let error = #expect(throws: ModelHubError.self) { try hub.fetch() }
    #expect(
      error?.description
        == "openai-community/gpt2 is only given to people who accepted its conditions: accept "
        + "them at \(hub.endpoint)/openai-community/gpt2 and set HF_TOKEN.")
  }

  @Test func `to what is not there says what is missing`() throws {
    let hub = try MockHub()
    #expect(
      throws: ModelHubError.repositoryNotFound(
        repository: "ada/net", page: "\(hub.endpoint)/ada/net", withToken: false)
    ) { try hub.fetch("ada/net") }
    #expect(
      throws: ModelHubError.revisionNotFound(
        repository: "openai-community/gpt2", revision: "v2")
    ) { try hub.fetch("gpt2@v2") }
    #expect(contents(of: "\(hub.scratch.path)/hub").isEmpty)
  }

  @Test(arguments: [401, 403])
  func `that is refused without a reason points to the token`(status: Int) throws {
    let hub = try MockHub(["hub_status": status])
    let error = #expect(throws: ModelHubError.self) { try hub.fetch(with: ["HF_TOKEN": "x"]) }
    #expect(
      error
        == .refused(repository: "openai-community/gpt2", status: status, message: nil))
  }
}
