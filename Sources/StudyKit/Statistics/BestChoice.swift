/// Which of several alternatives is best by its mean, with a guarantee.
///
/// With d_ij the mean by which i is worse than j, s its standard error and w_ij = t·s, t being
/// Student's at 1 - α/(k - 1) with the degrees of freedom of the pair: i is a candidate if
/// d_ij ≤ w_ij for all j. With the confidence 1 - α both of the following hold together: the truly
/// best is among the candidates, and the leader is worse than it by at most the margin, the largest
/// d_lj + w_lj over the other candidates j, or zero if all are negative. For both follow from k - 1
/// bounds alone, those of the truly best and each other; so nothing is lost by choosing the leader
/// after having seen the sample.
///
/// Pair by pair the standard error is that of the differences, so what alternatives have in common
/// drops out; between independent samples it is Welch's. Valid where the mean differences are about
/// normal, however they depend on each other (Bonferroni). Without any variance the means are
/// known: all best ones are candidates and the margin is zero.
///
/// Sources: screening: B. L. Nelson, J. Swann, D. Goldsman, W. Song, Oper. Res. 49 (2001) 950;
/// comparisons with the best: J. C. Hsu, Ann. Stat. 12 (1984) 1136, under common random numbers B.
/// L. Nelson, F. J. Matejcik, Manage. Sci. 41 (1995) 1935. Check value: 1, 2, 3 and 2, 2, 5, the
/// smaller the better, pair by pair: d = -1, s = 0.5774, t(0.95; 2) = 2.9200, so both are
/// candidates, and the margin of the first is 0.6859.
public struct BestChoice: Hashable, Codable, Sendable {
  /// The alternative with the best mean of the sample; of several the first.
  public let leader: Int
  /// The alternatives among which the truly best is, with the confidence asked for.
  public let candidates: [Int]
  /// By how much the leader is worse than the truly best at most, in the unit of the response; zero
  /// where it is surely the best.
  public let margin: Double
  /// Observations of each alternative that were looked at; of independent samples, of the smallest.
  public let count: Int

  /// Chooses by the observations of each alternative; nil without any alternative, with fewer than
  /// two observations of one, or with numbers that are not finite.
  ///
  /// - Parameters:
  ///   - samples: of each alternative its observations; of paired ones the first, as many as all
  ///     have.
  ///   - isPaired: whether observations of equal numbers have had the same luck.
  public init?(
    _ samples: [[Double]], smallerIsBetter: Bool, isPaired: Bool, confidence: Double = 0.95
  ) {
    guard let count = samples.map(\.count).min(), count >= 2, confidence > 0, confidence < 1
    else { return nil }
    let samples = isPaired ? samples.map { Array($0.prefix(count)) } : samples
    let moments = samples.map { Moments($0) }
    guard moments.allSatisfy(\.isFinite) else { return nil }
    let sign = smallerIsBetter ? 1.0 : -1.0
    let differences = SampleDifferences(samples, isPaired: isPaired)
    let tail = (1 - confidence) / Double(max(1, samples.count - 1))
    // The best first: whoever is no candidate is ruled out by one of them.
    let order = samples.indices.sorted { sign * moments[$0].mean < sign * moments[$1].mean }
    let leader = order[0]

    func isRuledOut(_ one: Int, by other: Int) -> Bool {
      guard let difference = differences.difference(of: one, from: other) else { return false }
      return sign * difference.mean > difference.halfWidth(tail: tail)
    }
    self.count = count
    self.leader = leader
    candidates = samples.indices.filter { one in
      one == leader || order.allSatisfy { $0 == one || !isRuledOut(one, by: $0) }
    }
    margin = candidates.reduce(0) { margin, other in
      guard other != leader,
        let difference = differences.difference(of: leader, from: other)
      else { return margin }
      return max(margin, sign * difference.mean + difference.halfWidth(tail: tail))
    }
  }
}
