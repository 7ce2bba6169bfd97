import CGSL

/// How many of a number of replications had something in common, with Wilson's interval at 95 %.
///
/// With p = k/n and z = 1.95996: (p + z²/2n ± z·√(p(1 - p)/n + z²/4n²)) / (1 + z²/n). It stays
/// within 0 and 1 and holds for small n and for p near 0 or 1, where p ± z·√(p(1 - p)/n) does not.
///
/// Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209. Check value: 0 of 10 gives 0 to 0.2775.
public struct Proportion: Hashable, Codable, Sendable {
  public let count: Int
  /// Replications counted in.
  public let of: Int
  /// The share, from 0 to 1; zero of zero is zero.
  public let share: Double
  public let interval: ConfidenceInterval

  public init(_ count: Int, of total: Int) {
    precondition(
      count >= 0 && count <= total, "a proportion needs 0 to \(total) successes, not \(count)")
    self.count = count
    self.of = total
    guard total > 0 else {
      share = 0
      interval = ConfidenceInterval(low: 0, high: 1)
      return
    }
    share = Double(count) / Double(total)
    interval = .wilson(share: share, size: Double(total))
  }
}

extension ConfidenceInterval {
  /// Wilson's interval at 95 % for a share of `size` cases; `size` need not be whole.
  static func wilson(share p: Double, size n: Double) -> ConfidenceInterval {
    let z = gsl_cdf_ugaussian_Pinv(0.975)
    let centre = p + z * z / (2 * n)
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    // At the ends the bound is exact; rounding would leave 1e-17 there.
    return ConfidenceInterval(
      low: p == 0 ? 0 : (centre - half) / scale, high: p == 1 ? 1 : (centre + half) / scale)
  }
}
