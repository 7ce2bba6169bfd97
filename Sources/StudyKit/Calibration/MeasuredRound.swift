/// One round of a migration as it was measured.
public struct MeasuredRound: Hashable, Sendable {
  public var number: Int
  /// Whether the guest ran meanwhile.
  public var isLive: Bool
  /// [s].
  public var duration: Double
  /// Pages sent with their data [pages].
  public var sent: Double
  /// Pages passed over, for they were dirty again [pages].
  public var skipped: Double?
  /// Pages found dirty at the round's end [pages].
  public var dirtied: Double?
  /// For how long the guest wrote to those: to the round's end, unless it went on until it was
  /// stopped [s].
  public var wrote: Double

  public init(
    number: Int, isLive: Bool = true, duration: Double, sent: Double, skipped: Double? = nil,
    dirtied: Double? = nil, wrote: Double? = nil
  ) {
    self.number = number
    self.isLive = isLive
    self.duration = duration
    self.sent = sent
    self.skipped = skipped
    self.dirtied = dirtied
    self.wrote = wrote ?? duration
  }
}

/// What was counted in a round.
public enum RoundColumn: String, Hashable, Codable, Sendable, CaseIterable {
  case sent, skipped, dirtied
}
