/// A sample that grows until its mean is known as precisely as was asked.
///
/// Each observation costs the same, however many there were before (`Moments`).
public struct RunningPrecision: Hashable, Sendable {
  public let precision: Precision
  private var moments = Moments()

  public init(_ precision: Precision) { self.precision = precision }

  public mutating func add(_ observation: Double) { moments.add(observation) }

  public var count: Int { moments.count }
  /// Zero of no observations.
  public var mean: Double { moments.mean }

  /// Half of Student's interval for the mean; nil for fewer than two observations, and with one
  /// that is not finite.
  public var halfWidth: Double? {
    guard count >= 2, moments.isFinite, precision.confidence > 0, precision.confidence < 1 else {
      return nil
    }
    let error = (moments.variance / Double(count)).squareRoot()
    guard error > 0 else { return 0 }
    let tail = (1 - precision.confidence) / 2
    return error * Student.quantile(tail: tail, degreesOfFreedom: Double(count - 1))
  }

  public var isReached: Bool {
    guard let halfWidth else { return false }
    guard halfWidth > 0 else { return true }
    return switch precision.halfWidth {
    case .absolute(let most): halfWidth <= most
    case .relative(let share): halfWidth <= abs(mean) * share / (1 + share)
    }
  }
}
