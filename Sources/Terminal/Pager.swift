import CLineEditor

/// The user's pager, for answers longer than the screen.
public struct Pager: Hashable, Sendable {
  /// The command line that is given to the shell.
  public let command: String

  /// The pager the environment names, or `less -FRX`.
  public init(environment: [String: String]) {
    let named = ["ACTADD_PAGER", "PAGER"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    command = named ?? "less -FRX"
  }

  /// Shows a text; `false` if the pager could not be started.
  public func show(_ text: String) -> Bool {
    var text = text
    let status = text.withUTF8 { bytes in
      unsafe line_editor_feed(command, bytes.baseAddress, bytes.count)
    }
    // The shell answers 126 and 127 for what it cannot run.
    return status >= 0 && status != 126 && status != 127
  }
}
