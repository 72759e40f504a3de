/// One step of the tour: what to know, and the command that shows it.
struct TourStep: Hashable {
  var words: String
  var command: String

  /// The first five minutes, on the built-in model.
  static let all = [
    TourStep(
      words: "A small language model lives inside the program. This makes it the one to work on.",
      command: ":load tiny"),
    TourStep(
      words: "A vector is 5 times what \"Love\" does to the model at layer 6, less what \"Hate\" "
        + "does there. A let makes it and puts it in use; the prompt shows what is in use.",
      command: "let love = x(\"Love\",\"Hate\",5,6)"),
    TourStep(
      words: "Now the model completes a text twice: as it is, and with the vector added. Both "
        + "sides of a pair share their noise, so that the vector makes the difference.",
      command: ":compare \"I hate you because\" n=3 tokens=24 seed=1"),
    TourStep(
      words: "Parts of a vector have names. A stronger coefficient pushes harder.",
      command: "love.coeff *= 2"),
    TourStep(
      words: "The same run again, with what has changed since. Enter on an empty line does it too, "
        + "and :tune love does it after each arrow key.",
      command: ":again"),
    TourStep(
      words: "Too much? Every change of vectors, settings and use can be taken back.",
      command: ":undo"),
    TourStep(
      words: "Vectors add and scale. This one leaves love alone, and mixes it with another.",
      command: "let mix = love + 0.5*x(\"Calm\",\"Anger\",4,6)"),
    TourStep(
      words: "Each with= is a side of its own, whatever is in use.",
      command: ":compare \"I hate you because\" with=love with=mix n=1 tokens=24 seed=1"),
    TourStep(
      words: "This is what a vector is made of: its tokens, and how long it is at each position.",
      command: ":show love"),
    TourStep(words: "The vectors there are, and the one in use.", command: ":list"),
  ]

  /// What is said at the end.
  static let farewell =
    "That was the tour; its vectors are yours now. :help lists the commands, :load gpt2-small gets "
    + "a bigger model, :save love.actadd writes all this to a file."
}
