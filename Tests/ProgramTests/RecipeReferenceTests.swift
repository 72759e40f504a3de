import Foundation
import Safetensors
import Testing

/// Recipes as they are typed, held to the reference values of `Tests/Goldens/logprobs.json`.
@Suite struct `Recipes at the prompt` {
  private struct Golden: Decodable {
    let model: String
    let name: String
    let prompt: String
    let offset: Int
    let stride: Int
    let uncertainty: Float
  }

  /// The name of the reference case, and what is typed for it.
  private static let recipes = [
    ("love front", #"x("Love","Hate",5,1)"#),
    ("love front", #"x("Love","Hate",5,1,dims=0..<16) + x("Love","Hate",5,1,dims=16..47)"#),
    ("love mid", #"x("Love","Hate",5,1,at=mid)"#),
    ("love back", #"x("Love","Hate",5,1,at=back)"#),
    ("love from position 0", #"x("Love","Hate",5,1,at=0)"#),
    ("love from position 1", #"x("Love","Hate",5,1,at=1)"#),
    ("love from position 3", #"x("Love","Hate",5,1,at=3)"#),
    ("love in the first 16 dimensions", #"x("Love","Hate",5,1,dims=0..<16)"#),
    ("love in some dimensions at the back", #"x("Love","Hate",5,1,dims=0..<24,at=back)"#),
    ("love alone", #"act("Love",10,1)"#),
    ("a negative coefficient", #"-3*x("Love","Hate",1,1)"#),
    ("padded with spaces", #"x("Intent to praise you","Hurt",4,1)"#),
    ("padded with end of text", #"x("Intent to praise you","Hurt",4,1,pad="<|endoftext|>")"#),
    ("not padded, lengths differ", #"x("Intent to praise you","Hurt",4,1,pad=none)"#),
    ("not padded, at the back", #"x("Intent to praise you","Hurt",4,1,pad=none,at=back)"#),
    ("against the empty prompt", #"x(" weddings","",1,1)"#),
    ("two layers", #"x("Love","Hate",5,1) + x(" wedding"," ",5,2)"#),
    (
      "two placements at one layer",
      #"x("Love","Hate",5,1) + x("Intent to praise you","Hurt",2,1,at=back)"#
    ),
    ("love at attn.hook_v", #"x("Love","Hate",5,"blocks.1.attn.hook_v")"#),
  ]

  @Test func `give the log-probabilities of the reference`() throws {
    let goldens = TestFolder.package.appending(path: "Tests/Goldens")
    let cases = try JSONDecoder().decode(
      [Golden].self, from: Data(contentsOf: goldens.appending(path: "logprobs.json")))
    let tensors = try Checkpoint(file: goldens.appending(path: "logprobs.safetensors"))
    let folder = try TestFolder()
    let chosen = try Self.recipes.map { name, _ in
      try #require(cases.first { $0.model == "random" && $0.name == name }, "\(name)")
    }
    let commands = zip(chosen, Self.recipes).enumerated().map { number, pair in
      ":logprobs \"\(pair.0.prompt)\" file=\(number).safetensors with=\(pair.1.1)"
    }
    let run = try ProgramRun(
      ["--model", TestFolder.random.path, "-c", commands.joined(separator: "\n")],
      folder: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    for (number, golden) in chosen.enumerated() {
      let file = try Checkpoint(file: folder.url.appending(path: "\(number).safetensors"))
      let shape = try #require(file.entry("log_probs")?.shape)
      let all = try file.floats("log_probs")
      let found = (0..<shape[0]).flatMap { row in
        stride(from: golden.offset, to: shape[1], by: golden.stride).map {
          all[row * shape[1] + $0]
        }
      }
      let expected = try tensors.floats("random/\(golden.name)")
      #expect(found.count == expected.count)
      let difference = zip(found, expected).map { abs($0 - $1) }.max() ?? .infinity
      let allowed = max(1e-4, 2 * golden.uncertainty)
      #expect(difference <= allowed, "\(Self.recipes[number].1): \(difference)")
    }
  }
}
