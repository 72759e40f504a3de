import CKernels

extension Machine {
  /// How many bytes a second all threads together read from memory, measured now.
  public static var measuredReadSpeed: Double { ck_measure_read_speed() }

  /// How many operations a second the kernels reach where all they need lies in the first cache,
  /// measured now.
  public static func measuredArithmetic(_ precision: WeightPrecision) -> Double {
    ck_measure_arithmetic(precision.kernel)
  }

  /// How many operations a second products of so many rows of 768 inputs reach at best, with their
  /// weights in the second cache and without waiting for each other, measured now.
  public static func measuredProducts(_ precision: WeightPrecision, rows: Int) -> Double {
    ck_measure_products(precision.kernel, rows)
  }
}
