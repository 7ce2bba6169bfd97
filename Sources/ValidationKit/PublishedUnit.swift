/// A unit in which somebody published a figure.
public struct PublishedUnit: Hashable, Sendable {
  /// What a unit measures; each has a base in which figures are compared.
  public enum Dimension: String, Hashable, Sendable {
    /// [s]
    case time
    /// [B]
    case data
    /// [B/s]
    case rate
    /// A plain number.
    case count
    /// Yes or no, as 1 or 0.
    case truth
  }

  /// "MiB"; empty for a plain number and for yes or no.
  public let name: String
  public let dimension: Dimension
  /// How much of the base it is.
  public let factor: Double

  /// Pages are of 4096 bytes; a Mibit is what Xen's old senders call a megabit, 2^20 bits.
  static let all: [PublishedUnit] = [
    .init(name: "s", dimension: .time, factor: 1),
    .init(name: "ms", dimension: .time, factor: 1e-3),
    .init(name: "MB", dimension: .data, factor: 1e6),
    .init(name: "MiB", dimension: .data, factor: 0x1p20),
    .init(name: "GB", dimension: .data, factor: 1e9),
    .init(name: "GiB", dimension: .data, factor: 0x1p30),
    .init(name: "kB", dimension: .data, factor: 1e3),
    .init(name: "pages", dimension: .data, factor: 4096),
    .init(name: "Mbit/s", dimension: .rate, factor: 1e6 / 8),
    .init(name: "Mibit/s", dimension: .rate, factor: 0x1p20 / 8),
    .init(name: "MB/s", dimension: .rate, factor: 1e6),
    .init(name: "MiB/s", dimension: .rate, factor: 0x1p20),
    .init(name: "pages/s", dimension: .rate, factor: 4096),
    .init(name: "", dimension: .count, factor: 1),
    .init(name: "", dimension: .truth, factor: 1),
  ]

  /// The names of the units of a dimension.
  static func names(of dimension: Dimension) -> [String] {
    all.filter { $0.dimension == dimension }.map(\.name)
  }
}
