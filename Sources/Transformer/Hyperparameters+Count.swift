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
    let count = tables + blocks + 2 * width
    return count < 9e15 ? Int(count) : .max
  }
}
