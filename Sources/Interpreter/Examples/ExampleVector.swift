/// One of the published steering vectors: how it is made, on what it is tried, and what came of it.
struct ExampleVector: Sendable {
  /// One activation addition of an example, or a pair of them.
  struct Part: Sendable {
    var name: String
    var plus: String
    var minus: String?
    var coefficient: String
    /// The layer on the model it was found on.
    var layer: Int
    /// More of the call, such as `pad=none`.
    var options: String = ""
  }

  /// What `:example` takes.
  var name: String
  /// What came of it, in a few words.
  var summary: String
  /// The vectors, all used at once.
  var parts: [Part]
  /// The text it is tried on.
  var prompt: String
  /// How many tokens follow it.
  var tokens: Int
  /// How many completions a side.
  var samples: Int
  /// Where the noise starts.
  var seed: UInt64
  /// What the built-in model makes of it.
  var tiny: TinyFinding

  init(
    _ name: String, _ summary: String, _ parts: [Part], on prompt: String, tokens: Int = 50,
    n samples: Int = 3, seed: UInt64 = 0, tiny: TinyFinding
  ) {
    (self.name, self.summary, self.parts) = (name, summary, parts)
    (self.prompt, self.tokens, self.samples) = (prompt, tokens, samples)
    (self.seed, self.tiny) = (seed, tiny)
  }

  /// The model on which the published examples were found, and its depth.
  static let origin = (model: "gpt2-xl", layers: 48)

  /// The example of that name.
  static func named(_ name: String) -> ExampleVector? { all.first { $0.name == name } }
}

extension ExampleVector.Part {
  /// `plus` less `minus`, the shorter filled up with blanks.
  static func x(
    _ name: String, _ plus: String, _ minus: String, _ coefficient: String, _ layer: Int,
    _ options: String = ""
  ) -> Self {
    Self(
      name: name, plus: plus, minus: minus, coefficient: coefficient, layer: layer,
      options: options)
  }

  /// One text alone.
  static func act(
    _ name: String, _ text: String, _ coefficient: String, _ layer: Int, _ options: String = ""
  ) -> Self {
    Self(
      name: name, plus: text, minus: nil, coefficient: coefficient, layer: layer,
      options: options)
  }
}
