import CKernels

extension Machine {
  /// How many bytes a second all threads together read from memory, measured now.
  public static var measuredReadSpeed: Double { ck_measure_read_speed() }

  /// How many operations a second the kernels reach where memory is no limit, measured now.
  public static func measuredArithmetic(_ precision: WeightPrecision) -> Double {
    ck_measure_arithmetic(precision.kernel)
  }
}
