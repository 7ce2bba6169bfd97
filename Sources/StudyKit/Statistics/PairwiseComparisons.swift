/// All pairs among several alternatives compared, with what it costs to look at so many.
///
/// Each pair has its own `PairedComparison`, a p-value corrected over all m pairs after Holm, and
/// Bonferroni's interval at 1 - α/m: all those intervals together cover the true differences with
/// the confidence asked for, however they depend on each other.
///
/// Sources: `Holm`; O. J. Dunn, J. Am. Stat. Assoc. 56 (1961) 52. Check value: of three pairs with
/// ten observations each, t(1 - 0.05/6; 9) = 2.9333 in place of 2.2622.
public struct PairwiseComparisons: Hashable, Codable, Sendable {
  /// Two of the alternatives.
  public struct Pair: Hashable, Codable, Sendable {
    /// Numbered as the samples, from 0; `second` is the greater number.
    public let first: Int
    public let second: Int
    /// The second's mean less the first's.
    public let comparison: PairedComparison
    /// Holm's, over all pairs.
    public let adjustedP: Double
    /// Bonferroni's, over all pairs.
    public let simultaneousInterval: ConfidenceInterval
  }

  /// In the order of the first, then of the second; none of samples with fewer than two
  /// observations or numbers that are not finite.
  public let pairs: [Pair]

  /// - Parameters:
  ///   - samples: of each alternative its observations.
  ///   - isPaired: whether observations of equal numbers have had the same luck.
  public init(_ samples: [[Double]], isPaired: Bool, confidence: Double = 0.95) {
    let means = SampleDifferences(samples, isPaired: isPaired)
    var found: [(first: Int, second: Int, mean: MeanDifference, comparison: PairedComparison)] = []
    for first in samples.indices {
      for second in samples.indices.dropFirst(first + 1) {
        guard let mean = means.difference(of: second, from: first),
          let comparison = PairedComparison(mean, isPaired: isPaired, confidence: confidence)
        else { continue }
        found.append((first, second, mean, comparison))
      }
    }
    let adjusted = Holm.adjusted(found.map(\.comparison.pValue))
    let tail = (1 - confidence) / 2 / Double(max(1, found.count))
    pairs = zip(found, adjusted).map { pair, p in
      Pair(
        first: pair.first, second: pair.second, comparison: pair.comparison, adjustedP: p,
        simultaneousInterval: pair.mean.interval(halfWidth: pair.mean.halfWidth(tail: tail)))
    }
  }
}
