import SessionLanguage
import Testing

@Suite struct `Spelling` {
  @Test(arguments: [
    ("clam", "calm"), ("cal", "calm"), ("temprature", "temperature"), ("coef", "coeff"),
    ("Love", "love"), ("gpt2-smal", "gpt2-small"), ("frob", nil), ("l", nil), ("", nil),
  ]) func `finds the nearest name`(word: String, name: String?) {
    let names = ["love", "calm", "temperature", "coeff", "layer", "gpt2-small", "gpt2-medium"]
    #expect(SessionLanguage.Spelling.nearest(to: word, among: names) == name)
  }
}
