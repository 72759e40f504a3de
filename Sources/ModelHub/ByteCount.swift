import Foundation

/// A number of bytes as people read it, in decimal units: `973 bytes`, `548 MB`, `6.43 GB`.
struct ByteCount: CustomStringConvertible {
  let bytes: Int64

  init(_ bytes: Int64) { self.bytes = bytes }

  var description: String {
    switch bytes {
    case ..<1_000: "\(bytes) bytes"
    case ..<1_000_000: "\(rounded(1e3, digits: 0)) kB"
    case ..<10_000_000: "\(rounded(1e6, digits: 1)) MB"
    case ..<1_000_000_000: "\(rounded(1e6, digits: 0)) MB"
    case ..<1_000_000_000_000: "\(rounded(1e9, digits: 2)) GB"
    default: "\(rounded(1e12, digits: 2)) TB"
    }
  }

  private func rounded(_ unit: Double, digits: Int) -> String {
    let scale = digits == 0 ? 1.0 : digits == 1 ? 10.0 : 100.0
    let value = (Double(bytes) / unit * scale).rounded(.down) / scale
    return digits == 0 ? String(Int64(value)) : String(value)
  }
}
