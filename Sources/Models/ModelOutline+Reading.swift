import Foundation
import Safetensors

extension ModelOutline {
  /// The bytes of a folder's `config.json`; throws a sentence that says why they cannot be read.
  static func configuration(of folder: String, at path: String) throws(LoadingError) -> Data {
    do {
      // A mapped file cannot be a pipe, which would wait for ever.
      let file = try MappedFile(path: path + "/config.json")
      return withExtendedLifetime(file) { file in unsafe Data(file.bytes) }
    } catch {
      guard case .cannotRead(_, let reason) = error else { throw LoadingError("\(error)") }
      let isMissing = !FileManager.default.fileExists(atPath: path + "/config.json")
      let isLink =
        (try? FileManager.default.destinationOfSymbolicLink(
          atPath: path + "/config.json")) != nil
      throw LoadingError(
        isMissing && !isLink
          ? "\(folder) is no model: it has no config.json"
          : "\(folder) is no model: its config.json cannot be read: \(reason)")
    }
  }
}
