import MigrationSim

/// What is known of one feature: its names, and where CPUID tells it.
public struct FeatureEntry: Hashable, Sendable {
  /// What each project calls it; nil where it does not know it.
  public let linux: String?
  public let libvirt: String?
  public let qemu: String?
  public let xen: String?
  /// "0x7", subleaf 0, "ebx", bit 5; "msr:10a" for those that an MSR tells.
  public let leaf: String
  public let subleaf: Int
  public let register: String
  public let bit: Int
  /// Its place in Xen's featureset; nil where Xen does not level it.
  public let feature: Feature?
  /// Which guests Xen shows it to by default.
  public let isForPV: Bool
  public let isForHVM: Bool
  /// Whether a pool has it as soon as one host does.
  public let accumulates: Bool

  /// The name that reports use: Linux's, or else the first of Xen's, libvirt's and QEMU's.
  public var name: String { linux ?? xen?.lowercased() ?? libvirt ?? qemu ?? "\(leaf):\(bit)" }
}

/// What is known of one CPU model.
public struct ModelEntry: Hashable, Sendable {
  public let name: String
  public let vendor: CPUVendor
  /// When it was launched; nil for synthetic models.
  public let year: Int?
  /// What libvirt and QEMU promise of the model: less than any real CPU of it has.
  public let baseline: FeatureSet
  /// A real CPU of the model, by the name it gives itself; nil where no dump is published.
  public let realName: String?
  public let signature: CPUSignature?
  /// What that CPU's hardware and firmware offered.
  public let realFeatures: FeatureSet?
  public let realXCR0: UInt64?
  public let realXSAVEBytes: Int?
  public let caveat: String?
  /// Where the real CPU's features are published.
  public let source: String?
}

/// The names of CPU features, the CPU models, and the guest profiles.
///
/// Made from the texts of `features.csv`, `models.csv` and `guests.csv`, whose comments tell the
/// sources. Looking up is constant time, and blind to the case of letters.
public struct CPUCatalogue: Sendable {
  public let features: [FeatureEntry]
  public let models: [ModelEntry]
  public let guests: [GuestProfile]
  public let names: FeatureNames
  /// What Xen lets guests see by default.
  public let limits: GuestFeatureLimits
  /// Features that a pool has as soon as one host does, as the data tells them.
  public let accumulating: FeatureSet

  private let featurePositions: [String: Int]
  private let modelPositions: [String: Int]
  private let guestPositions: [String: Int]

  /// Reads the three tables, and throws every mistake in them at once.
  public init(features: String, models: String, guests: String) throws(CatalogueError) {
    var reader = CatalogueReader()
    let features = reader.features(features)
    let positions = CPUCatalogue.positions(of: features)
    let models = reader.models(models)
    let guests = reader.guests(guests) { name in
      positions[name.lowercased()].flatMap { features[$0].feature }
    }
    guard reader.diagnostics.isEmpty else {
      throw CatalogueError(diagnostics: reader.sortedDiagnostics)
    }
    self.features = features
    self.models = models
    self.guests = guests
    featurePositions = positions
    modelPositions = CPUCatalogue.positions(of: models.map(\.name))
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

  public func model(_ name: String) -> ModelEntry? {
    modelPositions[name.lowercased()].map { models[$0] }
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
