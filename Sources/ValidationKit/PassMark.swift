/// How near a simulated figure must come to the published one.
public enum PassMark: String, CaseIterable, Hashable, Codable, Sendable {
  /// A total time: ±10 %.
  case total
  /// A total time where the rate was capped, so that little is left to chance: ±5 %.
  case capped
  /// An amount of data, or a rate: ±10 %.
  case bytes
  /// A downtime: ±25 %, or ±10 ms if that is more.
  case downtime
  /// A number of rounds: ±1, above ten ±20 %.
  case rounds
  /// The same.
  case exact
  /// What was measured with wide scatter, or read from a drawing: ±25 %.
  case loose

  /// What it allows, for people.
  public var text: String {
    switch self {
    case .total, .bytes: "±10 %"
    case .capped: "±5 %"
    case .downtime: "±25 % or 10 ms"
    case .rounds: "±1 or 20 %"
    case .exact: "exact"
    case .loose: "±25 %"
    }
  }

  /// Whether it lets `simulated` pass for `published`, both in the base of their dimension.
  public func allows(_ simulated: Double, for published: Double) -> Bool {
    let difference = (simulated - published).magnitude
    return switch self {
    case .total, .bytes: difference <= 0.1 * published.magnitude
    case .capped: difference <= 0.05 * published.magnitude
    case .downtime: difference <= max(0.25 * published.magnitude, 0.01)
    case .rounds: difference <= (published > 10 ? 0.2 * published : 1)
    case .exact: difference == 0
    case .loose: difference <= 0.25 * published.magnitude
    }
  }
}
