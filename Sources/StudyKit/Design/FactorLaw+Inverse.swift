import CGSL
import MigrationSim
import ScenarioKit

extension FactorLaw {
  /// The value below which a share `u` of all lie; six significant digits, and none more, are kept,
  /// so that what a table shows is what was simulated.
  ///
  /// - Parameter u: From 0 to 1. Where a law has no bounds it is kept a millionth from them.
  func value(at u: Double) -> Double {
    let inner = min(max(u, 1e-6), 1 - 1e-6)
    let value: Double =
      switch shape {
      case .linear(let from, let to): from + u * (to - from)
      case .logarithmic(let from, let to):
        from * naturalExponential(u * naturalLogarithm(to / from))
      case .normal(let mean, let deviation): mean + gsl_cdf_gaussian_Pinv(inner, deviation)
      case .lognormal(let median, let spread):
        gsl_cdf_lognormal_Pinv(inner, naturalLogarithm(median), spread)
      case .triangular(let low, let mode, let high):
        Self.triangular(u, low: low, mode: mode, high: high)
      }
    return isWhole ? value.rounded() : Self.rounded(value)
  }

  /// The inverse of the triangular distribution: √ on either side of the mode.
  private static func triangular(
    _ u: Double, low: Double, mode: Double, high: Double
  ) -> Double {
    let width = high - low
    guard width > 0 else { return low }
    let below = (mode - low) / width
    return u < below
      ? low + (u * width * (mode - low)).squareRoot()
      : high - ((1 - u) * width * (high - mode)).squareRoot()
  }

  /// A level for the value at `u`.
  func level(at u: Double, _ paths: [ValuePath], place: SourcePlace) -> Level {
    Self.level(value(at: u), unit: unit, paths, place: place)
  }

  static func level(
    _ number: Double, unit: String, _ paths: [ValuePath], place: SourcePlace
  ) -> Level {
    let text = UnitNumber(number, unit: unit).text
    let node = SourceNode.scalar(text, isQuoted: false, place)
    return Level(label: text, number: number, settings: paths.map { .init($0, node) })
  }

  /// `value` to six significant digits, read back from its decimal text: the nearest double.
  static func rounded(_ value: Double) -> Double {
    guard value != 0, value.isFinite else { return value }
    // Powers of ten are exact up to 10²²; to multiply with a tenth is not.
    var (scale, divisor) = (1.0, 1.0)
    while abs(value) * scale < 1e5, scale < 1e300 { scale *= 10 }
    while abs(value) / divisor >= 1e6 { divisor *= 10 }
    return (value * scale / divisor).rounded() / scale * divisor
  }
}
