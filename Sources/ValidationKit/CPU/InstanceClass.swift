import MigrationSim
import ScenarioKit

/// Instance types of a cloud that show the same CPU.
public struct InstanceClass: Hashable, Sendable {
  public let name: String
  public let types: [String]
  /// The CPUs that they come with, as a guest there meets them; one or more.
  public let cpus: [ShownCPU]

  /// A CPU and what a cloud's hypervisor shows of it.
  public struct ShownCPU: Hashable, Sendable {
    public let processor: Processor
    public let shown: FeatureSet
  }
}

/// What a process settles on as it starts.
public struct MigratedProcess: Hashable, Sendable {
  public let name: String
  /// What it does, in a few words.
  public let summary: String
  public let profile: GuestProfile
  /// What it settles on besides what every process does.
  public let ownUses: [Feature]
}

/// How often a process went on in another class of types, and how often not.
public struct PublishedCrossing: Hashable, Sendable {
  public let process: String
  public let from: String
  public let to: String
  public let survived: Int
  public let failed: Int

  public init(process: String, from: String, to: String, survived: Int, failed: Int) {
    self.process = process
    self.from = from
    self.to = to
    self.survived = survived
    self.failed = failed
  }
}
