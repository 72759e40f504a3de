import Foundation
import Testing

/// The completions of all examples, drawn by one run of the program.
struct ExampleShares {
  static let sides = ["unsteered", "steered", "random"]

  /// What is set for a comparison, as it stands in the script.
  private struct Setting: Hashable {
    let example: String
    let commands: [String]
  }

  /// A comparison's prompt, and its completions by side.
  private struct Drawn {
    let prompt: String
    let completions: [String: [Completion]]
  }

  private let drawn: [Setting: Drawn]

  static let all = Result { try ExampleShares() }

  private init() throws {
    var settings: [Setting] = []
    for claim in ExampleClaim.stated + ExampleClaim.others {
      let setting = Setting(example: claim.example, commands: claim.settings)
      if !settings.contains(setting) { settings.append(setting) }
    }
    let script = settings.map { setting in
      ([":example \(setting.example)"] + setting.commands + [
        ":compare n=50 tokens=40 temperature=1 top_p=0.3 seed=0 control=random"
      ]).joined(separator: "\n")
    }
    let run = try ProgramRun(["--json", "-c", script.joined(separator: "\n")])
    try #require(run.status == 0, "\(run.errors)")
    let records = try run.records().filter { $0["pairs"] != nil }
    try #require(records.count == settings.count)
    drawn = try Dictionary(uniqueKeysWithValues: zip(settings, records.map(Self.drawn)))
  }

  private static func drawn(_ record: [String: Any]) throws -> Drawn {
    let prompt = try #require(record["prompt"] as? String)
    let pairs = try #require(record["pairs"] as? [[String: [String: Any]]])
    try #require(pairs.count == 50)
    func side(_ name: String) throws -> [Completion] {
      try pairs.map { Completion(try #require($0[name]?["text"] as? String)) }
    }
    return Drawn(
      prompt: prompt,
      completions: try [
        "unsteered": side("unsteered"), "steered": side("steered"), "random": side("steered_2"),
      ])
  }

  /// By side, how many of fifty show the sign of a claim.
  func count(_ claim: ExampleClaim) throws -> [String: Int] {
    let setting = Setting(example: claim.example, commands: claim.settings)
    let drawn = try #require(self.drawn[setting])
    return try drawn.completions.mapValues { completions in
      try completions.count { try claim.sign.isShown(by: $0, of: drawn.prompt) }
    }
  }
}
