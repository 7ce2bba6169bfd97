import CGSL

/// A nonlinear least-squares fit: which x makes the sum of the squares of r(x) smallest.
///
/// Levenberg and Marquardt's method in GSL's trust region form, `gsl_multifit_nlinear`, with the
/// Jacobian J from central differences and QR for the linear part. With m residuals, p parameters
/// and residuals in units of their standard deviation, χ² = Σr², and the covariance of x is
/// (JᵀJ)⁻¹, times χ²/(m - p) where the deviations are known only in proportion.
///
/// Source: GSL manual, chapter "Nonlinear Least-Squares Fitting". Check value: r = (a - 1, a - 2,
/// a - 3): a = 2, χ² = 2, (JᵀJ)⁻¹ = 1/3, so a is 2 ± √(1/3).
struct LeastSquares {
  let parameters: [Double]
  let residuals: [Double]
  /// (JᵀJ)⁻¹, row by row; nil in the rows and columns of parameters on which nothing depends.
  let covariance: [[Double?]]
  /// Whether the method came to its end, rather than to its last step.
  let hasConverged: Bool

  var chiSquared: Double { residuals.reduce(0) { $0 + $1 * $1 } }

  /// The residuals, as a C function finds them again: GSL hands a pointer through.
  private final class Residuals {
    let count: Int
    let function: ([Double]) -> [Double]

    init(count: Int, function: @escaping ([Double]) -> [Double]) {
      self.count = count
      self.function = function
    }
  }

  /// Fits from `start` on; nil if there are fewer residuals than parameters.
  ///
  /// - Parameters:
  ///   - count: residuals that `function` gives.
  ///   - function: the residuals at some parameters; one that is not finite counts as very large.
  init?(
    from start: [Double], count: Int, mostSteps: Int = 100,
    _ function: @escaping ([Double]) -> [Double]
  ) {
    guard !start.isEmpty, count >= start.count else { return nil }
    gsl_set_error_handler_off()
    var settings = gsl_multifit_nlinear_default_parameters()
    settings.fdtype = GSL_MULTIFIT_NLINEAR_CTRDIFF
    let size = start.count
    guard
      let work = gsl_multifit_nlinear_alloc(cgsl_trust_region(), &settings, count, size),
      let vector = gsl_vector_alloc(size), let matrix = gsl_matrix_alloc(size, size)
    else { return nil }
    defer {
      gsl_multifit_nlinear_free(work)
      gsl_vector_free(vector)
      gsl_matrix_free(matrix)
    }
    for (index, value) in start.enumerated() { gsl_vector_set(vector, index, value) }
    let residuals = Residuals(count: count, function: function)
    var problem = gsl_multifit_nlinear_fdf()
    problem.n = count
    problem.p = size
    problem.params = Unmanaged.passUnretained(residuals).toOpaque()
    problem.f = { parameters, context, result in
      guard let parameters, let context, let result else { return Int32(GSL_EFAULT) }
      let residuals = Unmanaged<Residuals>.fromOpaque(context).takeUnretainedValue()
      let values = residuals.function(LeastSquares.array(parameters))
      for index in 0..<residuals.count {
        gsl_vector_set(result, index, values[index].isFinite ? values[index] : 1e100)
      }
      return Int32(GSL_SUCCESS)
    }
    var information: Int32 = 0
    let status: Int32 = withExtendedLifetime(residuals) {
      // The workspace keeps a pointer to the problem.
      withUnsafeMutablePointer(to: &problem) { problem in
        let first = gsl_multifit_nlinear_init(vector, problem, work)
        guard first == Int32(GSL_SUCCESS) else { return first }
        return gsl_multifit_nlinear_driver(
          mostSteps, 1e-10, 1e-10, 0, nil, nil, &information, work)
      }
    }
    // No progress means that no step is left that makes the sum smaller.
    hasConverged = status == Int32(GSL_SUCCESS) || status == Int32(GSL_ENOPROG)
    parameters = Self.array(gsl_multifit_nlinear_position(work))
    self.residuals = Self.array(gsl_multifit_nlinear_residual(work))
    gsl_multifit_nlinear_covar(gsl_multifit_nlinear_jac(work), 1e-9, matrix)
    // GSL leaves zeros where a column of the Jacobian depends on the others.
    let isKnown = (0..<size).map { gsl_matrix_get(matrix, $0, $0) > 0 }
    covariance = (0..<size).map { row in
      (0..<size).map { column in
        isKnown[row] && isKnown[column] ? gsl_matrix_get(matrix, row, column) : nil
      }
    }
  }

  private static func array(_ vector: UnsafePointer<gsl_vector>) -> [Double] {
    (0..<vector.pointee.size).map { gsl_vector_get(vector, $0) }
  }
}
