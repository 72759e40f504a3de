import CLineEditor
import Glibc

/// One of the process's output channels; what is written leaves at once and in one piece.
public struct Descriptor: Hashable, Sendable {
  /// Where answers go.
  public static let standardOutput = Descriptor(number: 1)
  /// Where everything else goes.
  public static let standardError = Descriptor(number: 2)
  /// Where lines come from.
  public static let standardInput = Descriptor(number: 0)

  /// Takes the places of channels that are closed, so that no file opened later is taken for one.
  public static func fillClosed() { line_editor_fill_descriptors() }

  /// The number the system knows it by.
  public let number: Int32

  /// Whether a person sees what is written.
  public var isTerminal: Bool { line_editor_is_terminal(number) == 1 }

  /// The cells of a line of the terminal, 0 where there is none.
  public var columns: Int { Int(line_editor_columns(number)) }

  /// The lines of the terminal, 0 where there is none.
  public var rows: Int { Int(line_editor_rows(number)) }

  /// A file opened for appending, made readable by its owner alone if it is new; `nil` if it cannot be.
  static func appending(to path: String) -> Descriptor? {
    let number = unsafe line_editor_open_append(path)
    return number < 0 ? nil : Descriptor(number: number)
  }

  /// Gives a file another's name, in one step; whether it went.
  static func rename(_ path: String, to name: String) -> Bool {
    unsafe Glibc.rename(path, name) == 0
  }

  /// Closes the file.
  func close() {
    _ = line_editor_close_descriptor(number)
  }

  /// Writes a text whole; gives the reason where that failed, such as `No space left on device`.
  @discardableResult
  public func write(_ text: String) -> String? {
    var text = text
    let failure = text.withUTF8 { bytes in
      unsafe line_editor_write(number, bytes.baseAddress, bytes.count)
    }
    if failure == 0 { return nil }
    // Standard output that was closed has been given a place where nothing can be written.
    if failure == EBADF { return "it is closed" }
    return unsafe strerror(failure).map { unsafe String(cString: $0) } ?? "error \(failure)"
  }
}
