import CGSL

/// Student's distribution, and Fisher's, as comparisons and intervals need them.
enum Student {
  /// GSL's own handler of errors ends the process; these functions answer with a number instead.
  private static let isQuiet: Bool = {
    gsl_set_error_handler_off()
    return true
  }()

  /// The t that is exceeded with the probability `tail`, from 0 to 1, apart from both.
  ///
  /// From the upper tail, since 1 - tail loses its digits where many share the error.
  static func quantile(tail: Double, degreesOfFreedom: Double) -> Double {
    _ = isQuiet
    return gsl_cdf_tdist_Qinv(tail, degreesOfFreedom)
  }

  /// The probability of a t at least as far from zero.
  static func pValue(_ t: Double, degreesOfFreedom: Double) -> Double {
    _ = isQuiet
    return min(1, 2 * gsl_cdf_tdist_Q(abs(t), degreesOfFreedom))
  }

  /// The probability of a ratio of mean squares at least as large.
  static func pValue(ofRatio f: Double, _ numerator: Int, _ denominator: Int) -> Double {
    _ = isQuiet
    return gsl_cdf_fdist_Q(f, Double(numerator), Double(denominator))
  }
}
