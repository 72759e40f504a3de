import Models
import SessionLanguage

/// An example as commands for one model: layers scaled to its depth, texts fitted to its tokens.
struct ExampleScript {
  /// The commands that make the vectors, and the one that uses all at once.
  let definitions: [String]
  /// The command that says how tokens are drawn.
  let settings: String
  /// The text it is tried on.
  let prompt: String
  /// How this differs from what was published, in sentences.
  let remarks: [String]

  /// What is put before a prompt that has fewer tokens than the vector.
  private static let lead = "Here is what I have to say: "

  /// The example as the model can run it; as it was published without one.
  init(_ example: ExampleVector, _ model: LanguageModel?) {
    let layers = model?.network.sizes.blocks ?? ExampleVector.origin.layers
    var remarks = Self.scaling(example, to: layers, model?.name)
    var names: [String] = []
    for part in example.parts where !names.contains(part.name) { names.append(part.name) }
    // Parts of one name are the terms of a sum.
    let isTiny = model?.name == BuiltInModel.name
    definitions =
      names.map { name in
        let terms = example.parts.filter { $0.name == name }.map { part in
          part.code(layer: Self.layer(part.layer, of: layers))
        }
        return "let \(name) = " + terms.joined(separator: " + ")
      } + (names.count > 1 ? [":use " + names.joined(separator: " + ")] : [])
      + (isTiny ? example.tiny.settings : [])
    var prompt = example.prompt
    var tokens = example.tokens
    if let model {
      func size(_ text: String) -> Int { model.tokenizer.tokens(text).count }
      let longest = example.parts.map { max(size($0.plus), size($0.minus ?? "")) }.max() ?? 0
      if longest > size(prompt) {
        remarks.append(
          "On \(model.name) the vector has \(longest) tokens and the prompt \(size(prompt)), so "
            + "words were put before it.")
        while longest > size(prompt) { prompt = Self.lead + prompt }
      }
      tokens = max(1, min(tokens, model.context - size(prompt)))
      if tokens < example.tokens {
        remarks.append(
          "Published with \(example.tokens) tokens; \(model.name) has room for \(tokens).")
      }
    }
    if isTiny { remarks += example.tiny.remarks }
    (self.prompt, self.remarks) = (prompt, remarks)
    settings =
      ":set temperature=1 top_p=0.3 top_k=0 freq_penalty=1 tokens=\(tokens) n=\(example.samples) "
      + "seed=\(example.seed)"
  }

  /// The command that shows what it does.
  var comparison: String { ":compare \(prompt.quoted)" }

  /// The layer that lies as far into a model of so many as `layer` does into the one of the examples.
  static func layer(_ layer: Int, of layers: Int) -> Int {
    let depth = ExampleVector.origin.layers
    // Halves go up: layer 6 of 48 is layer 2 of 12.
    return min(layers - 1, (2 * layer * layers + depth) / (2 * depth))
  }

  private static func scaling(
    _ example: ExampleVector, to layers: Int, _ model: String?
  ) -> [String] {
    let (origin, depth) = ExampleVector.origin
    guard layers != depth, let model else { return ["Published on \(origin)."] }
    var moves: [String] = []
    for part in example.parts {
      let move = "layer \(part.layer) is \(layer(part.layer, of: layers)) here"
      if !moves.contains(move) { moves.append(move) }
    }
    return [
      "Published on \(origin) with \(depth) layers; \(model) has \(layers), so "
        + moves.joined(separator: ", ") + "."
    ]
  }
}

extension ExampleVector.Part {
  /// The call that makes it at a layer.
  func code(layer: Int) -> String {
    var arguments = [plus.quoted]
    if let minus { arguments.append(minus.quoted) }
    arguments += [coefficient, "\(layer)"]
    if !options.isEmpty { arguments.append(options) }
    return "\(minus == nil ? "act" : "x")(\(arguments.joined(separator: ", ")))"
  }
}

extension ExampleVector {
  /// A script that loads the model and runs the example, with what it shows at its head.
  func file(_ model: LanguageModel) -> String {
    let script = ExampleScript(self, model)
    let head = ["\(name): \(summary)."] + script.remarks
    let commands = [":load \(model.name)"] + script.definitions
    return (head.map { "# " + $0 } + commands + [script.settings, script.comparison])
      .joined(separator: "\n") + "\n"
  }
}
