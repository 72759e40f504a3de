/// What a header says of one tensor; its bytes stay in the file.
public struct TensorEntry: Equatable, Sendable {
  /// The tensor's name, as in `h.0.attn.c_attn.weight`.
  public let name: String
  /// How the elements are stored.
  public let elementType: ElementType
  /// The sizes, outermost first; empty for a scalar.
  public let shape: [Int]
  /// The product of the shape.
  public let elementCount: Int
  /// Where the bytes lie, counted from the start of the file.
  public let byteRange: Range<Int>
}
