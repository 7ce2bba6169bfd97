/// Holm's correction of the p-values of a family of tests, of which many look at one sample.
///
/// Of m p-values in order p₁ ≤ … ≤ pₘ, the ith becomes max over j ≤ i of min(1, (m - j + 1)pⱼ). To
/// reject what stays at or below α errs anywhere with probability α at most, however the tests
/// depend on each other; it rejects all that Bonferroni's m·p does, and more.
///
/// Source: S. Holm, Scand. J. Stat. 6 (1979) 65. Check value: 0.01, 0.04, 0.03 become 0.03, 0.06,
/// 0.06.
public enum Holm {
  /// The corrected p-values, in the order of the given ones.
  ///
  /// - Parameter p: from 0 to 1 each.
  public static func adjusted(_ p: [Double]) -> [Double] {
    var adjusted = p
    var largest = 0.0
    for (place, index) in p.indices.sorted(by: { p[$0] < p[$1] }).enumerated() {
      largest = max(largest, min(1, Double(p.count - place) * p[index]))
      adjusted[index] = largest
    }
    return adjusted
  }
}
