/// One run of `ping`.
public struct PingReport: Hashable, Codable, Sendable {
  /// From 1.
  public var number: Int
  public var vm: String
  /// "console" where the guest sends, "outside" where it is pinged.
  public var from: String
  /// The other end.
  public var peer: String
  public var intervalMs: Double
  public var sent: Int
  public var answered: Int
  public var lost: Int
  /// Neither answered nor given up when the run ended.
  public var pending: Int
  public var lostByCause: [String: Int]
  /// Absent where nothing was answered.
  public var rttMs: RoundTripReport?
  /// The longest time between one reply and the next; absent with fewer than two replies.
  public var gapMs: Double?
  public var lostRequests: [LostRequestReport]
}

/// The round trips of the requests that were answered.
public struct RoundTripReport: Hashable, Codable, Sendable {
  public var minimum: Double
  public var mean: Double
  public var maximum: Double
}

/// An echo request that got no answer.
public struct LostRequestReport: Hashable, Codable, Sendable {
  /// As `ping` numbers them: from 1.
  public var sequence: Int
  public var sentS: Double
  public var cause: String
}
