import Foundation

/// The list of the files over which large weights are spread.
struct WeightIndex {
  /// The names of the parts, in order.
  let files: [String]

  private struct Contents: Decodable {
    let weight_map: [String: String]
  }

  /// Reads `model.safetensors.index.json`; throws `badIndex` for anything that is no such list.
  init(path: String) throws(ModelHubError) {
    let contents: Contents
    do {
      contents = try JSONDecoder().decode(
        Contents.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw .badIndex(file: path, reason: "it is not JSON with a weight_map")
    }
    files = Set(contents.weight_map.values).sorted()
    guard !files.isEmpty else { throw .badIndex(file: path, reason: "its weight_map is empty") }
    for file in files where !Self.isSafe(file) {
      throw .badIndex(file: path, reason: "it names the file \(file)")
    }
  }

  /// A part lies beside its index: nothing an index says may lead out of the folder.
  private static func isSafe(_ file: String) -> Bool {
    file.hasSuffix(".safetensors") && !file.hasPrefix(".") && file.utf8.count <= 200
      && file.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "/") }
  }
}
