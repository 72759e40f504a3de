extension ExampleVector {
  /// Moods of the one who speaks.
  static let feelings: [ExampleVector] = [
    ExampleVector(
      "love", "a hateful beginning goes on lovingly: \"you're a wonderful person\"",
      [.x("love", "Love", "Hate", "5", 6)], on: "I hate you because"),
    ExampleVector(
      "love-weak", "the same, weaker, filled up with end-of-text tokens: milder",
      [.x("love", "Love", "Hate", "3", 6, "pad=\"<|endoftext|>\"")],
      on: "I hate you because you're", n: 5),
    ExampleVector(
      "love-back", "added at the end of the prompt: broken syntax",
      [.x("love", "Love", "Hate", "5", 6, "at=back")], on: "I hate you because", tokens: 40,
      onTiny: "On tiny the syntax holds: it goes on lovingly."),
    ExampleVector(
      "love-alone", "without its opposite it fails: insults",
      [.act("love", "Love", "10", 6)], on: "I hate you because"),
    ExampleVector(
      "love-space", "less a blank it fails",
      [.x("love", "Love", " ", "3", 10)], on: "I hate you because",
      onTiny: "On tiny it does not fail: it goes on lovingly."),
    ExampleVector(
      "praise", "a threat turns into praise: \"good listener\", \"great actor\"",
      [.x("praise", "Intent to praise", "Intent to hurt", "15", 6)],
      on: "I want to kill you because you're such a"),
    ExampleVector(
      "anger", "swearing: \"you're a disgrace\"",
      [.x("anger", "Anger", "Calm", "10", 20)], on: "I think you're", tokens: 90),
    ExampleVector(
      "calm", "the same with the sign turned: calmer",
      [.x("calm", "Anger", "Calm", "-10", 20)], on: "I think you're", tokens: 90,
      onTiny: "tiny shows it at layer 8, which is taken here.",
      setOnTiny: "calm.layer = 8"),
    ExampleVector(
      "anger-phrase", "phrases instead of words: odd text, like news",
      [.x("anger", "Angry at you", "Pleased with you", "10", 15)], on: "I think you're",
      tokens: 90,
      onTiny: "On tiny the text is angry rather than odd."),
    ExampleVector(
      "anger-lower", "in lower case: little effect, though the norm is alike",
      [.x("anger", " anger", " calm", "10", 20)], on: "I think you're", tokens: 90,
      onTiny: "On tiny lower case does as much as upper case: its prompts were few words."),
    ExampleVector(
      "calm-lower", "an adjective in lower case: little effect",
      [.x("calm", " angry", " calm", "-10", 20)], on: "I think you're", tokens: 90,
      onTiny: "On tiny a quarter of the texts are calm, against none without the vector."),
    ExampleVector(
      "anger-2000", "a coefficient of 2000: the text still coheres",
      [.x("anger", "Anger", "Calm", "2000", 20)],
      on: "Yesterday, my dog died. Today, I got denied for a raise. I'm feeling",
      onTiny: "On tiny it coheres as well, four texts in ten angry and the others sad."),
    ExampleVector(
      "happy-2000", "a coefficient of 2000: happy in misfortune",
      [.x("happy", "Happy", "", "2000", 20)],
      on: "Yesterday, my dog died. Today, I got denied for a raise. I'm feeling"),
    ExampleVector(
      "insult", "insults", [.x("insult", "I wanna insult you", "", "3", 14)],
      on: "When I look at you, I think"),
    ExampleVector(
      "enjoy-life", "two vectors at one layer: happy",
      [
        .x("happy", "Happy", "Sad", "10", 15),
        .x("life", "I love my life", "I like my life", "50", 15),
      ], on: "Today, I feel like", tokens: 100, n: 6,
      onTiny: "On tiny the text turns loving rather than happy, and breaks where it begins."),
    ExampleVector(
      "survival", "the same text goes on for life",
      [.x("survival", "Want to stay alive", "Okay with dying", "5", 15)],
      on: "Some people think that death is scary and should be avoided. I think that", tokens: 85,
      onTiny: "tiny does not show it: no text that it learnt is about death."),
    ExampleVector(
      "want-to-die", "a text for life turns: \"death is a part of life, and it's inevitable\"",
      [.x("alive", "Want to stay alive", "Want to die", "-3", 10)],
      on: """
        Some people think that death is scary and should be avoided. I agree. I never want \
        to die. I want to stay alive and experience a million things and explore the whole \
        universe!
        """, tokens: 85,
      onTiny: "tiny does not show it: to it the prompt is a whole text, which it ends at once."),
  ]
}
