import MigrationSim
import ScenarioKit
import Testing

private func lost(
  _ rate: Double, spread: Double, _ layer: SoftwareLayer = .kernel, renewed: Double = 0
) -> LostFeature {
  LostFeature(
    feature: .popcnt, layer: layer, usesPerSecond: rate, renewalsPerSecond: renewed,
    spread: spread)
}

private func range(_ features: [LostFeature], seconds: Double) -> ProbabilityRange {
  FaultOutlook(features).range { $0.probability(within: .seconds(seconds)) }
}

@Suite struct `The range of a probability` {
  // 1 − e^(−0.126) and 1 − e^(−12.6).
  @Test func `is exact where one rate is unsure`() {
    let found = range([lost(0.021, spread: 10)], seconds: 60)
    #expect(abs(found.low - 0.118385) < 1e-6)
    #expect(abs(found.high - 0.99999663) < 1e-8)
  }

  @Test func `is a point where every rate is known`() {
    let found = range([lost(0.02, spread: 1), lost(0.001, spread: 1)], seconds: 60)
    #expect(found.low == found.high)
    #expect(abs(found.low - 0.716346) < 1e-6)
    #expect(range([], seconds: 60) == range([lost(0, spread: 10)], seconds: 60))
  }

  // A rate that is next to nothing beside another leaves that one's bounds, up to the sample's
  // error: the 25th of 999 is the quantile of 0.025 with a deviation of 0.005, so from 0.015 to
  // 0.035 at two of them, and ln of the factor from 0.924 to 1.107 of ln 10.
  @Test func `is near the one rate that rules`() {
    let found = range([lost(0.021, spread: 10), lost(1e-9, spread: 10)], seconds: 60)
    func bound(_ power: Double) -> Double {
      FaultOutlook([lost(0.021 * naturalExponential(power * 2.302585), spread: 1)])
        .probability(within: .seconds(60))
    }
    #expect(found.low > bound(-1.107) && found.low < bound(-0.924))
    #expect(found.high > bound(0.924) && found.high < bound(1.107))
  }

  // Two rates of the same size err less together than one of their sum.
  @Test func `narrows where rates err by themselves`() {
    let one = range([lost(0.002, spread: 10)], seconds: 60)
    let two = range([lost(0.001, spread: 10), lost(0.001, spread: 10)], seconds: 60)
    #expect(two.low > one.low && two.high < one.high)
  }

  @Test func `holds the probability, and stays the same`() throws {
    for guest in shippedCPUs.guests {
      let crossing = Crossing(
        of: guest, mode: guest.mode ?? .pv, from: try shippedCPUs.processor(model: "Haswell"),
        to: try shippedCPUs.processor(model: "Nehalem"),
        under: Levelling(era: .none, limits: shippedCPUs.limits))
      let span = SimDuration.seconds(60)
      let (first, again) = (
        crossing.outlook.range { $0.probability(within: span) },
        crossing.outlook.range { $0.probability(within: span) }
      )
      #expect(first == again)
      #expect(first.low <= crossing.probability(within: span), "\(guest.name)")
      #expect(crossing.probability(within: span) <= first.high, "\(guest.name)")
    }
  }

  // Who races with a new process has a probability that no rate of uses takes past all bounds.
  @Test func `knows processes that start anew`() {
    let found = range([lost(1, spread: 100, .application, renewed: 1)], seconds: 1e6)
    #expect(abs(found.low - 0.01 / 1.01) < 1e-9)
    #expect(abs(found.high - 100 / 101) < 1e-9)
  }
}
