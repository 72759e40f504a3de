/// Why the statements that follow are not run although nothing is left to be shown.
enum Stop: Error {
  case quit
  /// A file that was run failed and said so.
  case reported
  case interrupted

  var outcome: Session.Outcome {
    switch self {
    case .quit: .quit
    case .reported: .failed
    case .interrupted: .interrupted
    }
  }
}
