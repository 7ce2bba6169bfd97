import Testing

@testable import ScenarioKit

@Suite struct `A number with a unit` {
  @Test(arguments: [
    ("5", 5, ""), ("-0.5", -0.5, ""), ("1e3", 1000, ""), ("1_000", 1000, ""), ("5 %", 5, "%"),
    ("100 Mbit/s", 100, "Mbit/s"), ("100Mbit/s", 100, "Mbit/s"), ("1.5 GiB", 1.5, "GiB"),
    ("4 B", 4, "B"), ("4 B/s", 4, "B/s"), ("20 min", 20, "min"), ("2 us", 2, "us"),
    ("2 \u{B5}s", 2, "µs"), ("2 \u{3BC}s", 2, "µs"), ("3 d", 3, "d"), ("-7 ms", -7, "ms"),
    ("2000 pages/s", 2000, "pages/s"), ("1e-3 s", 0.001, "s"),
  ])
  func `is read in whatever unit there is`(text: String, number: Double, unit: String) {
    #expect(UnitNumber(text) == UnitNumber(number, unit: unit))
  }

  @Test(arguments: [
    "", " ", "x", "5 Gib", "5 furlongs", "s", "1,5 s", "5 s s", "0x10", "inf", "5 S",
  ])
  func `is not what is none`(text: String) { #expect(UnitNumber(text) == nil) }

  @Test func `is read again as it was written`() {
    for kind in Quantity.kinds {
      for unit in kind.units {
        for number in [1, 0.1, 1500, 1e-7, 123_456, 1e15, 1e17] {
          let one = UnitNumber(number, unit: unit.name)
          #expect(UnitNumber(one.text) == one)
          #expect((try? Quantity.parse(one.text, as: kind)) == number * unit.factor)
        }
      }
    }
  }

  @Test func `becomes another of its kind, and of no other`() {
    #expect(UnitNumber(2, unit: "GiB").converted(to: "MiB") == UnitNumber(2048, unit: "MiB"))
    #expect(UnitNumber(1, unit: "min").converted(to: "ms") == UnitNumber(60_000, unit: "ms"))
    // 8 bits a byte.
    #expect(UnitNumber(1, unit: "MB/s").converted(to: "Mbit/s") == UnitNumber(8, unit: "Mbit/s"))
    #expect(UnitNumber(1, unit: "GiB").converted(to: "Gbit/s") == nil)
    #expect(UnitNumber(1, unit: "").converted(to: "s") == nil)
    #expect(UnitNumber(1, unit: "s").converted(to: "") == nil)
    #expect(UnitNumber(1, unit: "").converted(to: "") == UnitNumber(1, unit: ""))
  }

  @Test(arguments: [
    ("Mbit/s", "mbit_per_s"), ("GiB", "gib"), ("%", "percent"), ("µs", "us"), ("", ""),
    ("pages/s", "pages_per_s"),
  ])
  func `has an end for the names of columns`(unit: String, suffix: String) {
    #expect(UnitNumber(1, unit: unit).suffix == suffix)
  }
}
