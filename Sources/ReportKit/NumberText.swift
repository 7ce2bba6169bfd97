import MigrationSim

/// Numbers as people read them, always with a decimal point and without separators.
enum NumberText {
  /// `value` with a fixed number of decimals, halves rounded away from zero.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
    let scaled = (value * scale).rounded()
    // Past 2^53 a Double has no fraction left to show.
    guard scaled.magnitude < 0x1p53 else { return "\(value)" }
    let digits = String(UInt64(scaled.magnitude))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = scaled < 0 ? "-" : ""
    guard decimals > 0 else { return sign + padded }
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  /// `value` with at most this many decimals, and none that end in zero.
  static func brief(_ value: Double, _ decimals: Int) -> String {
    let text = fixed(value, decimals)
    guard text.contains(".") else { return text }
    let kept = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(kept.reversed())
  }

  /// `value` with this many significant digits, and none behind the point that end in zero.
  static func significant(_ value: Double, _ digits: Int) -> String {
    brief(value, decimals(of: value, digits))
  }

  /// The decimals with which `value` has this many significant digits; none for large numbers.
  static func decimals(of value: Double, _ digits: Int) -> Int {
    var decimals = digits - 1
    var power = 1.0
    while value.magnitude >= 10 * power, decimals > 0 {
      power *= 10
      decimals -= 1
    }
    while value != 0, value.magnitude < power, decimals < 12 {
      power /= 10
      decimals += 1
    }
    return decimals
  }

  /// How often something happens at `rate` [1/s]: "20 times a second", "about every 50 s".
  static func rate(_ rate: Double) -> String {
    if rate > 1 { return "\(brief(rate, 1)) times a second" }
    return rate > 0 ? "about every \(duration(milliseconds: (1000 / rate).rounded()))" : "never"
  }

  /// A span in the unit that suits it: "412 ms", "13.214 s", "4 min 12.5 s".
  static func duration(milliseconds: Double) -> String {
    Wording.duration(milliseconds: milliseconds).text
  }

  /// An amount of data in the binary unit that suits it: "552.4 MiB".
  static func bytes(_ count: Int64) -> String {
    Wording.bytes(ByteCount(count)).text
  }

  /// A count with its noun: "1 page", "2 pages".
  static func count(_ count: Int, _ noun: String, _ ending: String = "s") -> String {
    "\(count) \(noun)" + (count == 1 ? "" : ending)
  }
}
