import Foundation
import Testing

@Suite struct `Python's huggingface_hub` {
  /// Another interpreter than the first python3 can be named for the machines where only a
  /// virtual environment has the package.
  static let python =
    ProcessInfo.processInfo.environment["ACTADD_PYTHON"].map { [$0] } ?? MockHub.python
  static let isThere =
    (try? RunningProgram(
      python + [
        "-c", "import importlib.util as u, sys; sys.exit(not u.find_spec('huggingface_hub'))",
      ]
    ).finish().status) == 0

  @Test(.enabled(if: isThere, "huggingface_hub cannot be imported: pip install huggingface_hub"))
  func `shares the cache with us in both directions`() throws {
    let script = MockHub.folder.appending(path: "Interop/interop.py").path
    let (status, output) = try RunningProgram(
      Self.python + [script, RunningProgram.probePath]
    ).finish()
    #expect(status == 0, "\(output)")
  }
}
