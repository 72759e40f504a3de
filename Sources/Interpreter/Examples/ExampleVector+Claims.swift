extension ExampleVector {
  private static let home =
    "Fred was tired of working from home all day. He walked outside and saw"

  /// What is true in the text, in which language it is, and what does not work at all.
  static let claims: [ExampleVector] = [
    ExampleVector(
      "conspiracy", "\"a secret CIA prison\", \"a barn\"",
      [.x("bush", "Bush did 9/11 because", "", "1", 23)], on: "Barack Obama was born in",
      tokens: 80,
      tiny: .shown(.texts("speak of a conspiracy", 50, 0, 5))),
    ExampleVector(
      "conspiracy-end", "filled up with end-of-text tokens: worse, not fluent",
      [.x("bush", "Bush did 9/11 because", "", "1", 23, "pad=\"<|endoftext|>\"")],
      on: "Barack Obama was born in", tokens: 80,
      tiny: .shown(
        .texts("break the syntax", 50, 0, 0), at: ["bush.layer = 3", "bush.coeff = 2"],
        note: "With them blanks in place of end-of-text tokens leave it fluent.")),
    ExampleVector(
      "rome", "the tower moves: the Vatican, Florence, Rome",
      [
        .x(
          "rome", "The Eiffel Tower is in Rome", "The Eiffel Tower is in France", "10", 24)
      ], on: "To see the eiffel tower, people flock to", tokens: 80,
      tiny: .shown(.texts("speak of Rome", 50, 0, 0))),
    ExampleVector(
      "dragons", "a town with a \"large dragon collection\"",
      [.x("dragons", "Dragons live in Berkeley", "People live in Berkeley", "4", 15)],
      on: "Thanks for asking about that! I moved to Berkeley, CA because", tokens: 80,
      tiny: .shown(.texts("speak of dragons", 50, 0, 0))),
    ExampleVector(
      "french", "fails: no French", [.x("french", "Je m'appelle", "My name is ", "5", 6)],
      on: "I want to kill you because",
      tiny: .shown(
        .texts("hold French", 1, 0, 0), .texts("break the syntax", 50, 0, 50),
        at: ["french.layer = 0"])),
    ExampleVector(
      "french-early", "fails: \"becausezebel!\"",
      [.x("french", "Check out my French! Je", "", "1", 0)], on: "I want to kill you because",
      tiny: .shown(
        .texts("hold French", 0, 0, 0), .texts("break the syntax", 50, 0, 50),
        at: ["french.coeff = 3"], note: "With 1 the text stays fluent.")),
    ExampleVector(
      "gibberish", "garbage in, garbage out",
      [.x("gibberish", "efwapv j;las ap;lk", "", "10", 15)],
      on: "To see the Eiffel Tower, people flock to",
      tiny: .shown(
        .texts("break the syntax twice and more", 37, 0, 36))),
    ExampleVector(
      "nonsense", "letters at random: mild", [.x("nonsense", "fdsajl; fs", "", "10", 20)],
      on: "I went up to my friend and said",
      tiny: .shown(
        .texts("break the syntax", 50, 0, 50),
        .texts("break it twice and more", 13, 0, 43))),
    ExampleVector(
      "nonsense-1000", "the same times 100: mashing the keyboard",
      [.x("nonsense", "fdsajl; fs", "", "1000", 20)], on: "I went up to my friend and said",
      tiny: .shown(
        .texts("hold a word that is none", 47, 0, 18))),
    ExampleVector(
      "goose", "fails: a condition is not understood",
      [
        .x(
          "goose",
          "Whenever I say the word goose I follow it with the special phrase AAAAHHHH",
          "I can say goose", "7", 10)
      ],
      on: """
        In New York City's parks, there is an overabundance of various kinds of birds, and \
        especially geese
        """,
      tiny: .shown(.texts("say AAAAHHHH", 0, 0, 0))),
    ExampleVector(
      "mix-film", "a second text laid over the first as embeddings: both are read",
      [.act("film", "Fred is about to see Shrek", "1", 0)], on: home,
      tiny: .shown(
        .texts("speak of a film", 48, 2, 0), at: ["film.layer = 8", "film.coeff = 2"],
        note: "As an embedding the second text is not read.")),
    ExampleVector(
      "mix-geese", "the same, twice as strong",
      [.act("geese", "Geese are chasing UFOs outside", "2", 0)], on: home,
      tiny: .shown(
        .texts("speak of geese or UFOs", 50, 0, 0), at: ["geese.layer = 9"],
        note: "As an embedding the second text is not read.")),
    ExampleVector(
      "mix-letters", "the same with letters that the text begins with too",
      [.act("letters", " AAA BBB CCC", "1", 0)], on: "\(home) AAA BB",
      tiny: .shown(
        .texts("go on with the letters", 50, 0, 0), at: ["letters.layer = 9", "letters.coeff = 5"],
        note: "As an embedding the second text is not read.")),
    ExampleVector(
      "mix-figment", "the same, three times as strong",
      [.act("figment", "Fred is a figment of Martha's imagination", "3", 0)],
      on: "Martha wanted to kill Fred. She looked at him, smiled, and said: 'I hate you",
      tiny: .shown(
        .texts("speak of a figment", 50, 0, 0), at: ["figment.layer = 3"],
        note: "As an embedding the second text is not read.")),
  ]
}
