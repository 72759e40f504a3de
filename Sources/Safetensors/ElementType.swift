/// How a tensor's elements are stored.
public enum ElementType: Equatable, Sendable, CustomStringConvertible {
  /// IEEE single precision, `F32`.
  case float32
  /// IEEE half precision, `F16`.
  case float16
  /// The upper half of a single, `BF16`.
  case bfloat16
  /// IEEE double precision, `F64`.
  case float64
  /// Any other type, by the name in the file: listed, never read.
  case other(String)

  /// The type of that name in a safetensors header, such as `F32`.
  public init(name: String) {
    self =
      switch name {
      case "F32": .float32
      case "F16": .float16
      case "BF16": .bfloat16
      case "F64": .float64
      default: .other(name)
      }
  }

  /// The name in a safetensors header.
  public var description: String {
    switch self {
    case .float32: "F32"
    case .float16: "F16"
    case .bfloat16: "BF16"
    case .float64: "F64"
    case .other(let name): name
    }
  }

  /// Bytes per element; `nil` for types this module does not know.
  public var byteCount: Int? {
    switch self {
    case .float32: 4
    case .float16, .bfloat16: 2
    case .float64: 8
    case .other("BOOL"), .other("U8"), .other("I8"): 1
    case .other("U16"), .other("I16"): 2
    case .other("U32"), .other("I32"): 4
    case .other("U64"), .other("I64"): 8
    case .other: nil
    }
  }
}
