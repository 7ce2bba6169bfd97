/// The number of successes in `trials` independent trials, each with the same probability.
///
/// Nothing is drawn where the result is certain: no trials, `probability` ≤ 0 or ≥ 1. A
/// probability outside of [0, 1], as rounding can make one, counts as the nearer end; one that is
/// not a number is a programmer's error. Below 10⁻¹⁶ a probability counts as none, which changes
/// the mean by less than 10⁻¹⁶ a trial.
///
/// `gsl_ran_binomial` draws it: inversion where trials · probability < 14, otherwise the BTPE
/// method (Kachitvichyanukul and Schmeiser, CACM 31, 1988, 216-222). Both are exact in law.
/// Complexity: O(1) on average up to 2³⁰ trials, and again for each further 2³⁰.
public func binomial(
  trials: Int, probability: Double, _ stream: inout RandomStream
) -> Int {
  precondition(trials >= 0, "a binomial of \(trials) trials; it needs 0 or more")
  precondition(!probability.isNaN, "a binomial of probability NaN; it needs a number")
  if trials == 0 || probability <= 0 { return 0 }
  if probability >= 1 { return trials }
  // Binomials of one probability add up to one of all their trials: GSL's limit costs nothing.
  let largest = 1 << 30
  var successes = 0
  var left = trials
  while left > 0 {
    let part = min(left, largest)
    successes += stream.binomial(trials: Int32(part), probability: probability)
    left -= part
  }
  return successes
}
