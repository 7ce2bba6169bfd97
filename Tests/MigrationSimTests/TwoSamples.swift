import CGSL
import MigrationSim

/// Whether two samples can be of one law: means, variances and histograms held against each other.
///
/// Each test is made at a level of α; with m comparisons of three tests each, α = 1 % / 3m lets all
/// of them pass with 99 % where the laws are the same (Bonferroni).
struct TwoSamples {
  let first: [Double]
  let second: [Double]
  /// What counts as equal: rounding, in the unit of the samples.
  var quantum = 0.0

  private static func moments(_ x: [Double]) -> (mean: Double, variance: Double, fourth: Double) {
    let n = Double(x.count)
    let mean = x.reduce(0, +) / n
    let squares = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let fourth = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) * ($1 - mean) * ($1 - mean) } / n
    return (mean, squares / (n - 1), fourth)
  }

  var means: (Double, Double) { (Self.moments(first).mean, Self.moments(second).mean) }
  var variances: (Double, Double) {
    (Self.moments(first).variance, Self.moments(second).variance)
  }

  private var isOneValue: Bool {
    let all = first + second
    return (all.max() ?? 0) - (all.min() ?? 0) <= quantum
  }

  /// The p-value of equal means, by the normal law of (x̄ - ȳ)/√(s²/n + t²/m).
  func meansAgree() -> Double {
    let (a, b) = (Self.moments(first), Self.moments(second))
    let error = (a.variance / Double(first.count) + b.variance / Double(second.count))
      .squareRoot()
    let difference = max(abs(a.mean - b.mean) - quantum, 0)
    if error == 0 { return difference == 0 ? 1 : 0 }
    return 2 * gsl_cdf_ugaussian_Q(difference / error)
  }

  /// The p-value of equal variances, by the normal law of ln s²/t².
  ///
  /// Its variance is (κ - 1)/n + (λ - 1)/m with the samples' own kurtoses, so that it holds for
  /// laws that are not normal too, as the F-test does not (Layard, JASA 68, 1973, 195-198).
  func variancesAgree() -> Double {
    let (a, b) = (Self.moments(first), Self.moments(second))
    if isOneValue { return 1 }
    // Of a value that hardly ever differs the other two tests tell more.
    guard a.variance > 0 && b.variance > 0 else { return 1 }
    let ofLogarithm =
      (a.fourth / (a.variance * a.variance) - 1) / Double(first.count)
      + (b.fourth / (b.variance * b.variance) - 1) / Double(second.count)
    let difference = abs(naturalLogarithm(a.variance / b.variance))
    return 2 * gsl_cdf_ugaussian_Q(difference / ofLogarithm.squareRoot())
  }

  /// The p-value of one law for both, by Pearson's test over cells of 30 or more of both together.
  func histogramsAgree() -> Double {
    if isOneValue { return 1 }
    let unit = max(quantum, 1e-9)
    let all =
      (first.map { (($0 / unit).rounded(), true) }
      + second.map { (($0 / unit).rounded(), false) }).sorted { $0.0 < $1.0 }
    let cell = max(30, all.count / 20)
    var cells: [(Double, Double)] = []
    var (ofFirst, ofSecond) = (0.0, 0.0)
    for (index, (value, isFirst)) in all.enumerated() {
      if isFirst { ofFirst += 1 } else { ofSecond += 1 }
      let isLastOfItsValue = index + 1 == all.count || all[index + 1].0 > value
      guard isLastOfItsValue && Int(ofFirst + ofSecond) >= cell else { continue }
      cells.append((ofFirst, ofSecond))
      (ofFirst, ofSecond) = (0, 0)
    }
    guard !cells.isEmpty else { return 1 }
    cells[cells.count - 1].0 += ofFirst
    cells[cells.count - 1].1 += ofSecond
    guard cells.count > 1 else { return 1 }
    let share = Double(first.count) / Double(all.count)
    let statistic = cells.reduce(0.0) { sum, cell in
      let expected = (cell.0 + cell.1) * share
      let other = cell.0 + cell.1 - expected
      return sum + (cell.0 - expected) * (cell.0 - expected) / expected
        + (cell.1 - other) * (cell.1 - other) / other
    }
    return gsl_cdf_chisq_Q(statistic, Double(cells.count - 1))
  }
}
