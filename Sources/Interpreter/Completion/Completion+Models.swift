import Reports
import SessionLanguage

extension Session {
  /// Models that are here, then those of the Hub, then folders.
  func modelCandidates(_ typed: String) -> [Completion.Candidate] {
    let models = shelf.models()
    let here = models.filter(\.isHere) + models.filter { !$0.isHere }
    let named = here.filter { $0.place != .missing }.map { model in
      let size = [model.size, model.remark].filter { !$0.isEmpty }.joined(separator: ", ")
      return Completion.Candidate(model.name, size)
    }
    return named + modelFolderCandidates(typed)
  }
}

extension ModelListing {
  /// Whether it loads without a download.
  fileprivate var isHere: Bool { place == .builtIn || place == .cache }
}
