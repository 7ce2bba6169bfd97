/// The toolstack that rules the pools: its era, and the names it gives to CPU features.
public struct Toolstack: Hashable, Sendable {
  public var levelling: Levelling
  public var featureNames: FeatureNames
  /// Whether the software for high availability is installed: never with XCP.
  public var offersHA: Bool

  public init(
    levelling: Levelling, featureNames: FeatureNames = FeatureNames(), offersHA: Bool = true
  ) {
    self.levelling = levelling
    self.featureNames = featureNames
    self.offersHA = offersHA
  }

  public var era: LevellingEra { levelling.era }
}
