import BenchKit

/// What a program has cost.
struct Costs {
  var cpu = 0.0
  var setUp = 0.0
  /// Memory that the set-up took, and the peak of all [KiB].
  var kibibytes = (setUp: 0, peak: 0)

  /// The fields that every program prints, and some of its own.
  func json(of tally: Tally) -> String {
    """
    {"migrations": \(tally.migrations), "transfers": \(tally.transfers), "bytes": \(tally.bytes), \
    "simulated_s": \(tally.simulated), "downtime_s": \(tally.downtime), "pings": \(tally.pings), \
    "cpu_s": \(cpu), \
    "setup_cpu_s": \(setUp), "setup_kib": \(kibibytes.setUp), "peak_kib": \(kibibytes.peak), \
    "events": \(tally.events), "hash": "\(String(tally.hash.value, radix: 16))"}
    """
  }
}

extension Tally {
  /// Stops the program where something else was simulated than was asked for; 0 asks for nothing.
  func check(migrations expected: Int) {
    precondition(completed == migrations, "\(migrations - completed) migrations ended otherwise")
    precondition(
      expected == 0 || migrations == expected, "\(migrations) migrations of \(expected)")
    // Those that have much of a link to themselves are done with fewer.
    precondition(
      transfers <= 10 * migrations, "\(transfers) transfers of \(migrations) migrations")
  }
}
