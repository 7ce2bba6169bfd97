import Foundation
import MigrationSim
import Testing

@Suite struct `The laws of pre-copy` {
  // One class swept at D pages/s over a link of B pages/s, never saturated: V_i = V (D/B)^i and
  // T = V/B · (1 - r^6)/(1 - r) for five live passes and the last one (Clark 2005; Liu 2011).
  @Test func `rounds shrink geometrically while the dirty rate is below the link's`() {
    let pages = 100_000
    let ratio = 0.3
    var lone = LoneMigration(
      policy: .xen,
      classes: [
        PageClass(
          name: "swept", pages: pages, pattern: .sequential, writesPerSecond: ratio * 20_000)
      ], pagesPerSecond: 20_000)
    let end = lone.run()
    for (index, round) in lone.migration.rounds.enumerated() {
      let expected = Double(pages) * pow(ratio, Double(index))
      #expect(abs(Double(round.pagesSent) - expected) <= 1 + expected * 1e-3)
    }
    let time = Double(pages) / 20_000 * (1 - pow(ratio, 6)) / (1 - ratio)
    #expect(abs(end.seconds / time - 1) < 1e-3)
  }

  // Pages still clean when their batch comes up are sent: dS = e^(-λt) dp and dS = B dt give
  // a pass over N pages that lasts ln(1 + λN/B)/λ and sends B times that.
  @Test(arguments: [0.1, 0.5, 2.0])
  func `a pass that skips re-dirtied pages lasts a logarithm`(lambda: Double) {
    let pages = 200_000
    let rate = 40_000.0
    var lone = LoneMigration(
      policy: StopPolicy(
        name: "one pass", maximumPasses: 1, threshold: 0, selection: .clean),
      classes: [
        PageClass(
          name: "hot", pages: pages, pattern: .random, writesPerSecond: lambda * Double(pages))
      ], pagesPerSecond: rate)
    lone.run()
    let expected = log(1 + lambda * Double(pages) / rate) / lambda
    let round = lone.migration.rounds[0]
    // 200 batches and more: each decides at its start, which shortens the pass by half a batch's
    // worth of dirtying at the most, below one part in a hundred.
    #expect(abs(round.duration.seconds / expected - 1) < 0.01)
    #expect(round.pagesSent + round.pagesSkipped == pages)
  }

  // V/R ≤ T ≤ (passes + 1) V/R for any workload (Akoush et al. 2010, bounds).
  @Test(arguments: [0.0, 500, 5_000, 50_000, 500_000])
  func `total time lies between one memory's worth and one for each pass`(writes: Double) {
    let pages = 50_000
    var lone = LoneMigration(
      policy: .xen,
      classes: [
        PageClass(name: "all", pages: pages, pattern: .random, writesPerSecond: writes)
      ], pagesPerSecond: 25_000)
    let end = lone.run().seconds
    let once = Double(pages) / 25_000
    #expect(end >= once * 0.999)
    #expect(end <= 6 * once * 1.001)
  }

  // What is sent is what was taken: 16 B a batch, 8 B a pfn, 4096 B a page.
  @Test func `bytes on the wire follow from the pages of each pass`() {
    var lone = LoneMigration(
      policy: .xen,
      classes: [PageClass(name: "all", pages: 5_000, pattern: .random, writesPerSecond: 2_000)],
      pagesPerSecond: 25_000)
    lone.run()
    for round in lone.migration.rounds {
      #expect(round.bytes == WireFormat.xen.bytes(pages: round.pagesSent))
    }
    #expect(WireFormat.xen.bytes(pages: 1024).bytes == 4_202_512)
  }
}
