import Foundation

extension RepositoryFolder {
  /// Makes the folders for a snapshot.
  ///
  /// Newer versions of huggingface_hub also put a CACHEDIR.TAG into the cache, but those before
  /// 1.0 warn about it when they scan; neither misses it, so it is left to Python.
  func prepare(commit: String) throws(ModelHubError) {
    for folder in [snapshot(commit), "\(path)/blobs", "\(cache)/.locks/\(name)"] {
      try makeFolder(folder)
    }
  }

  /// Remembers what commit a branch or tag stands for: 40 digits and no newline.
  func remember(_ revision: String, is commit: String) throws(ModelHubError) {
    guard revision != commit, self.commit(of: revision) != commit else { return }
    try replace("\(path)/refs/\(revision)", with: commit)
  }

  /// Remembers that a commit has no such file, so that nobody asks again.
  func rememberAbsence(of file: String, in commit: String) throws(ModelHubError) {
    try replace(absence(of: file, in: commit), with: "")
  }

  /// Lets the snapshot's `file` lead to a blob by a relative link, as Python makes it.
  func link(_ file: String, in commit: String, to etag: String) throws(ModelHubError) {
    let depth = file.split(separator: "/").count - 1
    let target = String(repeating: "../", count: depth + 2) + "blobs/\(etag)"
    let pointer = "\(snapshot(commit))/\(file)"
    let temporary = temporaryName
    do {
      try FileManager.default.createSymbolicLink(
        atPath: temporary, withDestinationPath: target)
    } catch {
      // No symbolic links on this disk: then the file itself takes the link's place.
      return try OpenFile.rename(blob(etag), to: pointer)
    }
    try OpenFile.rename(temporary, to: pointer)
  }

  /// Writes a small file in one step.
  ///
  /// The temporary lies in the repository's own folder: in
  /// `refs` or a snapshot a leftover would count as a revision or a file of the model.
  private func replace(_ target: String, with text: String) throws(ModelHubError) {
    try makeFolder((target as NSString).deletingLastPathComponent)
    try makeFolder(path)
    let temporary = temporaryName
    do throws(ModelHubError) {
      let file = try OpenFile(path: temporary)
      try file.write(Data(text.utf8), at: 0)
      try OpenFile.rename(temporary, to: target)
    } catch {
      try? FileManager.default.removeItem(atPath: temporary)
      throw error
    }
  }

  private var temporaryName: String { "\(path)/.actadd-\(UUID().uuidString)" }

  private func makeFolder(_ folder: String) throws(ModelHubError) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .fileSystem(
        action: "make the folder", path: folder, reason: error.localizedDescription)
    }
  }
}
