import Reports
import SessionLanguage

/// Runs `:rename mix blend`.
struct RenameCommand: Command {
  let form = CommandForm("rename", .words)
  let help = CommandHelp(
    .vectors, ":rename OLD NEW", "gives a vector another name", examples: [":rename mix blend"],
    words: .vector)

  func run(_ call: Call, in session: Session) throws -> Answer {
    let words = call.words
    guard let old = words.first else {
      _ = try session.namedVectors(of: call)
      return session.useAnswer("rename")
    }
    guard let index = session.state.vectors.firstIndex(where: { $0.name == old.node }) else {
      throw session.evaluation.unknownVector(old)
    }
    guard words.count > 1 else {
      throw Diagnostic("expected the new name", at: call.end, hint: ":rename \(old.node) NEW")
    }
    if words.count > 2 {
      throw Diagnostic(
        "unexpected \(words[2].node)", at: words[2].range,
        hint: ":rename \(old.node) \(words[1].node)")
    }
    let new = words[1]
    try session.checkName(new)
    guard new.node != old.node else {
      throw Diagnostic("\(old.node) is called that already", at: new.range)
    }
    guard session.state[new.node] == nil else {
      throw Diagnostic(
        "there is a vector named \(new.node) already", at: new.range,
        hint: ":delete \(new.node)")
    }
    session.state.vectors[index].name = new.node
    session.state.use = session.state.use?.renaming(old.node, to: new.node)
    return Answer(
      "rename", "\(old.node, .name) is now \(new.node, .name)",
      [.init("old", .string(old.node)), .init("new", .string(new.node))])
  }
}

extension Session {
  /// Refuses a name that `let` would refuse.
  func checkName(_ name: Located<String>) throws(Diagnostic) {
    do throws(Diagnostic) {
      let read = try Parser.statements(of: "let \(name.node) = v", catalog.vocabulary)
      guard read.count == 1, case .binding(let bound, _) = read[0].node, bound.node == name.node
      else { throw Diagnostic("", at: name.range) }
    } catch {
      let isTaken = error.message.contains(" is taken: ")
      throw Diagnostic(
        isTaken ? error.message : "\(name.node) cannot be a name", at: name.range,
        hint: "a name has letters, digits and _, and starts with a letter")
    }
  }
}
