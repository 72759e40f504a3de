extension Hyperparameters {
  /// How many weights such a model has, a tied unembedding counted once.
  public var parameterCount: Int {
    // In floating point, since what a damaged file says may be more than an integer holds.
    let (width, hidden) = (Double(self.width), Double(self.hidden))
    let attention = 4 * width * width + 4 * width
    let feedforward = 2 * width * hidden + hidden + width
    let blocks = Double(blocks) * (attention + feedforward + 4 * width)
    let unembeddings = tiesUnembedding ? 1.0 : 2.0
    let tables = (Double(vocabulary) * unembeddings + Double(context)) * width
    return Self.whole(tables + blocks + 2 * width)
  }

  /// How many of them stand in the matrices of linear maps, the unembedding among them: these alone
  /// can be kept narrower than single floats.
  public var mapWeightCount: Int {
    let (width, hidden) = (Double(self.width), Double(self.hidden))
    let block = 4 * width * width + 2 * width * hidden
    return Self.whole(Double(blocks) * block + Double(vocabulary) * width)
  }

  private static func whole(_ count: Double) -> Int { count < 9e15 ? Int(count) : .max }
}
