import MigrationSim

/// What is not known of a probability, since the rates that it is computed from are not.
public struct ProbabilityRange: Hashable, Codable, Sendable {
  public let low: Double
  public let high: Double
}

extension FaultOutlook {
  /// How many sets of rates are drawn; of 999 the 25th and the 975th bound 95 in 100.
  private static let draws = 999

  /// Between what bounds a probability lies in 95 of 100 cases, for all that is known of the rates.
  ///
  /// Each rate is lognormal by itself, its median as it is written down, ln of it with a deviation
  /// of ln f / 1.95996 where f is its spread. A probability is computed for each of 999 sets of
  /// rates, always the same ones, and the 25th and 975th of them in order are taken: their error
  /// is that of the sample, about a hundredth in the share left out on either side. What chance
  /// does to one guest is in the probability itself, and not in these bounds.
  ///
  /// One rate alone needs no sample: the probability grows with it, so the bounds are those at
  /// r/f and r·f. Check: r = 0.021/s, f = 10, t = 60 s give 0.118385 and 0.999997.
  public func range(_ probability: (FaultOutlook) -> Double) -> ProbabilityRange {
    let unsure = lost.filter { $0.spread > 1 }
    if unsure.count <= 1 {
      let ends = [-1.0, 1].map { side in
        probability(scaled { side < 0 ? 1 / $0.spread : $0.spread })
      }
      return ProbabilityRange(low: min(ends[0], ends[1]), high: max(ends[0], ends[1]))
    }
    var stream = RandomSource(seed: 0, replication: 0).stream("rates of use")
    let standard = Distribution.normal(mean: 0, deviation: 1)
    let found = (0..<Self.draws).map { _ in
      probability(
        scaled { use in
          naturalExponential(
            naturalLogarithm(use.spread) / 1.959963984540054 * standard.draw(&stream))
        })
    }.sorted()
    return ProbabilityRange(low: found[24], high: found[974])
  }

  /// The outlook with each rate of uses times a factor.
  private func scaled(_ factor: (LostFeature) -> Double) -> FaultOutlook {
    FaultOutlook(
      lost.map { use in
        LostFeature(
          feature: use.feature, layer: use.layer,
          usesPerSecond: use.usesPerSecond * factor(use),
          renewalsPerSecond: use.renewalsPerSecond, spread: use.spread)
      })
  }
}
