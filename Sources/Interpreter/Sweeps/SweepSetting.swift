import Steering

/// One setting of all axes, or its control.
struct SweepSetting {
  /// The value on each axis.
  let coordinates: [Double]
  /// What steers.
  let recipe: SteeringRecipe
  /// Which control it is; `nil` for the vector itself.
  var control: SteeringControl?
}
