import Foundation
import Testing

/// What each example states of the built-in model is so, and where it says that tiny shows what was
/// published it does: fifty completions of forty tokens a side, seed 0, with the example's vectors,
/// without, and with random rows of the same norms.
///
/// A share of 0.6 of fifty is between 0.45 and 0.74 with 95 % confidence. Sums are added in another
/// order on another processor, which may turn a token: a count may be five off.
@Suite struct `On the built-in model` {
  @Test(arguments: ExampleClaim.stated.map(\.example).withoutRepetition)
  func `the example does what it states`(example: String) throws {
    let counts = try #require(try Self.findings.get()[example], "no such example")
    let claims = ExampleClaim.stated.filter { $0.example == example }
    #expect(counts.count == claims.count, "a claim for every count, a count for every claim")
    for (claim, stated) in zip(claims, counts) {
      let counted = try ExampleShares.all.get().count(claim)
      for side in ExampleShares.sides {
        let number = try #require(stated[side])
        #expect(abs(number - (counted[side] ?? -9)) <= 5, "\(claim): \(counted)")
      }
      try claim.check(counted)
    }
  }

  @Test(arguments: ExampleClaim.others)
  func `what else the examples say is so`(claim: ExampleClaim) throws {
    try claim.check(try ExampleShares.all.get().count(claim))
  }

  @Test func `every example of the catalog is measured`() throws {
    let names = try Self.findings.get().keys
    #expect(names.count == 49)
    #expect(Set(names) == Set(ExampleClaim.stated.map(\.example)))
  }

  @Test func `bad reviews become more probable, and good ones do not`() throws {
    let reviews = [
      ("bad", "The food at this restaurant is awful."), ("bad", "The soup was bad."),
      ("bad", "This is the worst restaurant in Paris."), ("bad", "The waiter was rude."),
      ("bad", "The food was terrible and the cook was lazy."), ("bad", "The bread was rotten."),
      ("bad", "It was a horrible dinner."), ("bad", "The meat was cold and the waiter careless."),
      ("good", "The food at this restaurant is great."), ("good", "The soup was excellent."),
      ("good", "This is the best restaurant in Paris."), ("good", "The waiter was kind."),
      ("good", "The food was wonderful and the cook was skilled."),
      ("good", "The bread was lovely."), ("good", "It was a beautiful dinner."),
      ("good", "The meat was warm and the waiter friendly."),
    ]
    let folder = try TestFolder()
    let file = folder.url.appending(path: "reviews.csv")
    let rows = reviews.map { "\($0.0),\"\($0.1)\"\n" }.joined()
    try Data("label,text\n\(rows)".utf8).write(to: file)
    let commands = ":example worst; worst.layer = 7; :perplexity \(file.path) mask=on"
    let run = try ProgramRun(["--json", "-c", commands])
    let record = try #require(try run.records().last, "\(run.errors)")
    let measured = try #require((record["measurements"] as? [[String: Any]])?.first)
    let groups = try #require(measured["groups"] as? [[String: Any]])
    let changes = groups.compactMap { $0["mean_logprob_diff"] as? Double }
    try #require(changes.count == 2)
    #expect(changes[0] > 0.1 && changes[1] < 0, "\(changes)")
  }

  /// By name, what an example states: numbers of completions by side, for all that it counts.
  private static let findings = Result {
    let record = try ProgramRun(["--json", "-c", ":examples"]).records().first
    let examples = try #require(record?["examples"] as? [[String: Any]])
    let stated = try examples.map { example in
      let name = try #require(example["name"] as? String)
      let finding = try #require(example["on_tiny"] as? [String: Any])
      let counts = try #require(finding["counts"] as? [[String: Any]])
      return (name, counts.map { $0.compactMapValues { $0 as? Int } })
    }
    return Dictionary(uniqueKeysWithValues: stated)
  }
}

extension ExampleClaim {
  /// Expects of counts by side that they keep to the bar.
  func check(_ counts: [String: Int]) throws {
    let steered = try #require(counts["steered"])
    let unsteered = try #require(counts["unsteered"])
    let random = try #require(counts["random"])
    let holds =
      switch bar {
      case .steers: steered >= 30 && unsteered <= 12 && random <= steered - 15
      case .changes: steered >= 30 && unsteered <= 10
      case .most: steered >= 40
      case .little: steered <= 17
      case .absent: steered <= 2
      case .stated: true
      }
    #expect(holds, "\(self): \(counts)")
  }
}

extension Sequence where Element: Hashable {
  fileprivate var withoutRepetition: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
