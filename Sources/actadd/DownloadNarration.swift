import Interpreter
import ModelHub
import Reports

/// Tells how a download goes: a line before and after, a bar with rate and time left in between.
final class DownloadNarration {
  private let name: String
  private let showsBar: Bool
  private let output: any SessionOutput
  private var plan: DownloadPlan?
  private let clock = ContinuousClock()
  private var started: ContinuousClock.Instant
  private var latest: [(time: ContinuousClock.Instant, bytes: Int64)] = []

  init(of reference: ModelReference, showsBar: Bool, _ output: any SessionOutput) {
    (name, self.showsBar, self.output) = (reference.description, showsBar, output)
    started = clock.now
  }

  /// The user has agreed.
  func begin(_ plan: DownloadPlan) {
    self.plan = plan
    started = clock.now
    let kept = plan.bytes - plan.missingBytes
    let rest = kept > 0 ? ", going on after \(Figures.bytes(Int(kept)))" : ""
    output.note(
      StyledText("downloading \(Figures.bytes(Int(plan.bytes))) of \(name)\(rest)", .dim))
  }

  /// Something happened.
  func hear(_ event: DownloadEvent) {
    if let notice = event.notice { output.note(StyledText(notice, .dim)) }
    guard showsBar, case .progress(let progress) = event else { return }
    output.progress(Double(progress.bytes) / Double(max(1, progress.total)), label(progress))
  }

  /// All is here.
  func finish() {
    output.endProgress()
    guard let plan else { return }
    let seconds = seconds(since: started)
    let rate = Figures.bytes(Int(Double(plan.missingBytes) / max(seconds, 0.001)))
    output.note(
      StyledText("downloaded \(name) in \(Figures.duration(seconds)), \(rate)/s", .dim))
  }

  /// `gpt2-xl 2/3  2.1 of 6.4 GB  38 MB/s`: the part where there are several, and the rate of the
  /// last few seconds.
  private func label(_ progress: DownloadProgress) -> String {
    let now = clock.now
    latest.append((now, progress.bytes))
    latest.removeAll { now - $0.time > .seconds(5) }
    var part = ""
    if let files = plan?.files, files.count > 1,
      let index = files.firstIndex(where: { $0.name == progress.file })
    {
      part = " \(index + 1)/\(files.count)"
    }
    var rate = ""
    if let first = latest.first, first.time < now {
      let bytes = Double(progress.bytes - first.bytes) / max(seconds(since: first.time), 0.001)
      rate = "  \(Figures.bytes(Int(max(0, bytes))))/s"
    }
    let amounts = "\(Figures.bytes(Int(progress.bytes))) of \(Figures.bytes(Int(progress.total)))"
    return "\(name)\(part)  \(amounts)\(rate)"
  }

  private func seconds(since instant: ContinuousClock.Instant) -> Double {
    (clock.now - instant) / .seconds(1)
  }
}
