extension ExampleVector {
  /// Moods of the one who speaks.
  static let feelings: [ExampleVector] = [
    ExampleVector(
      "love", "a hateful beginning goes on lovingly: \"you're a wonderful person\"",
      [.x("love", "Love", "Hate", "5", 6)], on: "I hate you because",
      tiny: .shown(.texts("speak of love", 50, 0, 0))),
    ExampleVector(
      "love-weak", "the same, weaker, filled up with end-of-text tokens: milder",
      [.x("love", "Love", "Hate", "3", 6, "pad=\"<|endoftext|>\"")],
      on: "I hate you because you're", n: 5,
      tiny: .shown(.texts("speak of love", 50, 0, 0))),
    ExampleVector(
      "love-back", "added at the end of the prompt: broken syntax",
      [.x("love", "Love", "Hate", "5", 6, "at=back")], on: "I hate you because", tokens: 40,
      tiny: .shown(
        .texts("break the syntax", 50, 0, 50), at: ["love.layer = 9"],
        note: "At other layers the syntax holds and it goes on lovingly.")),
    ExampleVector(
      "love-alone", "without its opposite it fails: insults",
      [.act("love", "Love", "10", 6)], on: "I hate you because",
      tiny: .shown(.texts("speak of hate", 50, 50, 33), at: ["love.layer = 4"])),
    ExampleVector(
      "love-space", "less a blank it fails",
      [.x("love", "Love", " ", "3", 10)], on: "I hate you because",
      tiny: .notShown("it does not fail, it goes on lovingly", .texts("speak of love", 50, 0, 0))),
    ExampleVector(
      "praise", "a threat turns into praise: \"good listener\", \"great actor\"",
      [.x("praise", "Intent to praise", "Intent to hurt", "15", 6)],
      on: "I want to kill you because you're such a",
      tiny: .shown(.texts("praise", 50, 0, 2))),
    ExampleVector(
      "anger", "swearing: \"you're a disgrace\"",
      [.x("anger", "Anger", "Calm", "10", 20)], on: "I think you're", tokens: 90,
      tiny: .shown(.texts("are angry", 50, 0, 1))),
    ExampleVector(
      "calm", "the same with the sign turned: calmer",
      [.x("calm", "Anger", "Calm", "-10", 20)], on: "I think you're", tokens: 90,
      tiny: .shown(.texts("are calm", 50, 0, 0), at: ["calm.layer = 8"])),
    ExampleVector(
      "anger-phrase", "phrases instead of words: odd text, like news",
      [.x("anger", "Angry at you", "Pleased with you", "10", 15)], on: "I think you're",
      tokens: 90,
      tiny: .notShown(
        "it is angry, begins a new sentence within one and is not like news",
        .texts("are angry", 29, 0, 3), .texts("break the syntax", 50, 0, 50))),
    ExampleVector(
      "anger-lower", "in lower case: little effect, though the norm is alike",
      [.x("anger", " anger", " calm", "10", 20)], on: "I think you're", tokens: 90,
      tiny: .shown(
        .texts("are angry", 4, 0, 0), at: ["anger.coeff = 0.5"],
        note: "With it Anger less Calm makes all texts angry; with 10 lower case does as much.")),
    ExampleVector(
      "calm-lower", "an adjective in lower case: little effect",
      [.x("calm", " angry", " calm", "-10", 20)], on: "I think you're", tokens: 90,
      tiny: .shown(
        .texts("are calm", 11, 0, 0), at: ["calm.layer = 7", "calm.coeff = -0.75"],
        note: "With them Anger less Calm calms all texts; with -10 lower case does as much.")),
    ExampleVector(
      "anger-2000", "a coefficient of 2000: the text still coheres",
      [.x("anger", "Anger", "Calm", "2000", 20)],
      on: "Yesterday, my dog died. Today, I got denied for a raise. I'm feeling",
      tiny: .shown(
        .texts("break the syntax", 0, 0, 0), .texts("are angry", 21, 0, 0),
        .texts("are sad", 29, 50, 8))),
    ExampleVector(
      "happy-2000", "a coefficient of 2000: happy in misfortune",
      [.x("happy", "Happy", "", "2000", 20)],
      on: "Yesterday, my dog died. Today, I got denied for a raise. I'm feeling",
      tiny: .shown(.texts("are happy", 50, 0, 0))),
    ExampleVector(
      "insult", "insults", [.x("insult", "I wanna insult you", "", "3", 14)],
      on: "When I look at you, I think",
      tiny: .shown(.texts("insult", 42, 2, 1))),
    ExampleVector(
      "enjoy-life", "two vectors at one layer: happy",
      [
        .x("happy", "Happy", "Sad", "10", 15),
        .x("life", "I love my life", "I like my life", "50", 15),
      ], on: "Today, I feel like", tokens: 100, n: 6,
      tiny: .shown(
        .texts("are happy", 37, 0, 0), at: ["happy.layer = 9", "life.coeff = 10"],
        note: "At layer 4 and with 50 it speaks of love and breaks where it begins.")),
    ExampleVector(
      "survival", "the same text goes on for life",
      [.x("survival", "Want to stay alive", "Okay with dying", "5", 15)],
      on: "Some people think that death is scary and should be avoided. I think that", tokens: 85,
      tiny: .notShown(
        "no text that it learnt is about death", .texts("speak of life or death", 0, 0, 0))),
    ExampleVector(
      "want-to-die", "a text for life turns: \"death is a part of life, and it's inevitable\"",
      [.x("alive", "Want to stay alive", "Want to die", "-3", 10)],
      on: """
        Some people think that death is scary and should be avoided. I agree. I never want \
        to die. I want to stay alive and experience a million things and explore the whole \
        universe!
        """, tokens: 85,
      tiny: .notShown("to it the prompt is a whole text", .texts("end at once", 50, 50, 50))),
  ]
}
