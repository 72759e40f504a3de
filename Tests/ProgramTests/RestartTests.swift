import Testing

/// The program may start itself again with other kernels, which nobody should notice.
@Suite struct `A program that chose its kernels` {
  @Test func `has its arguments, its input and its status still`() throws {
    let arguments = ["--json", "--no-rc", "-c", ":set seed=7"]
    for kernels in [nil, "Haswell"] {
      let run = try ProgramRun(
        arguments, variables: kernels.map { ["OPENBLAS_CORETYPE": $0] } ?? [:])
      #expect(run.status == 0, "\(run.errors)")
      let settings = try #require(try run.records().first?["settings"] as? [String: Any])
      #expect(settings["seed"] as? Int == 7)
      let piped = try ProgramRun(
        ["--json"], input: ":tokens \"a 'b' \\u{e9}\"\nnonsense\n",
        variables: kernels.map { ["OPENBLAS_CORETYPE": $0] } ?? [:])
      #expect(piped.status == 1)
      #expect(try piped.records().count == 2)
    }
  }
}
