import LinearAlgebra
import Models
import Reports
import SessionLanguage

/// Runs `:model`.
struct ModelCommand: Command {
  let form = CommandForm("model")
  let help = CommandHelp(
    .models, ":model", "shows the architecture, the file and the memory of the model",
    examples: [":model"], related: ["load", "models"])

  func run(_ call: Call, in session: Session) throws -> Answer {
    let model = try session.loadedModel(call)
    var budget = session.memoryBudget
    budget.precision = model.network.precision
    let forecast = budget.forecast(model.network.sizes)
    let memory = (resident: ResidentMemory.bytes(), free: budget.free)
    var table = Table(columns: [.init(""), .init("")])
    table.rows = (shape(of: model) + origin(of: model)).map { name, value in
      [StyledText(name, .dim), StyledText(value)]
    }
    func row(_ name: String, _ bytes: Int?) -> [StyledText] {
      [StyledText(name, .dim), StyledText(bytes.map { Figures.bytes($0) } ?? "unknown")]
    }
    table.rows += [
      row("weights in memory", forecast.weightBytes),
      row("context of n=\(budget.sequences / 2) tokens=\(budget.tokens)", forecast.contextBytes),
      row("resident memory", memory.resident), row("free memory", memory.free),
    ]
    return Answer("model", [.table(table)], fields(model, budget, forecast, memory))
  }

  private func shape(of model: LanguageModel) -> [(String, String)] {
    let sizes = model.network.sizes
    return [
      ("name", model.name), ("family", model.network.architecture.name),
      ("blocks", "\(sizes.blocks)"), ("d_model", "\(sizes.width)"),
      ("heads", "\(sizes.heads) of width \(sizes.headWidth)"), ("d_mlp", "\(sizes.hidden)"),
      ("activation", word(sizes.nonlinearity)), ("context", "\(sizes.context) tokens"),
      ("vocabulary", "\(sizes.vocabulary) tokens"),
      ("unembedding", sizes.tiesUnembedding ? "the token embedding again" : "its own"),
      ("parameters", grouped(model.network.parameterCount)),
    ]
  }

  private func origin(of model: LanguageModel) -> [(String, String)] {
    [
      ("dtype", "\(model.network.precision.rawValue) in memory, \(model.storedType) in the file"),
      ("revision", model.revision ?? "none: not from the Hub"),
      ("SHA-256", model.checksum ?? "unknown: a file can no longer be read"),
    ] + model.weightFiles.map { ("file", $0) }
  }

  private func fields(
    _ model: LanguageModel, _ budget: MemoryBudget, _ forecast: MemoryForecast,
    _ memory: (resident: Int?, free: Int?)
  ) -> [JSONValue.Member] {
    let sizes = model.network.sizes
    return [
      .init("model", .string(model.name)),
      .init("family", .string(model.network.architecture.name)),
      .init("layers", .integer(sizes.blocks)), .init("width", .integer(sizes.width)),
      .init("heads", .integer(sizes.heads)), .init("hidden", .integer(sizes.hidden)),
      .init("activation", .string(word(sizes.nonlinearity))),
      .init("context", .integer(sizes.context)), .init("vocabulary", .integer(sizes.vocabulary)),
      .init("tied", .bool(sizes.tiesUnembedding)),
      .init("parameters", .integer(model.network.parameterCount)),
      .init("dtype", .string(model.network.precision.rawValue)),
      .init("stored_dtype", .string(model.storedType)),
      .init("revision", model.revision.json), .init("weights_sha256", model.checksum.json),
      .init("files", model.weightFiles.json),
      .init("weight_bytes", .integer(forecast.weightBytes)),
      .init("context_bytes", .integer(forecast.contextBytes)),
      .init("resident_bytes", memory.resident.json), .init("free_bytes", memory.free.json),
    ]
  }

  /// As `config.json` calls it.
  private func word(_ function: Nonlinearity) -> String {
    switch function {
    case .geluTanh: "gelu_new"
    case .geluErf: "gelu"
    case .relu: "relu"
    case .silu: "silu"
    }
  }

  /// `124 439 808`.
  private func grouped(_ number: Int) -> String {
    var digits = String(number)[...]
    var groups: [Substring] = []
    while !digits.isEmpty {
      groups.insert(digits.suffix(3), at: 0)
      digits = digits.dropLast(3)
    }
    return groups.joined(separator: " ")
  }
}
