import Foundation
import MigrationSim
import Testing

@testable import StudyKit

@Suite struct `A calibration` {
  @Test func explore() throws {
    func show(_ n: String, _ m: MeasuredMigration, classes: Int? = nil, pattern: WritePattern? = nil) {
      do {
        let t = Date()
        let c = try Calibration(fitting: m, classes: classes, pattern: pattern)
        print("==", n, "chi2", c.chiSquared, "dof", c.degreesOfFreedom, "R2", c.rSquared ?? -1, "conv", c.hasConverged, "took", Date().timeIntervalSince(t))
        for k in c.classes { print(k.expected, k.pages, k.rate, k.writes) }
        for r in c.residuals { print(r.round, r.column, r.measured, r.fitted, r.relative ?? 0, r.isCounted) }
        for r in c.candidates { print(r) }
        for r in c.correlations { print(r) }
      } catch { print("==", n, error) }
    }
    let mib = 256.0
    let clark = MeasuredMigration([
      MeasuredRound(number: 1, duration: 20.44, sent: 255.4*mib),
      MeasuredRound(number: 2, duration: 2.271, sent: 44*mib),
      MeasuredRound(number: 3, duration: 1.898, sent: 116*mib),
      MeasuredRound(number: 4, isLive: false, duration: 3.522, sent: 222.5*mib)], memory: 131072, sender: .skip)
    show("clark seq", clark, pattern: .sequential)
    show("clark auto", clark)
    show("clark seq1", clark, classes: 1, pattern: .sequential)
    let xend = MeasuredMigration([
      MeasuredRound(number: 1, duration: 1.702, sent: 28847, skipped: 3921, dirtied: 6036),
      MeasuredRound(number: 2, duration: 0.201, sent: 3462, skipped: 2574, dirtied: 3766),
      MeasuredRound(number: 3, duration: 0.178, sent: 2701, skipped: 1065, dirtied: 3447)], memory: 32768)
    show("xend", xend)
    for n in 1...2 { for pt in [WritePattern.sequential, .random, nil] { show("xend \(n) \(pt)", xend, classes: n, pattern: pt) } }
    return;for seed in 1...2 {
      show("engine 1 seq", EngineRounds.measured([PageClass(name: "i", pages: 100_000, pattern: .random, writesPerSecond: 0), PageClass(name: "h", pages: 31_072, pattern: .sequential, writesPerSecond: 12_000)], pagesPerSecond: [25000, 25000, 40000, 60000, 60000], sender: .skip, seed: UInt64(seed)))
      show("engine 2 random", EngineRounds.measured([PageClass(name: "i", pages: 100_000, pattern: .random, writesPerSecond: 0), PageClass(name: "h", pages: 8_000, pattern: .random, writesPerSecond: 24_000), PageClass(name: "s", pages: 23_072, pattern: .random, writesPerSecond: 5000)], pagesPerSecond: [25000, 25000, 25000, 25000, 25000, 25000, 25000], sender: .skip, seed: UInt64(seed)))
      show("engine 1 plain", EngineRounds.measured([PageClass(name: "i", pages: 100_000, pattern: .random, writesPerSecond: 0), PageClass(name: "h", pages: 31_072, pattern: .random, writesPerSecond: 12_000)], pagesPerSecond: [25000, 25000, 25000,25000,25000], sender: .plain, seed: UInt64(seed)))
    }
    show("exact", EngineRounds.expected([ExpectedClass(pattern: .sequential, pages: 5000, rate: 2), ExpectedClass(pattern: .random, pages: 20000, rate: 0.3)], memory: 100000, pagesPerSecond: [20000,20000,25000,30000,30000], sender: .skip))
  }
}
