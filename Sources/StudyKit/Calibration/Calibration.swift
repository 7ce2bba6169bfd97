import CGSL
import MigrationSim

/// The page classes that explain the rounds of a measured migration best.
///
/// Of K classes with n_k pages, written λ_k times a second each, and the rest of the memory idle,
/// ``MeasuredMigration/expected(of:)`` tells what each round is expected to send, skip and find
/// dirty; the sum of squares χ² = Σ((expected - counted)/σ)² over the counts is made smallest.
/// Parameters are ln(n_k/n_idle) and ln λ_k, so that pages and rates stay positive and the classes
/// within the memory.
///
/// Standard errors are √(covariance · χ²/dof); intervals are Student's at 95 % in the logarithm,
/// value · e^(±t·s), dof = counts - 2K. They are too small where all counts but a few are free of
/// luck, as those of a sweep are.
///
/// How many classes there are, and which of them are swept, is chosen by the smallest
/// AICc = χ² + 2p + 2p(p + 1)/(m - p - 1), p = 2K parameters, m counts: the corrected information
/// criterion of Hurvich and Tsai (Biometrika 76, 1989, 297) for deviations that are known. Another
/// class is tried as long as the one before made it smaller; one of less than a thousandth of the
/// memory is not believed.
///
/// Valid where the guest goes on writing as it did, pages of a class lie mixed over the memory, and
/// the counts are those of expected values; check values in Tests/StudyKitTests.
public struct Calibration: Sendable {
  /// A fitted number with what is known of it.
  public struct Estimate: Hashable, Codable, Sendable {
    public let value: Double
    /// Absent where the counts do not tell, or there are no more of them than parameters.
    public let standardError: Double?
    public let interval: ConfidenceInterval?

    /// Whether the counts tell it at all: false where the interval spans more than a factor of 10.
    public var isIdentified: Bool {
      guard let interval, interval.low > 0 else { return false }
      return interval.high / interval.low <= 10
    }
  }

  public struct FittedClass: Hashable, Sendable {
    public let expected: ExpectedClass
    /// [pages].
    public let pages: Estimate
    /// Writes to each page [1/s].
    public let rate: Estimate
    /// Writes to the class [pages/s].
    public let writes: Estimate
  }

  /// Two logarithms of parameters that the counts tell only together.
  public struct Correlation: Hashable, Codable, Sendable {
    public let first: String
    public let second: String
    public let coefficient: Double
  }

  /// A number of classes that was tried.
  public struct Candidate: Hashable, Codable, Sendable {
    public let classes: Int
    /// How many of them are swept; the others are written at random.
    public let sequential: Int
    public let chiSquared: Double
    public let degreesOfFreedom: Int
    /// Absent where there are too few counts for it.
    public let aicc: Double?
    public internal(set) var isChosen = false
  }

  public struct Residual: Hashable, Codable, Sendable {
    public let round: Int
    public let column: RoundColumn
    public let measured: Double
    public let fitted: Double
    /// (fitted - measured)/measured; absent where nothing was measured to be there.
    public let relative: Double?
    /// Whether it was counted, rather than following from others.
    public let isCounted: Bool
  }

  public let migration: MeasuredMigration
  /// The most often written first.
  public let classes: [FittedClass]
  /// Pages that no class has [pages].
  public let idlePages: Double
  public let residuals: [Residual]
  public let counts: Int
  public let chiSquared: Double
  public let degreesOfFreedom: Int
  /// 1 - χ²/Σ((counted - mean)/σ)², the mean weighted as the counts are; absent for equal counts.
  public let rSquared: Double?
  public let candidates: [Candidate]
  /// Above 0.95 or below -0.95.
  public let correlations: [Correlation]
  public let hasConverged: Bool

  /// The root of the mean of the squares of all relative residuals.
  public var relativeError: Double {
    let squares = residuals.compactMap { $0.relative.map { $0 * $0 } }
    return squares.isEmpty ? 0 : (squares.reduce(0, +) / Double(squares.count)).squareRoot()
  }
}

/// Why there is nothing to fit.
public enum CalibrationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// As many numbers are counted, and as many parameters there would be.
  case tooFewCounts(Int, parameters: Int)

  public var description: String {
    switch self {
    case .tooFewCounts(let counts, let parameters):
      """
      the rounds give too few numbers: \(counts), after those that follow from others, for \
      \(parameters) parameters (pages and rate of each class)
      """
    }
  }
}
