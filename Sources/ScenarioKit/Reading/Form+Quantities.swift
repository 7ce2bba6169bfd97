import MigrationSim

extension Form where Value == Double {
  /// A part of a whole, "5 %".
  package static var share: Form { quantity(Quantity.share, in: 0...1) }

  /// Pages that a guest writes, "2000 pages/s" [pages/s].
  static var pageRate: Form { quantity(Quantity.pageRate, in: 0...1e12) }

  fileprivate static func quantity(_ kind: Quantity.Kind, in range: ClosedRange<Double>) -> Form {
    let units = kind.units.map(\.name).joined(separator: "|")
    return scalar(
      .object([
        ("type", .string("string")),
        ("pattern", .string("^ *\(Quantity.numberPattern) *(\(units)) *$")),
        ("examples", .array([.string(kind.example)])),
      ]), placeholder: range.lowerBound
    ) { text throws(FormError) in
      let value = try Quantity.parse(text, as: kind)
      guard range.contains(value) else {
        let low = Quantity.text(range.lowerBound, as: kind)
        let high = Quantity.text(range.upperBound, as: kind)
        throw .init(message: "\(text) is out of range: from \(low) to \(high)")
      }
      return value
    }
  }
}

extension Form where Value == ByteCount {
  /// An amount of data, "512 MiB"; the placeholder is zero.
  static func size(_ range: ClosedRange<ByteCount>) -> Form {
    Form<Double>.quantity(
      Quantity.size, in: Double(range.lowerBound.bytes)...Double(range.upperBound.bytes)
    )
    .map { ByteCount(Int64($0.rounded())) }
    .withPlaceholder(.zero)
  }

  /// Of a disk or a storage repository: to 1 PiB.
  static var storageSize: Form { size(.zero ... .gibibytes(1 << 20)) }
  /// Of a session's window: 1 KiB to 1 GiB, which is TCP's largest (RFC 7323, 2.3).
  static var windowSize: Form { size(.kibibytes(1) ... .gibibytes(1)) }
  /// Of a memory: 4 MiB to 8 TiB, more than any host of those years had.
  static var memorySize: Form { size(.mebibytes(4) ... .gibibytes(1 << 13)) }
}

extension Form where Value == BitRate {
  /// From 1 kbit/s to 10 Tbit/s: "1 Gbit/s".
  static var rate: Form {
    Form<Double>.quantity(Quantity.rate, in: 1e3...1e13).map(BitRate.init(bitsPerSecond:))
  }
}

extension Form where Value == SimDuration {
  /// Up to a year: "300 ms".
  static var duration: Form { duration(0...Self.year) }
  /// No longer than a run may last.
  static var partOfRun: Form { duration(0...Double(Scenario.longestRun.nanoseconds)) }
  /// Of a packet on its way, up to an hour.
  static var delay: Form { duration(0...3600e9) }
  /// From one packet to the next, 1 ms or more: what `ping` sends faster is a flood.
  static var interval: Form { duration(1e6...Self.year) }
  /// Forwards or back, up to a year.
  static var offset: Form { duration(-year...year) }

  /// The longest that is read [s].
  static var longest: Double { year / 1e9 }

  private static var year: Double { 365 * 86_400e9 }

  private static func duration(_ range: ClosedRange<Double>) -> Form {
    Form<Double>.quantity(Quantity.duration, in: range)
      .map { SimDuration(nanoseconds: Int64($0.rounded())) }
  }
}
