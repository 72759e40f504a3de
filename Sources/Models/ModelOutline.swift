import Foundation
import Transformer

/// What a folder's `config.json` says of its model, known before any weight is read.
public struct ModelOutline: Hashable, Sendable {
  /// The family, such as `gpt2`.
  public let family: String
  /// The sizes and switches.
  public let sizes: Hyperparameters

  /// Reads the `config.json` in `folder`.
  ///
  /// Throws a `LoadingError` where there is none, or one of a model that cannot be run.
  public init(folder: String) throws(LoadingError) {
    let json = try Self.configuration(of: folder, at: folder)
    do {
      let (architecture, sizes) = try Hyperparameters.read(json)
      (family, self.sizes) = (architecture.name, sizes)
    } catch { throw LoadingError("\(error)") }
  }
}
