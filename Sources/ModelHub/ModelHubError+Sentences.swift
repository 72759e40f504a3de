extension ModelHubError: CustomStringConvertible {
  /// A sentence that says what is wrong and, where something can be done, what.
  public var description: String {
    switch self {
    case .notAModelName(let text):
      let aliases = ModelAlias.all.map(\.name).joined(separator: ", ")
      return "\(quoted(text)) names no model: use \(aliases), owner/name, or owner/name@revision."
    case .notARevision(let text):
      return "\(quoted(text)) cannot be a branch, a tag or a commit."
    case .offline(let model, let variable):
      return "\(model) is not in the cache, and \(variable) forbids downloads: "
        + "unset \(variable) and load it again."
    case .unreachable(let host, let reason):
      return "\(host) cannot be reached (\(tidied(reason))): check the network and the proxy."
    case .brokenOff(let host, let reason):
      return "\(host) broke the connection (\(tidied(reason)))."
    case .stalled(let host, let seconds):
      return "\(host) sent nothing for \(Int(seconds.rounded(.up))) s."
    case .notAHub(let address):
      return "\(address) does not answer like a model hub (there is no X-Repo-Commit): "
        + "check HF_ENDPOINT, and whether a proxy or a login page stands in between."
    case .badAnswer(let address, let reason):
      return "\(address) answered something that cannot be used: \(tidied(reason))."
    case .server(let host, let status, let message, _):
      return "\(host) answered with status \(status)\(reason(message))."
    case .repositoryNotFound(let repository, let page, let withToken):
      return "There is no model \(quoted(repository)) at \(page), or it is private"
        + (withToken
          ? " and this access token may not see it."
          : ": for a private one, put an access token into HF_TOKEN.")
    case .revisionNotFound(let repository, let revision):
      return "\(repository) has no revision \(quoted(revision)): try \(repository)@main."
    case .gated(let repository, let page, let withToken):
      return "\(repository) is only given to people who accepted its conditions: accept them at "
        + page
        + (withToken ? " with the account of this access token." : " and set HF_TOKEN.")
    case .refused(let repository, let status, let message):
      return "The Hub refused \(repository) with status \(status)\(reason(message)): "
        + "check the access token in HF_TOKEN."
    case .fileNotFound(let repository, let file):
      return "\(repository) has no \(file), so it cannot be loaded."
    case .onlyPickledWeights(let model, let file):
      let folder = model.split(separator: "/").last.map(String.init) ?? model
      return """
        \(model) has its weights only in \(file), and opening such a file can run code, so only \
        safetensors is read. Convert it once in Python and then :load ./\(folder):
          from transformers import AutoModelForCausalLM, AutoTokenizer
          for part in AutoModelForCausalLM, AutoTokenizer:
              part.from_pretrained("\(model)").save_pretrained("\(folder)")
        """
    case .noWeights(let model):
      return "\(model) has no weights: neither model.safetensors nor an index of its parts."
    case .unusable(let reason): return reason
    case .badIndex(let file, let reason):
      return "\(file) does not list the parts of the model: \(tidied(reason))."
    case .incompleteFolder(let path, let missing):
      return "\(path) is not a whole model: \(missing.joined(separator: ", ")) "
        + (missing.count == 1 ? "is missing." : "are missing.")
    case .damagedFile(let path):
      return "\(path) is damaged: it does not begin like such a file. "
        + "Fetch it again."
    case .webPage(let file, let address):
      return "\(address) sent a web page instead of \(file): "
        + "a proxy or a login page stands in between."
    case .wrongSize(let file, let expected, let found):
      return "\(file) came with \(found) bytes instead of \(expected)."
    case .wrongChecksum(let file, let expected, let found):
      return "\(file) was damaged on its way and thrown away: its checksum is "
        + "\(found.prefix(12))… instead of \(expected.prefix(12))…; load the model again."
    case .noSpace(let folder, let needed, let free):
      return "\(folder) has \(ByteCount(free)) free and \(ByteCount(needed)) are needed: "
        + "make room, or set HF_HUB_CACHE to a folder on a larger disk."
    case .diskFull(let path):
      return "The disk is full: \(path) could not be written; "
        + "what has arrived is kept, so make room and load the model again."
    case .fileSystem(let action, let path, let reason):
      return "Cannot \(action) \(path): \(tidied(reason))."
    case .interrupted(let model, let file, let kept, let reason):
      return "The download of \(file) broke off: \(reason.description) "
        + "\(ByteCount(kept)) are kept; :load \(model) goes on."
    case .stopped(let model, let kept):
      return kept > 0
        ? "Stopped, and kept \(ByteCount(kept)); :load \(model) goes on."
        : "Stopped; :load \(model) starts again."
    case .declined(let model):
      return "\(model) was not downloaded."
    }
  }

  private func quoted(_ text: String) -> String {
    "\u{201C}\(tidied(text))\u{201D}"
  }

  private func reason(_ message: String?) -> String {
    message.map { " (\(tidied($0)))" } ?? ""
  }

  /// Text from elsewhere in one line without control characters, cut where it gets long.
  private func tidied(_ text: String) -> String {
    var line = String(
      text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
    if line.count > 200 { line = line.prefix(200) + "…" }
    while line.last == "." || line.last == " " { line.removeLast() }
    return line
  }
}
