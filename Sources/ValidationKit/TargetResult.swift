import StudyKit

/// What the model made of one target.
public struct TargetResult: Sendable {
  public enum Verdict: String, Hashable, Codable, Sendable {
    /// A check that the model meets.
    case pass
    /// A figure that a constant was fitted to, and that the model so meets.
    case fit
    /// Not met, and known not to be.
    case miss
    /// Not met.
    case fail
  }

  public let target: Target
  public let comparison: Comparison
  /// Over the replications [the target's units]; nil where one of them gave no such figure.
  public let simulated: SampleSummary?

  /// By how much the simulated figure is larger, as a part of the published one; nil without both.
  public var error: Double? {
    guard let simulated, comparison.published != 0 else { return nil }
    return simulated.mean / comparison.published - 1
  }

  /// The standard error of the simulated mean [the target's units].
  public var standardError: Double? {
    guard let simulated else { return nil }
    return (simulated.standardDeviation ?? 0) / Double(simulated.count).squareRoot()
  }

  /// Whether the simulated figure is within the mark.
  public var isMet: Bool {
    guard let simulated else { return false }
    let factor = comparison.unit.factor
    return comparison.mark.allows(simulated.mean * factor, for: comparison.published * factor)
  }

  public var verdict: Verdict {
    if isMet { return comparison.fitted == nil ? .pass : .fit }
    return comparison.knownMiss == nil ? .fail : .miss
  }
}
