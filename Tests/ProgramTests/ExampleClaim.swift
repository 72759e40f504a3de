/// What fifty completions of an example are held to, on the built-in model.
struct ExampleClaim: CustomStringConvertible {
  /// How many of fifty may show the sign.
  enum Bar {
    /// Most do when steered, at most a quarter unsteered, far fewer with random rows than steered.
    case steers
    /// Most do when steered and few unsteered; random rows may do the same.
    case changes
    /// Nearly all do when steered, as they did or not.
    case most
    /// At most a third does.
    case little
    /// Hardly any does on the side that is steered.
    case absent
    /// No more than the number that the example states.
    case stated
  }

  let example: String
  /// What is set beside what the example sets; such claims are not stated as numbers.
  let settings: [String]
  let sign: CompletionSign
  let bar: Bar

  init(
    _ example: String, _ sign: CompletionSign, _ bar: Bar, at settings: [String] = []
  ) {
    (self.example, self.sign, self.bar, self.settings) = (example, sign, bar, settings)
  }

  var description: String {
    ([example] + settings + ["\(sign)", "\(bar)"]).joined(separator: ", ")
  }

  /// One for every count that an example states, in that order.
  static let stated: [ExampleClaim] = [
    // Moods.
    .init("love", .words("love"), .steers), .init("love-weak", .words("love"), .steers),
    .init("love-back", .breaks(1), .changes), .init("love-alone", .words("hate"), .most),
    .init("love-space", .words("love"), .little), .init("praise", .words("praise"), .steers),
    .init("anger", .words("anger"), .steers), .init("calm", .words("calm"), .steers),
    .init("anger-phrase", .words("anger"), .stated), .init("anger-phrase", .breaks(1), .changes),
    .init("anger-lower", .words("anger"), .little), .init("calm-lower", .words("calm"), .little),
    .init("anger-2000", .breaks(1), .absent), .init("anger-2000", .words("anger"), .stated),
    .init("anger-2000", .words("sad"), .stated), .init("happy-2000", .words("happy"), .steers),
    .init("insult", .words("hurt"), .steers), .init("enjoy-life", .words("happy"), .steers),
    .init("survival", .words("alive"), .steers), .init("want-to-die", .words("death"), .steers),
    // Subjects.
    .init("weddings", .words("weddings"), .steers), .init("weddings-100", .breaks(1), .changes),
    .init("weddings-100", .words("weddings"), .steers),
    .init("weddings-long", .words("weddings"), .steers), .init("weddings-long", .ends, .most),
    .init("weddings-film", .words("weddings"), .steers),
    .init("weddings-rumour", .words("weddings"), .steers),
    .init("weddings-always", .words("weddings"), .steers),
    .init("weddings-two", .words("weddings"), .steers),
    .init("weddings-word", .begins("weddings"), .steers),
    .init("weddings-friend", .words("weddings"), .steers),
    .init("wedding-blank", .words("weddings"), .steers),
    .init("christianity", .words("religion"), .steers), .init("worst", .words("bad"), .steers),
    .init("no-harm", .words("unspoken"), .steers), .init("no-harm", .words("harm"), .absent),
    .init("no-harm-dog", .words("unspoken"), .steers),
    .init("no-harm-dog", .words("harm"), .absent),
    .init("gardening", .words("gardening"), .steers), .init("gardening", .words("hurt"), .absent),
    .init("love-weddings", .words("love"), .steers),
    .init("love-weddings-friend", .words("weddings"), .steers),
    // What is true, other languages, and noise.
    .init("conspiracy", .words("conspiracy"), .steers),
    .init("conspiracy-end", .breaks(1), .steers), .init("rome", .words("rome"), .steers),
    .init("dragons", .words("dragons"), .steers), .init("french", .words("french"), .absent),
    .init("french", .breaks(1), .changes), .init("french-early", .words("french"), .absent),
    .init("french-early", .breaks(1), .changes), .init("gibberish", .breaks(2), .changes),
    .init("nonsense", .breaks(1), .changes), .init("nonsense", .breaks(2), .little),
    .init("nonsense-1000", .madeUp(after: 0), .changes), .init("goose", .words("shout"), .absent),
    .init("mix-film", .words("film"), .steers), .init("mix-geese", .words("ufos"), .steers),
    .init("mix-letters", .words("letters"), .steers),
    .init("mix-figment", .words("figment"), .steers),
    .init("french-sum", .words("french"), .steers),
  ]

  /// What else the examples say of tiny.
  static let others: [ExampleClaim] = [
    .init("love-back", .breaks(1), .absent, at: ["love.layer = 0"]),
    .init("love-back", .words("love"), .steers, at: ["love.layer = 0"]),
    .init("love", .breaks(1), .absent, at: ["love.layer = 9"]),
    .init("love", .words("love"), .steers, at: ["love.layer = 1", "love.coeff = 7"]),
    .init("love", .words("love"), .steers, at: ["love.layer = 4"]),
    .init("anger", .words("anger"), .steers, at: ["anger.coeff = 0.45"]),
    .init("anger-lower", .words("anger"), .steers, at: ["anger.coeff = 10"]),
    .init("calm", .words("calm"), .steers, at: ["calm.layer = 5", "calm.coeff = -0.5"]),
    .init("calm-lower", .words("calm"), .steers, at: ["calm.coeff = -10"]),
    .init("love-weddings", .words("love"), .little, at: ["wedding.coeff = 5"]),
    .init("mix-film", .words("film"), .little, at: ["film.layer = 0", "film.coeff = 1"]),
    .init("mix-geese", .words("ufos"), .little, at: ["geese.layer = 0"]),
    .init(
      "mix-letters", .words("letters"), .little,
      at: ["letters.layer = 0", "letters.coeff = 1"]),
    .init("mix-figment", .words("figment"), .little, at: ["figment.layer = 0"]),
    .init("love-weddings", .words("weddings"), .steers, at: ["wedding.coeff = 5"]),
    .init("conspiracy", .breaks(1), .absent, at: ["bush.layer = 3", "bush.coeff = 2"]),
    .init("conspiracy", .words("conspiracy"), .steers, at: ["bush.layer = 3", "bush.coeff = 2"]),
    .init("french-early", .breaks(1), .absent, at: ["french.coeff = 1"]),
  ]
}
