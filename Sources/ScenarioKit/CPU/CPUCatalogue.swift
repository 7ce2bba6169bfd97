import MigrationSim

/// The names of CPU features, the CPU models, real CPUs, and the guest profiles.
///
/// Made from the texts of `features.csv`, `models.csv`, `cpus.csv` and `guests.csv`, whose comments
/// tell the sources. Looking up is constant time, and blind to the case of letters.
public struct CPUCatalogue: Sendable {
  public let features: [FeatureEntry]
  public let models: [ModelEntry]
  /// In the order of their names.
  public let cpus: [RealCPU]
  public let guests: [GuestProfile]
  public let names: FeatureNames
  /// What Xen lets guests see by default.
  public let limits: GuestFeatureLimits
  /// Features that a pool has as soon as one host does, as the data tells them.
  public let accumulating: FeatureSet

  private let featurePositions: [String: Int]
  private let modelPositions: [String: Int]
  private let cpuPositions: [String: Int]
  private let guestPositions: [String: Int]

  /// Reads the tables, and throws every mistake in them at once.
  public init(
    features: String, models: String, cpus: String, guests: String
  ) throws(CatalogueError) {
    var reader = CatalogueReader()
    let features = reader.features(features)
    let positions = CPUCatalogue.positions(of: features)
    let cpus = reader.cpus(cpus)
    let cpuPositions = CPUCatalogue.positions(of: cpus.map(\.name))
    let models = reader.models(models) { name in
      cpuPositions[name.lowercased()].map { cpus[$0] }
    }
    let guests = reader.guests(guests) { name in
      positions[name.lowercased()].flatMap { features[$0].feature }
    }
    guard reader.diagnostics.isEmpty else {
      throw CatalogueError(diagnostics: reader.sortedDiagnostics)
    }
    self.features = features
    self.models = models
    self.cpus = cpus
    self.guests = guests
    featurePositions = positions
    modelPositions = CPUCatalogue.positions(of: models.map(\.name))
    self.cpuPositions = cpuPositions
    guestPositions = CPUCatalogue.positions(of: guests.map(\.name))
    names = FeatureNames(features.compactMap { entry in entry.feature.map { ($0, entry.name) } })
    limits = GuestFeatureLimits(
      pv: FeatureSet(features: features.filter(\.isForPV).compactMap(\.feature)),
      hvm: FeatureSet(features: features.filter(\.isForHVM).compactMap(\.feature)))
    accumulating = FeatureSet(features: features.filter(\.accumulates).compactMap(\.feature))
  }

  /// The feature that any of the projects calls `name`.
  public func feature(_ name: String) -> FeatureEntry? {
    featurePositions[name.lowercased()].map { features[$0] }
  }

  /// What is known of a feature of Xen's; linear in the features.
  public func entry(of feature: Feature) -> FeatureEntry? {
    features.first { $0.feature == feature }
  }

  public func model(_ name: String) -> ModelEntry? {
    modelPositions[name.lowercased()].map { models[$0] }
  }

  public func cpu(_ name: String) -> RealCPU? {
    cpuPositions[name.lowercased()].map { cpus[$0] }
  }

  public func guest(_ name: String) -> GuestProfile? {
    guestPositions[name.lowercased()].map { guests[$0] }
  }

  /// Every name that `feature` finds, in the data's order: candidates for "did you mean".
  public var featureNames: [String] {
    features.flatMap { entry in
      var seen: [String] = []
      for name in entry.allNames where !seen.contains(name) { seen.append(name) }
      return seen
    }
  }

  public var modelNames: [String] { models.map(\.name) }
  public var cpuNames: [String] { cpus.map(\.name) }
  public var guestNames: [String] { guests.map(\.name) }

  private static func positions(of names: [String]) -> [String: Int] {
    Dictionary(
      names.enumerated().map { ($1.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Where two projects give one name to two features, Linux's meaning comes first.
  private static func positions(of features: [FeatureEntry]) -> [String: Int] {
    var positions: [String: Int] = [:]
    let conventions: [(FeatureEntry) -> String?] = [
      { $0.linux }, { $0.libvirt }, { $0.qemu }, { $0.xen },
    ]
    for name in conventions {
      for (position, entry) in features.enumerated() {
        guard let key = name(entry)?.lowercased(), positions[key] == nil else { continue }
        positions[key] = position
      }
    }
    return positions
  }
}

extension FeatureEntry {
  fileprivate var allNames: [String] { [linux, libvirt, qemu, xen].compactMap { $0 } }
}
