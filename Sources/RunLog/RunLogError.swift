import GRDB

/// Why the record cannot be read or written: the rest of a sentence that names the file.
public struct RunLogError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public let description: String

  /// Whether the file is damaged, or no record, so that another one would do.
  public var isAboutTheFile = false

  init(_ description: String, isAboutTheFile: Bool = false) {
    (self.description, self.isAboutTheFile) = (description, isAboutTheFile)
  }

  /// What SQLite says, in words for those who do not know that there is SQLite.
  init(_ error: any Error) {
    guard let error = error as? DatabaseError else {
      self = error as? RunLogError ?? RunLogError("\(error)")
      return
    }
    switch error.resultCode {
    case .SQLITE_NOTADB, .SQLITE_CORRUPT:
      self.init("it is damaged, or not a record of actadd", isAboutTheFile: true)
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
      self.init("it cannot be opened for writing")
    case .SQLITE_BUSY, .SQLITE_LOCKED: self.init("another program holds it")
    case .SQLITE_FULL: self.init("the disk is full")
    case .SQLITE_ERROR:
      // Tables or columns are missing, or have other names.
      self.init("it is not a record of actadd", isAboutTheFile: true)
    default: self.init(error.message ?? "SQLite says \(error.resultCode.rawValue)")
    }
  }
}
