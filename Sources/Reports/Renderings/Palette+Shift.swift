extension Palette {
  /// Red for less and green for more, the ground where nothing changes.
  ///
  /// On a light ground with all colours these are the published ones: linear from #FF8080 over white
  /// to #80FF80. On a dark ground the same runs from dark red over no colour to dark green.
  func shift(_ level: Int) -> String {
    let level = max(-127, min(127, level))
    let size = abs(level)
    switch (depth, theme) {
    case (.full, .light):
      let faded = 255 - size
      return level < 0 ? "30;48;2;255;\(faded);\(faded)" : "30;48;2;\(faded);255;\(faded)"
    case (.full, .dark):
      guard size > 3 else { return "" }
      return level < 0 ? "97;48;2;\(size * 175 / 127);0;0" : "97;48;2;0;\(size * 140 / 127);0"
    case (.many, .light):
      let step = (size * 3 + 63) / 127
      return "30;48;5;\((level < 0 ? [231, 224, 217, 210] : [231, 194, 157, 120])[step])"
    case (.many, .dark):
      let step = (size * 3 + 63) / 127
      guard step > 0 else { return "" }
      return level < 0
        ? "97;48;5;\([52, 88, 124][step - 1])"
        : ["97;48;5;22", "97;48;5;28", "30;48;5;34"][step - 1]
    case (.sixteen, _):
      if size < 21 { return "" }
      return (size < 85 ? "" : "30;")
        + (level < 0 ? "\(size < 85 ? 3 : 4)1" : "\(size < 85 ? 3 : 4)2")
    }
  }

  /// Grey, as published: #E0E0E0 on a light ground.
  var injected: String {
    switch (depth, theme) {
    case (.full, .light): "30;48;2;224;224;224"
    case (.many, .light): "30;48;5;254"
    case (.full, .dark), (.many, .dark): "97;48;5;240"
    case (.sixteen, _): "2"
    }
  }
}
