/// Short items in columns, read downwards: completion lists, tokens.
struct ItemList {
  var items: [StyledText]

  init(_ items: [StyledText]) {
    self.items = items
  }

  func lines(in layout: Layout) -> [StyledText] {
    guard !items.isEmpty else { return [] }
    let widest = min(layout.width, items.map(\.width).max() ?? 1)
    let gap = 2
    let columns = max(1, (layout.width + gap) / (widest + gap))
    let height = (items.count + columns - 1) / columns
    return (0..<height).map { line in
      let parts = stride(from: line, to: items.count, by: height).map { index in
        Wrapping.truncated(items[index], width: widest, mark: layout.ellipsis)
          .padded(to: widest + gap)
      }
      return parts.joined().trimmed()
    }
  }
}
