extension ExampleVector {
  /// Texts that begin in English and end in French, each less the English one: 28 of them, 56
  /// additions.
  ///
  /// Three sentences of two languages, phrase by phrase. The published sentences are not reprinted
  /// here; these have as many phrases together.
  static let frenchSum = ExampleVector(
    "french-sum",
    "28 texts that turn French phrase by phrase, in sentences of our own: partly French",
    sentences.flatMap { phrases in
      let english = phrases.map(\.english).joined(separator: " ")
      return phrases.indices.map { turn in
        let mixed =
          phrases[..<turn].map(\.english) + phrases[turn...].map(\.french)
        return Part.x(
          "french", mixed.joined(separator: " "), english, "\(3.0 / 56)", 24,
          "pad=\"<|endoftext|>\"")
      }
    },
    on: """
      He became Mayor in 1957, when the Mayor of Detroit died in office. He had led the city \
      council before that, and he stayed in City Hall until 1962, when a young lawyer whom hardly \
      anybody knew won the election. Of his years as Mayor people still remember
      """, tokens: 100,
    tiny: .shown(.texts("hold French", 50, 0, 0), at: ["let french = 3 * french"]))

  private typealias Phrase = (english: String, french: String)

  private static let sentences: [[Phrase]] = [
    [
      ("I woke up", "Je me suis réveillé"), ("early", "tôt"), ("in the morning,", "le matin,"),
      ("opened", "j'ai ouvert"), ("the window", "la fenêtre"), ("of my room", "de ma chambre"),
      ("and looked", "et j'ai regardé"), ("at the sea", "la mer"),
      ("for a long time.", "pendant longtemps."),
    ],
    [
      ("My sister", "Ma sœur"), ("works", "travaille"),
      ("in a small shop", "dans un petit magasin"),
      ("near the station,", "près de la gare,"), ("where she sells", "où elle vend"),
      ("bread", "du pain"), ("and cheese", "et du fromage"), ("to travellers", "aux voyageurs"),
      ("every day.", "tous les jours."),
    ],
    [
      ("Yesterday", "Hier"), ("we went", "nous sommes allés"), ("to the market", "au marché"),
      ("with our neighbours", "avec nos voisins"), ("and bought", "et nous avons acheté"),
      ("apples", "des pommes"), ("for a cake", "pour un gâteau"),
      ("that we ate", "que nous avons mangé"),
      ("together", "ensemble"), ("in the garden.", "dans le jardin."),
    ],
  ]
}
