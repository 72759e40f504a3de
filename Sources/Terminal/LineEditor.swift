import CLineEditor
import Glibc
import Reports

/// The prompt: libedit with colour while typing, dim hints, completion, and a history of its own.
///
/// One a process, since it owns standard input.
@safe public final class LineEditor {
  /// What a prompt comes back with.
  public enum Input: Hashable, Sendable {
    /// A line, which may have several rows.
    case line(String)
    /// Ctrl-D, or nothing more to read.
    case endOfInput
    /// Ctrl-C: the line was dropped.
    case interrupted
  }

  /// Whether dim hints are shown.
  public var showsHints = true
  /// The colours of the line and the prompt; `nil` for none.
  public var palette: Palette?

  private let assistant: any LineAssistant
  private let file: HistoryFile?
  private var entries: [String] = []
  private var editor: OpaquePointer?

  /// A prompt helped by an assistant, with the history of a file or none.
  public init?(assistant: any LineAssistant, history file: HistoryFile?, palette: Palette?) {
    self.assistant = assistant
    self.file = file
    self.palette = palette
    line_editor_locale_init()
    var callbacks = unsafe line_editor_callbacks()
    unsafe callbacks.context = Unmanaged.passUnretained(self).toOpaque()
    unsafe callbacks.complete = { context, _, line, cursor in
      unsafe LineEditor.of(context)?.complete(line, cursor)
    }
    unsafe callbacks.highlight = { context, line in
      unsafe LineEditor.of(context)?.highlighted(line)
    }
    unsafe callbacks.hint = { context, line, explains in
      unsafe LineEditor.of(context)?.hint(line, explains)
    }
    unsafe callbacks.is_complete = { context, line in
      unsafe LineEditor.of(context)?.isComplete(line) == false ? 0 : 1
    }
    guard let editor = unsafe line_editor_open("actadd", &callbacks) else { return nil }
    unsafe self.editor = editor
    unsafe line_editor_source(editor)
    for entry in file?.load() ?? [] {
      entries.append(entry)
      unsafe line_editor_remember(editor, entry)
    }
  }

  deinit {
    unsafe line_editor_close(editor)
  }

  /// The lines typed so far, oldest first, those of earlier sessions included.
  public var history: [String] { entries }

  /// Uses the keys of vi, or those of emacs again.
  public func useViKeys(_ isVi: Bool) {
    unsafe line_editor_use_vi(editor, isVi ? 1 : 0)
  }

  /// Shows a prompt and reads a line; it is not yet part of the history.
  public func read(prompt: StyledText) -> Input {
    // The editor loses a sequence at the very end, so that the last blank stands outside of it.
    let visible = Escaping.escaped(
      prompt.string.hasSuffix(" ") ? prompt.string : prompt.string + " ")
    let text = palette.map {
      ANSIRendering(.standard, palette: $0).line(prompt.withoutLastBlank) + " "
    }
    var line: UnsafeMutablePointer<CChar>?
    let result = unsafe line_editor_read(editor, text ?? visible, &line)
    defer { unsafe free(line) }
    guard result == LINE_EDITOR_LINE, let line = unsafe line else {
      return result == LINE_EDITOR_INTERRUPTED ? .interrupted : .endOfInput
    }
    return unsafe .line(String(cString: line))
  }

  /// Makes a line part of the history, in memory and in the file, if it is one that is kept.
  public func remember(_ line: String) {
    guard HistoryFile.keeps(line), line != entries.last else { return }
    entries.append(line)
    unsafe line_editor_remember(editor, line)
    file?.append(line)
  }

  /// Hides typed keys while `work` runs; they wait for the next prompt.
  public static func quietly<Result>(_ work: () throws -> Result) rethrows -> Result {
    line_editor_quiet_begin()
    defer { line_editor_quiet_end() }
    return try work()
  }

  /// The keys one by one, until the keyboard is released.
  public func keyboard() -> any Keyboard {
    unsafe TerminalKeyboard(editor: editor)
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> LineEditor? {
    unsafe context.map { unsafe Unmanaged<LineEditor>.fromOpaque($0).takeUnretainedValue() }
  }

  private func complete(_ line: UnsafePointer<CChar>?, _ cursor: Int) {
    guard let line = unsafe line else { return }
    let text = unsafe String(cString: line)
    let before = String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
    let rest = String(decoding: text.utf8.dropFirst(cursor), as: UTF8.self)
    let rows = max(5, Descriptor.standardOutput.rows - 4)
    switch assistant.completions(of: before, before: rest).answer(rows: rows) {
    case .nothing: Descriptor.standardOutput.write("\u{07}")
    case .replace(let scalars, let text):
      unsafe line_editor_replace(editor, Int32(scalars), text)
    case .list(let block):
      let layout = Layout(width: max(10, Descriptor.standardOutput.columns))
      let lines =
        palette.map { ANSIRendering(layout, palette: $0).text(block) }
        ?? PlainRendering(layout).text(block)
      unsafe line_editor_list(editor, lines)
    }
  }

  private func highlighted(_ line: UnsafePointer<CChar>?) -> UnsafeMutablePointer<CChar>? {
    guard let palette, let line = unsafe line else { return nil }
    let text = unsafe String(cString: line)
    // Painting writes over the line, so that anything but the same characters would garble it.
    guard let styled = assistant.highlight(text), styled.string == text else { return nil }
    var painted = ""
    for run in styled.runs {
      let parameters = palette.parameters(of: run.role)
      painted += parameters.isEmpty ? run.text : "\u{1B}[\(parameters)m\(run.text)\u{1B}[0m"
    }
    return unsafe strdup(painted)
  }

  private func hint(
    _ line: UnsafePointer<CChar>?, _ explains: UnsafeMutablePointer<Int32>?
  ) -> UnsafeMutablePointer<CChar>? {
    // Without colour a hint could not be told from what was typed.
    guard showsHints, palette != nil, let line = unsafe line else { return nil }
    let text = unsafe String(cString: line)
    if let rest = remembered(text) { return unsafe strdup(rest) }
    guard let hint = assistant.hint(for: text) else { return nil }
    unsafe explains?.pointee = hint.string.hasPrefix(" ") ? 1 : 0
    let shown = hint.runs.map { run in
      run.role == .heading ? "\u{1B}[22;1m\(run.text)\u{1B}[22;2m" : run.text
    }
    return unsafe strdup(shown.joined())
  }

  /// How the last entry that begins so goes on.
  private func remembered(_ text: String) -> String? {
    guard !text.isEmpty, let entry = entries.last(where: { $0.hasPrefix(text) && $0 != text })
    else { return nil }
    return String(entry.dropFirst(text.count))
  }

  private func isComplete(_ line: UnsafePointer<CChar>?) -> Bool {
    guard let line = unsafe line else { return true }
    return unsafe assistant.isComplete(String(cString: line))
  }
}

extension StyledText {
  fileprivate var withoutLastBlank: StyledText {
    guard let last = runs.last, last.text.hasSuffix(" ") else { return self }
    return StyledText(runs.dropLast() + [Run(String(last.text.dropLast()), last.role)])
  }
}
