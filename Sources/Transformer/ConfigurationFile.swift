import Foundation
import JSONText
import LinearAlgebra

/// What `config.json` says, before it is believed.
struct ConfigurationFile: Decodable {
  var model_type: String?
  var architectures: [String]?
  var n_layer: Int?
  var n_embd: Int?
  var n_head: Int?
  var n_inner: Int?
  var n_positions: Int?
  var n_ctx: Int?
  var vocab_size: Int?
  var layer_norm_epsilon: Double?
  var activation_function: String?
  var scale_attn_weights: Bool?
  var scale_attn_by_inverse_layer_idx: Bool?
  var add_cross_attention: Bool?
  var tie_word_embeddings: Bool?
  var bos_token_id: Int?
  var eos_token_id: Int?
  var quantization_config: Anything?
  var rope_scaling: Anything?

  /// A value whose presence says enough.
  struct Anything: Decodable {
    init(from decoder: any Decoder) {}
  }
}

extension ModelError: JSONProblem {
  package static func malformed(_ text: String) -> ModelError { .badConfiguration(text) }
}

extension Hyperparameters {
  /// The largest size accepted for any one dimension: far above every model of these families,
  /// far below where products of sizes could overflow.
  private static let largestSize = 1 << 24

  /// Reads a `config.json`: which family it names, and its sizes.
  ///
  /// Throws a `ModelError` for JSON that is none, a family or a switch that is not supported, and
  /// sizes that cannot be.
  public static func read(_ json: Data) throws(ModelError) -> (Architecture, Hyperparameters) {
    let file: ConfigurationFile
    do { file = try JSONDecoder().decode(ConfigurationFile.self, from: json) } catch {
      throw .badConfiguration(explain(error, json))
    }
    try checkKeys(json)
    guard let type = file.model_type else {
      throw .badConfiguration("it names no model_type")
    }
    guard let architecture = Architecture.named(type) else {
      throw .unsupportedFamily(type, supported: Architecture.all.map(\.name))
    }
    if file.add_cross_attention == true { throw .unsupportedFlag("add_cross_attention", "true") }
    if file.quantization_config != nil {
      throw .unsupportedKey("quantization_config", meaning: "its weights stand for others")
    }
    if file.rope_scaling != nil {
      throw .unsupportedKey("rope_scaling", meaning: "its positions are stretched")
    }
    let width = try size(file.n_embd, "n_embd")
    let sizes = Hyperparameters(
      blocks: try size(file.n_layer, "n_layer"), width: width,
      heads: try size(file.n_head, "n_head"),
      hidden: file.n_inner == nil ? 4 * width : try size(file.n_inner, "n_inner"),
      context: try size(file.n_positions ?? file.n_ctx, "n_positions"),
      vocabulary: try size(file.vocab_size, "vocab_size"),
      epsilon: Float(file.layer_norm_epsilon ?? 1e-5),
      nonlinearity: try nonlinearity(file.activation_function ?? "gelu_new"),
      scalesScores: file.scale_attn_weights ?? true,
      scalesScoresByDepth: file.scale_attn_by_inverse_layer_idx ?? false,
      tiesUnembedding: file.tie_word_embeddings ?? true,
      beginningOfText: file.bos_token_id.flatMap { TokenID(exactly: $0) },
      endOfText: file.eos_token_id.flatMap { TokenID(exactly: $0) })
    guard sizes.width.isMultiple(of: sizes.heads) else {
      throw .badConfiguration("n_embd \(sizes.width) is no multiple of n_head \(sizes.heads)")
    }
    guard sizes.epsilon >= 0, sizes.epsilon < 1 else {
      throw .badConfiguration("layer_norm_epsilon must be from 0 to 1, found \(sizes.epsilon)")
    }
    if let end = file.eos_token_id, !(0..<sizes.vocabulary).contains(end) {
      throw .badConfiguration(
        "eos_token_id must be from 0 to \(sizes.vocabulary - 1), found \(end)")
    }
    return (architecture, sizes)
  }

  /// Of a key that is there twice the decoder would silently take one.
  private static func checkKeys(_ json: Data) throws(ModelError) {
    var scanner = JSONScanner<ModelError>(Array(json))
    try scanner.scanObject(refusingRepeatedKeys: true) { (scanner, _) throws(ModelError) in
      try scanner.skipValue()
    }
  }

  private static func size(_ value: Int?, _ name: String) throws(ModelError) -> Int {
    guard let value else { throw .badConfiguration("it has no \(name)") }
    guard value > 0, value <= largestSize else {
      throw .badConfiguration("\(name) must be from 1 to \(largestSize), found \(value)")
    }
    return value
  }

  private static func nonlinearity(_ name: String) throws(ModelError) -> Nonlinearity {
    switch name {
    case "gelu_new", "gelu_pytorch_tanh", "gelu_fast": .geluTanh
    case "gelu": .geluErf
    case "relu": .relu
    case "silu", "swish": .silu
    default: throw .unsupportedFlag("activation_function", name)
    }
  }

  private static func explain(_ error: any Error, _ json: Data) -> String {
    guard let error = error as? DecodingError else { return "it cannot be read: \(error)" }
    switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      let field = context.codingPath.map(\.stringValue).joined(separator: ".")
      return field.isEmpty ? "it is no JSON object" : "\(field) has the wrong type"
    // The decoder says the same of broken JSON and of a number that its field cannot hold.
    case .dataCorrupted where (try? JSONSerialization.jsonObject(with: json)) != nil:
      return "a size in it is not a whole number, or too large"
    default: return "it is not valid JSON"
    }
  }
}
