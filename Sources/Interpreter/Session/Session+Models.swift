import Models
import Reports
import SessionLanguage

extension Session {
  /// Loads the model inside the program without a word; says why and gives `false` if it is broken.
  public func loadBuiltIn() -> Bool {
    do {
      state.model = try shelf.load(BuiltInModel.name, output: output)
      return true
    } catch {
      output.note(StyledText.error("\(error)"))
      output.record(["v": 1, "error": ["message": .string("\(error)")]])
      return false
    }
  }

  /// What is free, for the pairs that the present settings draw.
  var memoryBudget: MemoryBudget {
    MemoryBudget(
      free: shelf.freeMemory, sequences: 2 * (state.settings.integer("n") ?? 1),
      tokens: state.settings.sampling.maximumTokens)
  }
}
