/// A short name that stands for a repository on the Hub.
public struct ModelAlias: Sendable, Hashable {
  /// What a person types, for example `gpt2-small`.
  public let name: String
  /// The repository it stands for, for example `openai-community/gpt2`.
  public let repository: String
  /// Roughly how many bytes its weights take, for help texts; a download asks the Hub.
  public let approximateBytes: Int64
  /// How many blocks it has.
  public let layers: Int

  /// The GPT-2 family, smallest first; `gpt2` and `gpt2-small` are the same model.
  public static let all: [ModelAlias] = [
    ModelAlias(
      name: "gpt2", repository: "openai-community/gpt2", approximateBytes: 548_000_000, layers: 12),
    ModelAlias(
      name: "gpt2-small", repository: "openai-community/gpt2", approximateBytes: 548_000_000,
      layers: 12),
    ModelAlias(
      name: "gpt2-medium", repository: "openai-community/gpt2-medium",
      approximateBytes: 1_520_000_000, layers: 24),
    ModelAlias(
      name: "gpt2-large", repository: "openai-community/gpt2-large",
      approximateBytes: 3_247_000_000, layers: 36),
    ModelAlias(
      name: "gpt2-xl", repository: "openai-community/gpt2-xl", approximateBytes: 6_432_000_000,
      layers: 48),
    ModelAlias(
      name: "distilgpt2", repository: "distilbert/distilgpt2", approximateBytes: 353_000_000,
      layers: 6),
  ]

  /// One name for each model.
  public static let listed = all.filter { $0.name != "gpt2" }
}
