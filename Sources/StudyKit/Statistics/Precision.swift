/// How precisely a mean is to be known: the rule by which a study stops adding replications.
///
/// With the half-width h = t((1 + confidence)/2; n - 1)·s/√n of Student's interval: the absolute
/// precision ε is reached where h ≤ ε, the relative one γ where h ≤ |m|γ/(1 + γ), so that the true
/// mean is missed by at most the share γ of itself. Valid where the mean is about normal. As the
/// sample says itself when to stop, it covers a little less often than it says if it may stop after
/// a few observations: begin with ten or more. At least two are needed; without any variance every
/// precision is reached.
///
/// Source: A. M. Law, Simulation Modeling and Analysis, 5th ed., 9.4.1; Y. S. Chow, H. Robbins,
/// Ann. Math. Stat. 36 (1965) 457. Check value: 1, 2, 3, 4, 5 have m = 3 and h = 1.9632, which
/// reaches γ = 1.9 (1.9655) and not γ = 1.89 (1.9619).
public struct Precision: Hashable, Codable, Sendable {
  /// The largest half-width.
  public enum HalfWidth: Hashable, Sendable {
    /// A share of the true mean.
    case relative(Double)
    /// In the unit of the response.
    case absolute(Double)
  }

  public let halfWidth: HalfWidth
  /// From 0 to 1, apart from both.
  public let confidence: Double

  public init(halfWidth: HalfWidth, confidence: Double = 0.95) {
    self.halfWidth = halfWidth
    self.confidence = confidence
  }

  /// Whether the sample tells its mean so precisely; one with numbers not finite never does.
  public func isReached(by sample: [Double]) -> Bool {
    var running = RunningPrecision(self)
    for observation in sample { running.add(observation) }
    return running.isReached
  }
}

extension Precision.HalfWidth: Codable {
  private enum CodingKeys: String, CodingKey {
    case relative, absolute
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let share = try container.decodeIfPresent(Double.self, forKey: .relative) {
      self = .relative(share)
    } else {
      self = .absolute(try container.decode(Double.self, forKey: .absolute))
    }
  }

  /// `{"relative": 0.05}` or `{"absolute": 3}`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .relative(let share): try container.encode(share, forKey: .relative)
    case .absolute(let amount): try container.encode(amount, forKey: .absolute)
    }
  }
}
