import CLineEditor

/// Ctrl-C as a flag: at the prompt it drops the line, in work it is heeded between two steps.
public enum InterruptSignal {
  /// Hears SIGINT from now on; `raise` is called in the handler and may only store a flag.
  ///
  /// With a person at the terminal SIGTERM and SIGHUP restore it before they end the process, and
  /// Ctrl-\ does nothing. Work that has not heeded Ctrl-C for two seconds ends with status 130 at the next.
  public static func install(isInteractive: Bool, raise: @convention(c) () -> Void) {
    raise()
    clear()
    line_editor_signals_install(isInteractive ? 1 : 0, raise)
  }

  /// Whether Ctrl-C was pressed since the last prompt or `clear`.
  public static var isRaised: Bool { line_editor_interrupted() != 0 }

  /// Forgets the press: before new work starts.
  public static func clear() { line_editor_interrupt_clear() }
}
