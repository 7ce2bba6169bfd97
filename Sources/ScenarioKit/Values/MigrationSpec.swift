import MigrationSim

/// How memory is migrated.
public struct MigrationSpec: Sendable {
  /// nil for the toolstack's own.
  public var policy: PolicySpec?
  public var bandwidthCap: BitRate?
  /// The network that carries the memory; nil for management.
  public var network: Name?
  /// Durations that replace the profile's, in order of the phases.
  public var durations: [PhaseDurationSpec]

  static let standard = MigrationSpec()

  private init() { durations = [] }

  init(_ fields: inout Fields) {
    policy = fields.optional("policy", .policy, "When the live passes stop; the toolstack's own.")
    bandwidthCap = fields.optional(
      "bandwidth_cap", .rate, "The most that a migration may take of the network.")
    network = fields.optional(
      "network", .name, "The network that carries the memory; management if left out.")
    durations =
      fields.optional(
        "durations", .object("the durations", PhaseDurationSpec.all),
        "Durations of phases, in place of the profile's.") ?? []
  }
}

/// When the live passes stop.
public struct PolicySpec: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// libxenguest of Xen 4.6 and later.
    case xen
    /// libxc to Xen 4.5.
    case xenLegacy = "xen-legacy"
    /// Nothing but what is given here.
    case custom
  }

  /// Live passes at most, whatever is given: more would fill the memory with their records.
  static let mostPasses = 10_000

  public var kind: Kind
  public var maxPasses: Int?
  /// The last pass comes once fewer pages than this are dirty [pages].
  public var dirtyThreshold: Int?
  /// The most that is sent, in multiples of the VM's memory.
  public var maxFactor: Double?
  public var timeLimit: SimDuration?
  public var skipsRedirtied: Bool?
  /// Whether it gives up at a limit, where else it suspends the guest.
  public var aborts = false

  init(kind: Kind) { self.kind = kind }

  init(_ fields: inout Fields) {
    kind = fields.required("name", .anyCase, "Which policy: xen, xen-legacy or custom.")
    maxPasses = fields.optional(
      "max_passes", .count(1...Self.mostPasses), "Live passes at most, the first included.")
    dirtyThreshold = fields.optional(
      "dirty_threshold", .count(0...Int(UInt32.max)),
      "The last pass comes once fewer pages than this are dirty.")
    maxFactor = fields.optional(
      "max_factor", .number(1...1e6), "The most that is sent, in multiples of the VM's memory.")
    timeLimit = fields.optional("time_limit", .duration, "The longest that live passes may take.")
    skipsRedirtied = fields.optional(
      "skip_redirtied", .flag,
      "Whether a pass leaves out pages that were written again meanwhile.")
    aborts = fields.optional(
      "at_limit", .choice([("stop-and-copy", false), ("abort", true)]), default: "stop-and-copy",
      "What is done at a limit: the guest is suspended all the same, or the migration given up.")
  }
}

extension Form where Value == PolicySpec {
  static var policy: Form {
    .either(
      Form<PolicySpec.Kind>.anyCase.map(PolicySpec.init(kind:)),
      or: .object("a policy", PolicySpec.init))
  }
}

/// How long one phase of a migration takes.
public struct PhaseDurationSpec: Hashable, Sendable {
  public let phase: Phase
  public let law: Distribution

  /// The passes are left out: how long they take is what the simulation is for.
  private static let keys: [(String, Phase, String)] = [
    ("checks", .checks, "The checks before anything is done."),
    ("import_metadata", .importMetadata, "The VM's record is sent to the destination."),
    ("balloon", .balloon, "The guest is ballooned down."),
    ("create_domain", .createDomain, "The destination builds an empty domain."),
    ("suspend", .suspend, "From the request to suspend to the guest's answer."),
    ("release_storage", .releaseStorage, "The source unplugs the disks; downtime has begun."),
    ("device_state", .deviceState, "Device and CPU state is sent and restored."),
    ("attach_storage", .attachStorage, "The destination plugs the disks."),
    ("unpause", .unpause, "The device model starts and the guest runs again."),
    ("announce", .announce, "The guest announces itself and the switches relearn."),
    ("clean_up", .cleanUp, "The source destroys what it kept."),
  ]

  static func all(_ fields: inout Fields) -> [PhaseDurationSpec] {
    keys.compactMap { key, phase, meaning in
      fields.optional(key, .law, meaning).map { PhaseDurationSpec(phase: phase, law: $0) }
    }
  }
}
