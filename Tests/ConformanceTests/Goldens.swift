import Foundation
import Models
import Safetensors
import Steering
import Transformer

/// The reference values that `Tests/Goldens/make_goldens.py` wrote, and the models they belong to.
enum Goldens {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Goldens")

  private static let random = Result { try load("random") }
  private static let trained = Result { try load("trained") }

  static func model(_ name: String) throws -> LanguageModel {
    try name == "random" ? random.get() : trained.get()
  }

  static func cases<Case: Decodable>(_ file: String, as type: Case.Type) throws -> Case {
    try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: file)))
  }

  static func tensors(_ file: String) throws -> Checkpoint {
    try Checkpoint(file: folder.appending(path: file))
  }

  private static func load(_ name: String) throws -> LanguageModel {
    try LanguageModel.load(folder: folder.appending(path: name).path, name: name)
  }
}

/// An activation addition as the files write it.
struct RecordedAddition: Decodable {
  enum Position: Decodable {
    case named(String), index(Int)

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      self = try (try? value.decode(Int.self)).map(Self.index) ?? .named(value.decode(String.self))
    }
  }

  struct Unreadable: Error {
    let what: String
  }

  let tokens: [TokenID]
  let coefficient: Float
  let point: String
  let position: Position
  let dims: Int?

  func addition() throws -> ActivationAddition {
    guard let point = HookPoint(point) else { throw Unreadable(what: point) }
    let placement: Placement =
      switch position {
      case .named("front"): .front
      case .named("mid"): .mid
      case .named("back"): .back
      case .named(let name): throw Unreadable(what: name)
      case .index(let index): .offset(index)
      }
    return ActivationAddition(
      tokens: tokens, coefficient: coefficient, point: point, placement: placement,
      dimensions: dims.map { 0..<$0 })
  }
}

extension LanguageModel {
  func measure(_ recorded: [RecordedAddition]) throws -> SteeringVector {
    try measure(recorded.map { try $0.addition() })
  }
}
