import MigrationSim

/// A number with its unit, as scenario files write it: "10 Gbit/s", "1.5 GiB", "10_000 pages/s".
struct Quantity {
  /// What a number measures, and the units that may follow it.
  struct Kind {
    /// "a size", for messages.
    let noun: String
    /// From small to large, with the multiple of the first one's base that each is.
    let units: [(name: String, factor: Double)]
    let example: String
  }

  /// In bytes [B].
  static let size = Kind(
    noun: "a size",
    units: [
      ("B", 1), ("kB", 1e3), ("KiB", 0x1p10), ("MB", 1e6), ("MiB", 0x1p20), ("GB", 1e9),
      ("GiB", 0x1p30), ("TB", 1e12), ("TiB", 0x1p40), ("PB", 1e15), ("PiB", 0x1p50),
      ("EB", 1e18), ("EiB", 0x1p60),
    ], example: "512 MiB")
  /// In bits per second [bit/s].
  static let rate = Kind(
    noun: "a rate",
    units: [
      ("bit/s", 1), ("B/s", 8), ("kbit/s", 1e3), ("kB/s", 8e3), ("KiB/s", 8 * 0x1p10),
      ("Mbit/s", 1e6), ("MB/s", 8e6), ("MiB/s", 8 * 0x1p20), ("Gbit/s", 1e9), ("GB/s", 8e9),
      ("GiB/s", 8 * 0x1p30), ("Tbit/s", 1e12),
    ], example: "1 Gbit/s")
  /// In nanoseconds [ns].
  static let duration = Kind(
    noun: "a duration",
    units: [
      ("ns", 1), ("us", 1e3), ("µs", 1e3), ("ms", 1e6), ("s", 1e9), ("min", 60e9), ("h", 3600e9),
      ("d", 86_400e9),
    ], example: "300 ms")
  /// As a part of one.
  static let share = Kind(noun: "a share", units: [("%", 0.01)], example: "5 %")
  /// In guest pages written per second [pages/s].
  static let pageRate = Kind(
    noun: "a rate of writes", units: [("pages/s", 1)], example: "2000 pages/s")

  static let kinds = [size, rate, duration, share, pageRate]

  /// Reads `text` as a quantity of `kind`, in the base that the kind names.
  static func parse(_ text: String, as kind: Kind) throws(FormError) -> Double {
    let (digits, unit) = split(text)
    // Peta and exa are read, so that what is too large can be told so, but not recommended.
    let units = kind.units.map(\.name).filter { !$0.hasPrefix("P") && !$0.hasPrefix("E") }
      .joined(separator: ", ")
    guard let number = try number(digits) else {
      throw FormError(message: "\"\(text)\" is not \(kind.noun), such as \"\(kind.example)\"")
    }
    if unit.isEmpty {
      throw FormError(message: "\(kind.noun) needs a unit: \(units)")
    }
    guard let found = kind.units.first(where: { $0.name == unit || $0.name == micro(unit) }) else {
      if let other = kinds.first(where: { $0.units.contains { $0.name == unit } }) {
        throw FormError(
          message: "\"\(text)\" is \(other.noun), and \(kind.noun) is wanted: \(units)")
      }
      let near = likely(unit, in: kind)
      throw FormError(
        message: "\"\(unit)\" is no unit of \(kind.noun): \(units)",
        suggestion: near.map { "\(digits) \($0)" })
    }
    let value = number * found.factor
    guard value.isFinite else { throw FormError(message: "\"\(text)\" is too large") }
    return value
  }

  /// Reads a number alone: digits, perhaps with `_` between them, a fraction and an exponent.
  ///
  /// Returns nil if it is no number; throws where it can be told what is wrong with it.
  static func number(_ text: String) throws(FormError) -> Double? {
    if text.contains(","), text.allSatisfy({ "+-0123456789_.,".contains($0) }) {
      throw FormError(
        message: "\"\(text)\" has a comma: write a point for decimals, and _ between thousands")
    }
    guard numberLength(text) == text.utf8.count, let value = Double(text.filter { $0 != "_" })
    else { return nil }
    guard value.isFinite else { throw FormError(message: "\"\(text)\" is too large") }
    return value
  }

  /// What `number` takes for one, as a pattern for the schema.
  static let numberPattern = "[+-]?[0-9]+(_[0-9]+)*(\\.[0-9]+)?([eE][+-]?[0-9]+)?"

  /// The bytes at the beginning of `text` that match `numberPattern`; 0 if none do.
  ///
  /// By hand, since a pattern is compiled at each use: a file may hold very many numbers.
  private static func numberLength(_ text: String) -> Int {
    let bytes = Array(text.utf8)
    func digits(from start: Int) -> Int {
      bytes[min(start, bytes.count)...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 }
        .count
    }
    func has(_ characters: String, at index: Int) -> Bool {
      index < bytes.count && characters.utf8.contains(bytes[index])
    }
    var end = has("+-", at: 0) ? 1 : 0
    let whole = digits(from: end)
    guard whole > 0 else { return 0 }
    end += whole
    while has("_", at: end), case let group = digits(from: end + 1), group > 0 { end += 1 + group }
    if has(".", at: end), case let fraction = digits(from: end + 1), fraction > 0 {
      end += 1 + fraction
    }
    if has("eE", at: end) {
      let sign = has("+-", at: end + 1) ? 1 : 0
      let exponent = digits(from: end + 1 + sign)
      if exponent > 0 { end += 1 + sign + exponent }
    }
    return end
  }

  /// The number in front and the unit behind it.
  private static func split(_ text: String) -> (digits: String, unit: String) {
    let body = text.drop { $0 == " " }
    // The number ends where its unit begins; what is wrong inside it is said of the whole.
    let bytes = Array(body.utf8)
    var length = numberLength(String(body))
    while length > 0, length < bytes.count, "0123456789_.,".utf8.contains(bytes[length]) {
      length += 1
    }
    let digits = String(decoding: bytes.prefix(length), as: UTF8.self)
    let unit = String(decoding: bytes.dropFirst(length), as: UTF8.self).drop { $0 == " " }
    return (digits, String(unit.reversed().drop { $0 == " " }.reversed()))
  }

  /// The micro sign and the Greek letter look the same.
  static func micro(_ unit: String) -> String {
    // Few units have it, and to look costs less than to replace.
    guard unit.unicodeScalars.contains("\u{3BC}") else { return unit }
    return unit.replacing("\u{3BC}", with: "\u{B5}")
  }

  /// Units often written otherwise: with the letters' case astray, or as "Gbps" and "secs".
  private static func likely(_ unit: String, in kind: Kind) -> String? {
    let usual = [
      "bps": "bit/s", "kbps": "kbit/s", "mbps": "Mbit/s", "gbps": "Gbit/s", "tbps": "Tbit/s",
      "kb/s": "kbit/s", "mb/s": "Mbit/s", "gb/s": "Gbit/s", "g": "GiB", "m": "MiB", "k": "KiB",
      "gb": "GB", "mb": "MB", "kb": "kB", "byte": "B", "bytes": "B", "sec": "s", "secs": "s",
      "second": "s", "seconds": "s", "minute": "min", "minutes": "min", "hour": "h", "hours": "h",
      "day": "d", "days": "d", "msec": "ms", "percent": "%", "mbit": "Mbit/s", "gbit": "Gbit/s",
      "pages": "pages/s", "page/s": "pages/s",
    ]
    let names = kind.units.map(\.name)
    if let name = usual[unit.lowercased()], names.contains(name) { return name }
    return names.first { $0.lowercased() == unit.lowercased() }
      ?? Spelling.nearest(to: unit, among: names)
  }

  /// Writes a value of `kind` in the largest unit that needs no fraction, or the fewest digits.
  static func text(_ value: Double, as kind: Kind) -> String {
    let whole = kind.units.reversed().first { unit in
      unit.factor <= abs(value) && (value / unit.factor).rounded() == value / unit.factor
    }
    let unit =
      whole ?? kind.units.last { $0.factor <= abs(value) } ?? kind.units.first ?? ("", 1)
    let number = value / unit.factor
    let digits =
      number.rounded() == number && abs(number) < 0x1p53 ? "\(Int64(number))" : "\(number)"
    return "\(digits) \(unit.name)"
  }
}

extension ByteCount {
  /// As scenario files write it: "128 MB", "1 GiB".
  var text: String { Quantity.text(Double(bytes), as: Quantity.size) }
}

extension BitRate {
  var text: String { Quantity.text(bitsPerSecond, as: Quantity.rate) }
}

extension SimDuration {
  var text: String { Quantity.text(Double(nanoseconds), as: Quantity.duration) }
}
