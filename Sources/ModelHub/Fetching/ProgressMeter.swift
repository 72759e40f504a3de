/// Lets progress through at most ten times a second, and every other event at once.
final class ProgressMeter {
  private let report: (DownloadEvent) -> Void
  private var last: ContinuousClock.Instant?

  init(report: @escaping (DownloadEvent) -> Void) {
    self.report = report
  }

  func pass(_ event: DownloadEvent) {
    if case .progress(let progress) = event, progress.bytes < progress.total {
      let now = ContinuousClock.now
      if let last, now - last < .milliseconds(100) { return }
      last = now
    }
    report(event)
  }
}
