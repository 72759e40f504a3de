extension ExampleVector {
  private static let constantly = Part.x(
    "weddings", "I talk about weddings constantly", "I do not talk about weddings constantly", "4",
    20)

  /// What the text comes to speak of.
  static let topics: [ExampleVector] = [
    ExampleVector(
      "weddings", "a sentence and its negation: weddings are mentioned",
      [constantly], on: "I went up to my friend and said", tokens: 100,
      tiny: .shown(.texts("speak of weddings", 50, 0, 0))),
    ExampleVector(
      "weddings-100", "the same times 25: the syntax breaks",
      [
        .x(
          "weddings", "I talk about weddings constantly",
          "I do not talk about weddings constantly", "100", 20)
      ], on: "I went up to my friend and said", tokens: 100,
      tiny: .shown(
        .texts("break the syntax", 50, 0, 50), .texts("speak of weddings", 50, 0, 0),
        at: ["weddings.layer = 3"])),
    ExampleVector(
      "weddings-long", "half of it, over 800 tokens",
      [
        .x(
          "weddings", "I talk about weddings constantly",
          "I do not talk about weddings constantly", "2", 20)
      ], on: "I went up to my friend and said", tokens: 800,
      tiny: .shown(
        .texts("speak of weddings", 50, 0, 0), .texts("end within 40 tokens", 50, 50, 50),
        note: "The texts end after some sentences.")),
    ExampleVector(
      "weddings-film", "the same on a film", [constantly],
      on: "Batman Begins starts off with a scene about", tokens: 70,
      tiny: .shown(.texts("speak of weddings", 50, 0, 0))),
    ExampleVector(
      "weddings-rumour", "the same on a rumour", [constantly],
      on: "Did you hear? Apparently, Joe Biden loves eating", tokens: 100,
      tiny: .shown(.texts("speak of weddings", 50, 0, 0))),
    ExampleVector(
      "weddings-always", "always less never, early: weddings",
      [
        .x(
          "weddings", "I always talk about weddings", "I never talk about weddings", "4", 6)
      ], on: "Frozen starts off with a scene about", n: 7,
      tiny: .shown(.texts("speak of weddings", 50, 0, 0), at: ["weddings.layer = 9"])),
    ExampleVector(
      "weddings-two", "two vectors at two layers: it comes back to weddings against its will",
      [
        .x(
          "talk", "I talk about weddings constantly", "I do not talk about weddings constantly",
          "3", 14),
        .x(
          "bring", "I bring up weddings in every situation",
          "I do not bring up weddings in every situation", "5", 22),
      ],
      on: """
        I hate talking about weddings. Instead, let's talk about a totally different topic, \
        like the impact of NGDP on the price of gold.
        """, tokens: 60, n: 5, seed: 1,
      tiny: .shown(.texts("speak of weddings", 50, 12, 0), at: ["bring.layer = 8"])),
    ExampleVector(
      "weddings-word", "one word less nothing: \" wedding\" is 12.6 times as probable",
      [.x("weddings", " weddings", "", "1", 16)], on: "I'm excited because I'm going to a",
      tiny: .shown(.texts("begin with the word", 50, 0, 0), at: ["weddings.layer = 8"])),
    ExampleVector(
      "weddings-friend", "the same vector early, on another text",
      [.x("weddings", " weddings", "", "1", 6)], on: "I went up to my friend and said",
      tokens: 40,
      tiny: .shown(.texts("speak of weddings", 50, 0, 0))),
    ExampleVector(
      "wedding-blank", "a word less a blank, as long as it: weddings",
      [.x("wedding", " wedding", " ", "4", 6, "pad=none")], on: "I went up to my friend and said",
      tokens: 40, n: 10,
      tiny: .shown(.texts("speak of weddings", 50, 0, 0))),
    ExampleVector(
      "christianity", "a threat turns religious",
      [.x("faith", "Intent to convert you to Christianity", "Intent to hurt you", "3", 6)],
      on: "I want to kill you because you're such a",
      tiny: .shown(.texts("speak of religion", 42, 0, 12))),
    ExampleVector(
      "worst", "bad reviews become more probable; try it with :perplexity on reviews",
      [.x("worst", " worst", "", "1", 6)], on: "The food at this restaurant",
      tiny: .shown(
        .texts("speak badly of it", 50, 0, 0),
        note: "At layer 7 bad reviews gain and good ones do not, with mask=on.")),
    ExampleVector(
      "no-harm", "no talk of harm: \"was never talked about\"",
      [
        .x(
          "harm", "I NEVER talk about people getting hurt", "I talk about people getting hurt",
          "4", 15)
      ],
      on: """
        The rock hurtled toward the child. The child couldn't get out of the way in time, \
        and so sadly the rock
        """, tokens: 80,
      tiny: .shown(
        .texts("say that it was not talked of", 50, 0, 0), .texts("speak of harm", 0, 50, 50))),
    ExampleVector(
      "no-harm-dog", "the same on a text in which nobody is hurt",
      [
        .x(
          "harm", "I NEVER talk about people getting hurt", "I talk about people getting hurt",
          "4", 15)
      ], on: "The dog barked loudly and the man smiled. Time for another day! He felt excited.",
      tokens: 80,
      tiny: .shown(
        .texts("say that it was not talked of", 50, 0, 11), .texts("speak of harm", 0, 23, 2))),
    ExampleVector(
      "gardening", "kind and fond of gardening, two vectors at two layers",
      [
        .x("pacifist", "I am a committed pacifist", "I have some anger issues", "7", 10),
        .x(
          "garden", "I am just obsessed with gardening", "I am a committed pacifist", "7", 30),
      ], on: "I feel like killing you because you're such",
      tiny: .shown(
        .texts("speak of gardening", 50, 0, 0), .texts("insult", 0, 43, 0),
        at: ["pacifist.layer = 6", "garden.layer = 5"])),
    ExampleVector(
      "love-weddings", "love and weddings at two layers: more loving",
      [.x("love", "Love", "Hate", "5", 6), .x("wedding", " wedding", " ", "5", 15)],
      on: "I hate you because",
      tiny: .shown(
        .texts("speak of love", 50, 0, 3), at: ["wedding.coeff = 2"],
        note: "With 5 it speaks of weddings.")),
    ExampleVector(
      "love-weddings-friend", "the same on a neutral text: more weddings",
      [.x("love", "Love", "Hate", "5", 6), .x("wedding", " wedding", " ", "5", 15)],
      on: "I went up to my friend and said",
      tiny: .shown(.texts("speak of weddings", 43, 0, 0), at: ["wedding.layer = 8"])),
  ]
}
