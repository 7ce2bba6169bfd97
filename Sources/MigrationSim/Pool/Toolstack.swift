/// The toolstack that rules the pools: its era, and the names it gives to CPU features.
public struct Toolstack: Hashable, Sendable {
  public var levelling: Levelling
  public var featureNames: FeatureNames

  public init(levelling: Levelling, featureNames: FeatureNames = FeatureNames()) {
    self.levelling = levelling
    self.featureNames = featureNames
  }

  public var era: LevellingEra { levelling.era }
}
