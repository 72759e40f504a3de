import Synchronization

/// A wish to stop, raised by whoever hears Ctrl-C and heeded between two steps of any long work.
public enum Interrupt {
  private static let raised = Atomic(false)

  /// Whether someone wishes to stop.
  public static var isRaised: Bool { raised.load(ordering: .relaxed) }

  /// Asks the work under way to stop; may be called from any thread.
  public static func raise() { raised.store(true, ordering: .relaxed) }

  /// Forgets the wish: before new work starts.
  public static func clear() { raised.store(false, ordering: .relaxed) }
}
