import CLineEditor
import Reports

/// The keys of the terminal, unechoed, until this is released.
@safe final class TerminalKeyboard: Keyboard {
  private let editor: OpaquePointer?
  private var waiting: [UInt8] = []
  private var isAtEnd = false

  init(editor: OpaquePointer?) {
    unsafe self.editor = editor
    unsafe line_editor_keys_begin(editor)
  }

  deinit {
    unsafe line_editor_keys_end(editor)
  }

  var isKeyWaiting: Bool {
    if !waiting.isEmpty { return true }
    let byte = unsafe line_editor_key(editor, 0)
    guard byte >= 0 else { return false }
    waiting.append(UInt8(truncatingIfNeeded: byte))
    return true
  }

  func next(within seconds: Double?) -> Key? {
    if let seconds {
      return KeyReader(next: byte).key(within: Int(max(0, min(seconds, 1e6)) * 1000))
    }
    // A key without a meaning, or a signal such as that of a new size, ends no wait that has no end.
    while !isAtEnd {
      if let key = KeyReader(next: byte).key(within: -1) { return key }
    }
    return nil
  }

  private func byte(_ milliseconds: Int) -> UInt8? {
    if !waiting.isEmpty { return waiting.removeFirst() }
    let byte = unsafe line_editor_key(editor, Int32(milliseconds))
    if byte < -1 { isAtEnd = true }
    return byte < 0 ? nil : UInt8(truncatingIfNeeded: byte)
  }
}
