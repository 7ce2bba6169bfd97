import MigrationSim

/// Classes of given patterns, as the parameters of a fit: a_k = ln(n_k/n_idle), then b_k = ln λ_k.
struct CalibrationModel {
  let migration: MeasuredMigration
  let patterns: [WritePattern]

  var parameterCount: Int { 2 * patterns.count }

  /// n_k = N e^(a_k)/(1 + Σ e^(a_j)), λ_k = e^(b_k), each within bounds that no measurement tells.
  func classes(_ parameters: [Double]) -> [ExpectedClass] {
    let odds = patterns.indices.map { naturalExponential(clamped(parameters[$0], 40)) }
    let whole = odds.reduce(1, +)
    return patterns.indices.map { place in
      ExpectedClass(
        pattern: patterns[place], pages: migration.memory * odds[place] / whole,
        rate: naturalExponential(clamped(parameters[patterns.count + place], 25)))
    }
  }

  /// The parameters of some classes.
  func parameters(_ classes: [ExpectedClass]) -> [Double] {
    let taken = classes.reduce(0) { $0 + $1.pages }
    let idle = max(migration.memory - taken, 1e-9 * migration.memory)
    return classes.map { naturalLogarithm(max($0.pages, 1e-9) / idle) }
      + classes.map { naturalLogarithm(max($0.rate, 1e-9)) }
  }

  /// (expected - counted)/σ of each count.
  func residuals(_ parameters: [Double]) -> [Double] {
    let rounds = migration.expected(of: classes(parameters))
    return migration.counts.map { ($0.error(in: rounds)) / $0.deviation }
  }

  func fit(from start: [Double]) -> LeastSquares? {
    LeastSquares(from: start, count: migration.counts.count, residuals)
  }

  private func clamped(_ value: Double, _ bound: Double) -> Double {
    value.isNaN ? 0 : min(max(value, -bound), bound)
  }
}

extension MeasuredMigration.Count {
  fileprivate func error(in rounds: [ExpectedRound]) -> Double { rounds[round][column] - value }
}
