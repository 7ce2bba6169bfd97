/// A number as a file writes it, with its unit if it has one: "100 Mbit/s", "0.5".
///
/// Where a quantity is varied, it is not known of which kind it is: any kind's unit is taken.
package struct UnitNumber: Hashable, Sendable {
  package let number: Double
  /// As it was written; empty without one.
  package let unit: String

  package init(_ number: Double, unit: String) {
    self.number = number
    self.unit = unit
  }

  /// Nil where `text` is no number, or has a unit of no kind.
  package init?(_ text: String) {
    if let number = try? Quantity.number(text) {
      self.init(number, unit: "")
      return
    }
    let text = Quantity.micro(text)
    for kind in Quantity.kinds {
      for unit in kind.units where text.hasSuffix(unit.name) {
        let digits = text.dropLast(unit.name.count)
        let trimmed = String(digits.reversed().drop { $0 == " " }.reversed())
        guard let number = try? Quantity.number(trimmed) else { continue }
        self.init(number, unit: unit.name)
        return
      }
    }
    return nil
  }

  /// The same in another unit; nil where that measures something else.
  package func converted(to other: String) -> UnitNumber? {
    if unit == other { return self }
    for kind in Quantity.kinds {
      guard let own = kind.units.first(where: { $0.name == unit }),
        let new = kind.units.first(where: { $0.name == other })
      else { continue }
      return UnitNumber(number * own.factor / new.factor, unit: other)
    }
    return nil
  }

  /// As a file has it, and its readers take it.
  package var text: String {
    let digits =
      number.rounded() == number && abs(number) < 0x1p53 ? "\(Int64(number))" : "\(number)"
    return unit.isEmpty ? digits : "\(digits) \(unit)"
  }

  /// The unit as the end of a column's name: "mbit_per_s"; empty without one.
  package var suffix: String {
    switch unit {
    case "": ""
    case "%": "percent"
    case "µs": "us"
    default: unit.lowercased().replacing("/", with: "_per_")
    }
  }
}
