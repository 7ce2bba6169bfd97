import MigrationSim
import Testing

private func lost(
  _ rate: Double, _ layer: SoftwareLayer = .libc, renewed: Double = 0
) -> LostFeature {
  LostFeature(
    feature: .sse42, layer: layer, usesPerSecond: rate, renewalsPerSecond: renewed)
}

/// When the layers die, told one use at a time: the slow twin of the closed form.
private func deaths(
  of features: [LostFeature], _ cases: inout FeatureCases
) -> [SoftwareLayer: Double] {
  func exponential(_ rate: Double) -> Double {
    -Double.logarithm(1 - Double.random(in: 0..<1, using: &cases)) / rate
  }
  var deaths: [SoftwareLayer: Double] = [:]
  for feature in features {
    let use = exponential(feature.usesPerSecond)
    let isRenewed = feature.renewalsPerSecond > 0
    if isRenewed && exponential(feature.renewalsPerSecond) < use { continue }
    deaths[feature.layer] = min(deaths[feature.layer] ?? .infinity, use)
  }
  return deaths
}

extension Double {
  fileprivate static func logarithm(_ x: Double) -> Double { naturalLogarithm(x) }
}

@Suite struct `The outlook on faults` {
  // λ/(λ+μ) (1 − e^(−(λ+μ)t)): 0.4 (1 − 1/e) = 0.252848223531423.
  @Test func `is a race between the first use and a new process`() {
    let outlook = FaultOutlook([lost(2, renewed: 3)])
    #expect(abs(outlook.probability(within: .seconds(0.2)) - 0.252848223531423) < 1e-12)
    // In the long run the race is lost in λ/(λ+μ) of cases.
    #expect(abs(outlook.probability(within: .seconds(1e6)) - 0.4) < 1e-12)
  }

  @Test func `is the plain law where no process ends`() {
    let both = [lost(0.2), lost(0.3)]
    #expect(
      FaultOutlook(both).probability(within: .seconds(2))
        == InstructionFault.probability(within: .seconds(2), of: both))
    // A life of a million years changes nothing that can be seen.
    let almost = FaultOutlook([lost(0.2, renewed: 3e-14), lost(0.3, renewed: 3e-14)])
    #expect(abs(almost.probability(within: .seconds(2)) - 0.632120558828558) < 1e-12)
  }

  // 1 − (1 − 0.4 (1 − 1/e))² = 0.441764...; independent uses.
  @Test func `multiplies over uses that are renewed by themselves`() {
    let one = 0.252848223531423
    let outlook = FaultOutlook([lost(2, renewed: 3), lost(2, .application, renewed: 3)])
    #expect(
      abs(outlook.probability(within: .seconds(0.2)) - (1 - (1 - one) * (1 - one))) < 1e-12)
  }

  // Rates 3 and 1: services die first in 3 of 4 cases, whenever anything does.
  @Test func `leaves out what comes after the machine's crash`() {
    let outlook = FaultOutlook([lost(3), lost(1, .kernel)])
    let quarter = SimDuration.seconds(0.25)
    #expect(
      abs(outlook.probability(of: .servicesDie, within: quarter) - 0.474090419121418) < 1e-12)
    // 1 − e^(−0.25): nothing keeps a kernel from crashing.
    #expect(
      abs(outlook.probability(of: .machineCrashes, within: quarter) - 0.221199216928595) < 1e-12)
    #expect(
      abs(outlook.probability(of: .servicesDie, within: .seconds(1e4)) - 0.75) < 1e-12)
  }

  @Test func `shares out the worst that has come about`() {
    let outlook = FaultOutlook([
      lost(3, renewed: 1), lost(1, .kernel), lost(5, .application, renewed: 0.5),
      lost(0.5, .application),
    ])
    for seconds in [0.01, 0.2, 1, 30] {
      let span = SimDuration.seconds(seconds)
      let worst = FaultConsequence.allCases.reduce(0) {
        $0 + outlook.probability(worst: $1, within: span)
      }
      #expect(abs(worst - outlook.probability(within: span)) < 1e-12)
      #expect(
        abs(
          outlook.probability(atLeast: .processDies, within: span)
            - outlook.probability(within: span)) < 1e-12)
    }
  }

  // 1e-9 uses a second over a second, with a life of a second: λ(1 − 1/e) = 6.321e-10.
  @Test func `keeps its digits where faults are rare`() {
    let rare = FaultOutlook([lost(1e-9, renewed: 1)]).probability(within: .seconds(1))
    #expect(abs(rare - 6.32120558e-10) < 1e-17)
  }

  @Test func `is nothing without loss, and at once`() {
    #expect(FaultOutlook([]).probability(within: .seconds(1e9)) == 0)
    #expect(FaultOutlook([lost(0)]).probability(of: .servicesDie, within: .seconds(1e9)) == 0)
    #expect(FaultOutlook([lost(5)]).probability(of: .machineCrashes, within: .zero) == 0)
    #expect(FaultOutlook([lost(5)]).probability(of: .servicesDie, within: .zero) == 0)
  }

  // 40,000 draws of every use by itself: the standard error of a share is at most 0.0025, and four
  // of them are allowed.
  @Test func `agrees with uses drawn one by one`() {
    var cases = FeatureCases(state: 11)
    let features = [
      lost(1.5, renewed: 1), lost(0.7, renewed: 0.2), lost(0.4, .kernel),
      lost(2, .application, renewed: 2), lost(0.3, .application),
    ]
    let outlook = FaultOutlook(features)
    let (span, draws) = (1.25, 40_000)
    var counts: [FaultConsequence: Int] = [:]
    for _ in 0..<draws {
      let deaths = deaths(of: features, &cases)
      let crash = deaths[.kernel] ?? .infinity
      for (layer, time) in deaths where time <= span && time <= crash {
        counts[layer.consequence, default: 0] += 1
      }
    }
    for consequence in FaultConsequence.allCases {
      let share = Double(counts[consequence] ?? 0) / Double(draws)
      let expected = outlook.probability(of: consequence, within: .seconds(span))
      #expect(abs(share - expected) < 0.01, "\(consequence): \(share), \(expected)")
    }
  }
}
