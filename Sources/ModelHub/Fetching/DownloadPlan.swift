/// What a download of a model's weights is about to fetch; by then the small files are here.
public struct DownloadPlan: Sendable {
  /// One file of weights.
  public struct File: Sendable, Hashable {
    /// Its name in the repository.
    public let name: String
    /// Its whole length.
    public let bytes: Int64
    /// The bytes of it that are already here.
    public let kept: Int64
  }

  /// The model asked for.
  public let reference: ModelReference
  /// The commit it will be made from.
  public let commit: String
  /// The folder that already holds `config.json` and the vocabulary.
  public let folder: ModelFolder
  /// The files of weights.
  public let files: [File]

  /// The bytes of all weights.
  public var bytes: Int64 { files.reduce(0) { $0 + $1.bytes } }
  /// The bytes still to come.
  public var missingBytes: Int64 { files.reduce(0) { $0 + $1.bytes - $1.kept } }
  /// Whether it is so much (over 100 MB) that a person should be asked first.
  public var isLarge: Bool { missingBytes > 100_000_000 }
}
