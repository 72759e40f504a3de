import ModelHub
import Testing

@Suite struct `The Hub's environment` {
  @Test func `has defaults below the home folder`() {
    let environment = HubEnvironment(["HOME": "/home/ada"])
    #expect(environment.cacheFolder == "/home/ada/.cache/huggingface/hub")
    #expect(environment.endpoint == HubEnvironment.canonicalEndpoint)
    #expect(environment.token == nil)
    #expect(!environment.isOffline)
    #expect(environment.questionTimeout == 10)
    #expect(environment.transferTimeout == 10)
  }

  @Test(arguments: [
    (["XDG_CACHE_HOME": "/x"], "/x/huggingface/hub"),
    (["XDG_CACHE_HOME": "/x", "HF_HOME": "/h"], "/h/hub"),
    (["HF_HOME": "/h", "HUGGINGFACE_HUB_CACHE": "/old"], "/old"),
    (["HF_HOME": "/h", "HUGGINGFACE_HUB_CACHE": "/old", "HF_HUB_CACHE": "/c"], "/c"),
    (["HF_HUB_CACHE": "~/models"], "/home/ada/models"),
    (
      ["HF_HUB_CACHE": "$DISK/${USER}s/$NONE/${NONE}", "DISK": "/d", "USER": "ada"],
      "/d/adas/$NONE/${NONE}"
    ),
    (["HF_HUB_CACHE": ""], "/home/ada/.cache/huggingface/hub"),
  ])
  func `finds the cache`(variables: [String: String], folder: String) {
    let environment = HubEnvironment(variables.merging(["HOME": "/home/ada"]) { $1 })
    #expect(environment.cacheFolder == folder)
  }

  @Test(arguments: [
    (["HF_HUB_OFFLINE": "1"], "HF_HUB_OFFLINE"), (["HF_HUB_OFFLINE": "yes"], "HF_HUB_OFFLINE"),
    (["TRANSFORMERS_OFFLINE": "True"], "TRANSFORMERS_OFFLINE"),
    (["HF_HUB_OFFLINE": "0", "TRANSFORMERS_OFFLINE": "1"], nil), (["HF_HUB_OFFLINE": "no"], nil),
  ])
  func `knows when requests are forbidden`(variables: [String: String], variable: String?) {
    #expect(HubEnvironment(variables).offlineVariable == variable)
  }

  @Test func `strips slashes off the endpoint`() {
    #expect(
      HubEnvironment(["HF_ENDPOINT": "http://localhost:1//"]).endpoint == "http://localhost:1")
  }

  @Test func `takes the token from a variable or a file`() throws {
    let scratch = try ScratchFolder()
    try scratch.write("hf_file\n", to: "token")
    try scratch.write("hf_other", to: "elsewhere")
    var variables = ["HF_HOME": scratch.path]
    #expect(HubEnvironment(variables).token == "hf_file")
    variables["HF_TOKEN_PATH"] = "\(scratch.path)/elsewhere"
    #expect(HubEnvironment(variables).token == "hf_other")
    variables["HUGGING_FACE_HUB_TOKEN"] = "hf_old"
    #expect(HubEnvironment(variables).token == "hf_old")
    variables["HF_TOKEN"] = " hf_new\n"
    #expect(HubEnvironment(variables).token == "hf_new")
    variables["HF_HUB_DISABLE_IMPLICIT_TOKEN"] = "1"
    #expect(HubEnvironment(variables).token == nil)
  }
}
