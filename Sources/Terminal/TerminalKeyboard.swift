import CLineEditor
import Reports

/// The keys of the terminal, unechoed, until this is released.
@safe final class TerminalKeyboard: Keyboard {
  private let editor: OpaquePointer?
  private var waiting: [UInt8] = []

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
    let milliseconds = seconds.map { Int(max(0, min($0, 1e6)) * 1000) } ?? -1
    return KeyReader(next: byte).key(within: milliseconds)
  }

  private func byte(_ milliseconds: Int) -> UInt8? {
    if !waiting.isEmpty { return waiting.removeFirst() }
    let byte = unsafe line_editor_key(editor, Int32(milliseconds))
    return byte < 0 ? nil : UInt8(truncatingIfNeeded: byte)
  }
}
