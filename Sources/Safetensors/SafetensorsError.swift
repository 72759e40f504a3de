/// Why a checkpoint could not be read or written; the description is a whole sentence.
public enum SafetensorsError: Error, Equatable, CustomStringConvertible {
  /// The file or folder cannot be opened, mapped or read.
  case cannotRead(path: String, reason: String)
  /// The folder holds no weights that can be read.
  case noWeights(folder: String, hint: String)
  /// The header of a safetensors file is damaged.
  case badHeader(path: String, problem: String)
  /// The header says something impossible about one tensor.
  case badTensor(name: String, path: String, problem: String)
  /// The index that tells which shard holds which tensor is damaged.
  case badIndex(path: String, problem: String)
  /// The checkpoint has no tensor of that name.
  case noSuchTensor(name: String)
  /// The tensor's element type cannot be turned into 32-bit floats.
  case unsupportedElementType(name: String, type: String)
  /// The buffer offered for a tensor does not have the tensor's size.
  case wrongElementCount(name: String, expected: Int, offered: Int)
  /// A tensor cannot be written under that name.
  case badName(name: String, problem: String)
  /// The file cannot be written; nothing is left behind.
  case cannotWrite(path: String, reason: String)

  /// One sentence that says what is wrong and, where possible, what to do.
  public var description: String {
    switch self {
    case .cannotRead(let path, let reason): "cannot read \(path): \(reason)"
    case .noWeights(let folder, let hint): "\(folder) holds no model.safetensors; \(hint)"
    case .badHeader(let path, let problem):
      "\(path) is not a valid safetensors file: \(problem)"
    case .badTensor(let name, let path, let problem):
      "\(path) is not a valid safetensors file: tensor \"\(name)\" \(problem)"
    case .badIndex(let path, let problem): "\(path) is not a valid shard index: \(problem)"
    case .noSuchTensor(let name): "the checkpoint has no tensor \"\(name)\""
    case .unsupportedElementType(let name, let type):
      "tensor \"\(name)\" is of type \(type); only F32, F16, BF16 and F64 can be read"
    case .wrongElementCount(let name, let expected, let offered):
      "tensor \"\(name)\" has \(expected) elements, but room was given for \(offered)"
    case .badName(let name, let problem): "cannot write a tensor \"\(name)\": \(problem)"
    case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
    }
  }
}
