import MigrationSim
import Testing

@testable import ScenarioKit

@Suite struct `A quantity` {
  @Test(arguments: [
    ("1 GiB", 1_073_741_824.0), ("128 MB", 128e6), ("1.5 KiB", 1536), ("10_000 B", 10_000),
    ("2kB", 2000), ("1e3 MiB", 1_048_576_000), ("0 B", 0), ("  4 B ", 4),
  ])
  func `of data is in bytes, decimal or binary`(text: String, bytes: Double) throws {
    #expect(try Quantity.parse(text, as: Quantity.size) == bytes)
  }

  @Test(arguments: [("10 Gbit/s", 1e10), ("125 MB/s", 1e9), ("1 MiB/s", 8_388_608)])
  func `of rate is in bits per second`(text: String, bits: Double) throws {
    #expect(try Quantity.parse(text, as: Quantity.rate) == bits)
  }

  @Test(arguments: [
    ("300 ms", 300e6), ("2 min", 120e9), ("5 µs", 5000), ("5 \u{3BC}s", 5000), ("-2 s", -2e9),
  ])
  func `of time is in nanoseconds`(text: String, nanoseconds: Double) throws {
    #expect(try Quantity.parse(text, as: Quantity.duration) == nanoseconds)
  }

  @Test(arguments: Array(Quantity.kinds.indices))
  func `is read back from its own text`(index: Int) throws {
    let kind = Quantity.kinds[index]
    for unit in kind.units {
      for number in [1.0, 3, 7.5, 999, 1024, 123_456] {
        let value = number * unit.factor
        let text = Quantity.text(value, as: kind)
        let again = try Quantity.parse(text, as: kind)
        #expect(abs(again - value) <= abs(value) * 1e-15, "\(text)")
      }
    }
  }

  @Test(arguments: [
    ("", "is not a size"), ("GiB", "is not a size"), ("nan", "is not a size"),
    ("inf GiB", "is not a size"), ("1__0 B", "is not a size"), ("5", "needs a unit"),
    ("5 s", "is a duration, and a size is wanted"), ("1e999 B", "is too large"),
    ("1,5 GiB", "has a comma"), ("1.2.3 GiB", "is not a size"), ("0x10 B", "no unit"),
    ("٣ B", "is not a size"),
  ])
  func `that is none says why`(text: String, reason: String) {
    do {
      let value = try Quantity.parse(text, as: Quantity.size)
      Issue.record("read as \(value)")
    } catch {
      #expect(error.message.contains(reason))
    }
  }

  @Test(arguments: [
    ("1 Gbps", "1 Gbit/s"), ("1 gbit/s", "1 Gbit/s"), ("1 Mb/s", "1 Mbit/s"),
    ("1 Gbit", "1 Gbit/s"),
  ])
  func `with a unit written otherwise is told the usual one`(text: String, usual: String) {
    #expect {
      try Quantity.parse(text, as: Quantity.rate)
    } throws: { ($0 as? FormError)?.suggestion == usual }
  }
}
