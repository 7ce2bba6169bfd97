import CGSL
import MigrationSim

/// How well a fit's logarithms are known, carried over to pages, rates and writes.
///
/// With C the covariance of the parameters times χ²/dof, a function f of them has the variance
/// gᵀCg, g its gradient: for ln n_k, ∂/∂a_j = δ_jk - n_j/N; for ln λ_k, ∂/∂b_k = 1; for ln(λ_k n_k)
/// the sum of both.
struct ParameterUncertainty {
  private let count: Int
  /// n_k/N.
  private let shares: [Double]
  private let covariance: [[Double?]]
  /// χ²/dof; nil without degrees of freedom.
  private let scale: Double?
  /// Student's t at 95 %, on both sides.
  private let factor: Double

  init(_ model: CalibrationModel, _ fit: LeastSquares, degreesOfFreedom: Int) {
    count = model.patterns.count
    shares = model.classes(fit.parameters).map { $0.pages / model.migration.memory }
    covariance = fit.covariance
    let freedom = Double(degreesOfFreedom)
    scale = degreesOfFreedom > 0 ? fit.chiSquared / freedom : nil
    factor = degreesOfFreedom > 0 ? gsl_cdf_tdist_Pinv(0.975, freedom) : .infinity
  }

  /// Gradients of the logarithms of a class's pages, rate and writes.
  func pages(of place: Int) -> [Double] {
    (0..<2 * count).map { $0 < count ? ($0 == place ? 1 : 0) - shares[$0] : 0 }
  }

  func rate(of place: Int) -> [Double] {
    (0..<2 * count).map { $0 == count + place ? 1 : 0 }
  }

  func writes(of place: Int) -> [Double] { zip(pages(of: place), rate(of: place)).map(+) }

  /// A value whose logarithm has that gradient.
  func estimate(_ value: Double, _ gradient: [Double]) -> Calibration.Estimate {
    guard let scale, let variance = covariance(gradient, gradient) else {
      return Calibration.Estimate(value: value, standardError: nil, interval: nil)
    }
    let deviation = (max(0, variance) * scale).squareRoot()
    // Past e^300 nothing is known, and no number would tell more.
    let half = min(factor * deviation, 300)
    return Calibration.Estimate(
      value: value, standardError: value * deviation,
      interval: ConfidenceInterval(
        low: value * naturalExponential(-half), high: value * naturalExponential(half)))
  }

  /// Pairs of pages and rates that are told only together, of classes numbered by `order`.
  func correlations(inOrder order: [Int]) -> [Calibration.Correlation] {
    guard scale != nil else { return [] }
    let named = order.enumerated().flatMap { number, place in
      [
        (name: "pages of class \(number + 1)", gradient: pages(of: place)),
        (name: "rate of class \(number + 1)", gradient: rate(of: place)),
      ]
    }
    return named.indices.flatMap { first in
      named[(first + 1)...].compactMap { second -> Calibration.Correlation? in
        let (a, b) = (named[first].gradient, second.gradient)
        guard let product = covariance(a, b), let one = covariance(a, a),
          let other = covariance(b, b), one > 0, other > 0
        else { return nil }
        let coefficient = product / (one * other).squareRoot()
        guard abs(coefficient) > 0.95 else { return nil }
        return Calibration.Correlation(
          first: named[first].name, second: second.name, coefficient: coefficient)
      }
    }
  }

  /// aᵀCb; nil where it hangs on a parameter of which nothing is known.
  private func covariance(_ a: [Double], _ b: [Double]) -> Double? {
    var sum = 0.0
    for (row, first) in a.enumerated() where abs(first) > 1e-9 {
      for (column, second) in b.enumerated() where abs(second) > 1e-9 {
        guard let entry = covariance[row][column] else { return nil }
        sum += first * second * entry
      }
    }
    return sum
  }
}
