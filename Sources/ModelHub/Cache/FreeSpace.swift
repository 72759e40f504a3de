import Foundation

/// How much a disk can still take.
enum FreeSpace {
  /// Throws `noSpace` unless `bytes` and one per cent more fit on the disk of `folder`.
  static func check(for bytes: Int64, in folder: String) throws(ModelHubError) {
    let needed = bytes + bytes / 100
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
    // A disk that does not say is given the benefit of the doubt.
    guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else { return }
    guard needed <= free else { throw .noSpace(folder: folder, needed: needed, free: free) }
  }
}
