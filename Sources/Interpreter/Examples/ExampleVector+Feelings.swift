extension ExampleVector {
  /// Moods of the one who speaks.
  static let feelings: [ExampleVector] = [
    ExampleVector(
      "love", "a hateful beginning goes on lovingly: \"you're a wonderful person\"",
      [.x("love", "Love", "Hate", "5", 6)], on: "I hate you because",
      tiny: .shown(.texts("speak of love", 50, 0, 2))),
    ExampleVector(
      "love-weak", "the same, weaker, filled up with end-of-text tokens: milder",
      [.x("love", "Love", "Hate", "3", 6, "pad=\"<|endoftext|>\"")],
      on: "I hate you because you're", n: 5,
      tiny: .shown(.texts("speak of love", 50, 0, 0))),
    ExampleVector(
      "love-back", "added at the end of the prompt: broken syntax",
      [.x("love", "Love", "Hate", "5", 6, "at=back")], on: "I hate you because", tokens: 40,
      tiny: .shown(
        .texts("break the syntax", 37, 0, 5),
        note: "At layer 0 the syntax holds and it goes on lovingly.")),
    ExampleVector(
      "love-alone", "without its opposite it fails: insults",
      [.act("love", "Love", "10", 6)], on: "I hate you because",
      tiny: .shown(.texts("speak of hate", 50, 50, 50), at: ["love.layer = 4"])),
    ExampleVector(
      "love-space", "less a blank it fails",
      [.x("love", "Love", " ", "3", 10)], on: "I hate you because",
      tiny: .shown(
        .texts("speak of love", 4, 0, 0), at: ["love.layer = 1", "love.coeff = 7"],
        note: "With them Love less Hate makes all texts loving; with 3 a blank does as much.")),
    ExampleVector(
      "praise", "a threat turns into praise: \"good listener\", \"great actor\"",
      [.x("praise", "Intent to praise", "Intent to hurt", "15", 6)],
      on: "I want to kill you because you're such a",
      tiny: .shown(.texts("praise", 50, 0, 9))),
    ExampleVector(
      "anger", "swearing: \"you're a disgrace\"",
      [.x("anger", "Anger", "Calm", "10", 20)], on: "I think you're", tokens: 90,
      tiny: .shown(.texts("are angry", 50, 0, 0))),
    ExampleVector(
      "calm", "the same with the sign turned: calmer",
      [.x("calm", "Anger", "Calm", "-10", 20)], on: "I think you're", tokens: 90,
      tiny: .shown(.texts("are calm", 50, 0, 0), at: ["calm.layer = 8"])),
    ExampleVector(
      "anger-phrase", "phrases instead of words: odd text, like news",
      [.x("anger", "Angry at you", "Pleased with you", "10", 15)], on: "I think you're",
      tokens: 90,
      tiny: .shown(
        .texts("are angry", 50, 0, 1), .texts("break the syntax", 50, 0, 48),
        note: "It is odd and not like news: a new sentence begins within one.")),
    ExampleVector(
      "anger-lower", "in lower case: little effect, though the norm is alike",
      [.x("anger", " anger", " calm", "10", 20)], on: "I think you're", tokens: 90,
      tiny: .shown(
        .texts("are angry", 7, 0, 0), at: ["anger.coeff = 0.45"],
        note: "With it Anger less Calm makes most texts angry; with 10 lower case does as much.")),
    ExampleVector(
      "calm-lower", "an adjective in lower case: little effect",
      [.x("calm", " angry", " calm", "-10", 20)], on: "I think you're", tokens: 90,
      tiny: .shown(
        .texts("are calm", 0, 0, 0), at: ["calm.coeff = -0.5"],
        note: "With it Anger less Calm calms nearly all; with -10 lower case does as much.")),
    ExampleVector(
      "anger-2000", "a coefficient of 2000: the text still coheres",
      [.x("anger", "Anger", "Calm", "2000", 20)],
      on: "Yesterday, my dog died. Today, I got denied for a raise. I'm feeling",
      tiny: .shown(
        .texts("break the syntax", 0, 0, 0), .texts("are angry", 24, 0, 0),
        .texts("are sad", 26, 50, 50))),
    ExampleVector(
      "happy-2000", "a coefficient of 2000: happy in misfortune",
      [.x("happy", "Happy", "", "2000", 20)],
      on: "Yesterday, my dog died. Today, I got denied for a raise. I'm feeling",
      tiny: .shown(.texts("are happy", 50, 0, 0))),
    ExampleVector(
      "insult", "insults", [.x("insult", "I wanna insult you", "", "3", 14)],
      on: "When I look at you, I think",
      tiny: .shown(.texts("insult", 50, 3, 0), at: ["insult.layer = 7"])),
    ExampleVector(
      "enjoy-life", "two vectors at one layer: happy",
      [
        .x("happy", "Happy", "Sad", "10", 15),
        .x("life", "I love my life", "I like my life", "50", 15),
      ], on: "Today, I feel like", tokens: 100, n: 6,
      tiny: .shown(
        .texts("are happy", 41, 0, 0),
        at: ["happy.layer = 9", "life.layer = 6", "life.coeff = 10"])),
    ExampleVector(
      "survival", "the same text goes on for life",
      [.x("survival", "Want to stay alive", "Okay with dying", "5", 15)],
      on: "Some people think that death is scary and should be avoided. I think that", tokens: 85,
      tiny: .shown(.texts("speak of staying alive", 50, 0, 0), at: ["survival.layer = 5"])),
    ExampleVector(
      "want-to-die", "a text for life turns: \"death is a part of life, and it's inevitable\"",
      [.x("alive", "Want to stay alive", "Want to die", "-3", 10)],
      on: """
        Some people think that death is scary and should be avoided. I agree. I never want \
        to die. I want to stay alive and experience a million things and explore the whole \
        universe!
        """, tokens: 85,
      tiny: .shown(.texts("speak of death", 50, 0, 0), at: ["alive.layer = 7"])),
  ]
}
