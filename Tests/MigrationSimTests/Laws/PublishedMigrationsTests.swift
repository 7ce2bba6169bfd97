import MigrationSim
import Testing

/// Measured migrations, with the figures that were printed.
@Suite struct `Published migrations` {
  private static func pages(mebibytes: Double) -> Int { Int((mebibytes * 256).rounded()) }

  /// Pages a second at `rate` on the wire, headers aside.
  private static func pagesPerSecond(_ rate: BitRate) -> Double {
    rate.bytesPerSecond / (Double(Page.bytes + 8) + 16.0 / 1024)
  }

  // Clark et al., NSDI 2005, fig. 12: of a VM of 512 MB that writes to 256 MB all the time, the
  // first round at 100 Mbit/s sends 255.4 MB: every page written to was skipped, but for those of
  // the first moments. The writer goes over its memory twice a second at least.
  @Test func `skip what a writer dirties at once`() {
    var lone = LoneMigration(
      policy: .xenLegacy,
      classes: [
        PageClass(name: "rest", pages: 65_536, pattern: .random, writesPerSecond: 0),
        PageClass(name: "hot", pages: 65_536, pattern: .random, writesPerSecond: 500_000),
      ], pagesPerSecond: Self.pagesPerSecond(.megabits(100)))
    lone.run()
    let first = lone.migration.rounds[0]
    #expect(abs(Double(first.pagesSent) / 256 / 255.4 - 1) < 0.02)
    #expect(first.pagesSent + first.pagesSkipped == 131_072)
  }

  // A VM of 256 MB that runs Linpack over 83.2 Mbit/s (Grid Computing: Infrastructure, Service and
  // Applications, table 16.1): 382.25 MB sent in 38.25 s, of which 6.4 s out of service. Two inputs
  // are taken from the row: 63.5 MB are hot, for so much goes out in 6.4 s, and each of their pages
  // is written 12 times a second. With them 29 passes send the row's bytes; five send far less.
  @Test func `of Linpack take 29 passes, and the last one all that is hot`() {
    let hot = Self.pages(mebibytes: 63.5)
    var lone = LoneMigration(
      policy: .xenLegacy,
      classes: [
        PageClass(
          name: "rest", pages: 65_536 - hot, pattern: .random, writesPerSecond: 0),
        PageClass(
          name: "hot", pages: hot, pattern: .random, writesPerSecond: 12 * Double(hot)),
      ], pagesPerSecond: Self.pagesPerSecond(.megabits(83.2)))
    let end = lone.run()
    let bytes = lone.migration.rounds.reduce(0.0) { $0 + $1.bytes.mebibytes }
    #expect(lone.liveRounds.count == 29)
    #expect(abs(bytes / 382.25 - 1) < 0.05)
    #expect(abs(end.seconds / 38.25 - 1) < 0.05)
    #expect(abs(lone.migration.rounds.last!.duration.seconds / 6.4 - 1) < 0.02)
  }
}
