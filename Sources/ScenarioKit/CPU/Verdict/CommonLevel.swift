import MigrationSim

/// What CPUs have in common, and what each of them costs the others.
public struct CommonLevel: Hashable, Sendable {
  /// What the pool shows its guests, as far as its hosts' CPUs decide it.
  public let level: FeatureSet
  /// For each CPU, what the level would have without it.
  public let costs: [FeatureSet]
  /// For each CPU, what the level would not have without it: features that accumulate.
  public let brings: [FeatureSet]

  /// The levelling era's pool level of these CPUs, for guests of `mode`, within `limits`.
  public init(of processors: [Processor], mode: GuestMode, limits: GuestFeatureLimits) {
    let levelling = Levelling(era: .levelling, limits: limits)
    let hosts = processors.map { HostCPU($0) }
    let level = levelling.poolLevel(of: hosts, for: mode)
    let others = hosts.indices.map { place in
      levelling.poolLevel(of: hosts[..<place] + hosts[(place + 1)...], for: mode)
    }
    self.level = level
    costs = others.map { $0.subtracting(level) }
    brings = others.map { level.subtracting($0) }
  }

  /// The four words that the masking era's hosts have in common: what to set as their mask.
  public static func mask(of processors: [Processor]) -> FeatureSet {
    FeatureSet.poolLevel(of: processors.map(\.physicalFeatures.legacyPart), accumulating: [])
  }
}
