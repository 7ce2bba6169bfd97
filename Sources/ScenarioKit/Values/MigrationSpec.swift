import MigrationSim

/// How memory is migrated.
public struct MigrationSpec: Sendable {
  /// nil for pre-copy.
  public var strategy: StrategySpec?
  /// When a hybrid goes over to post-copy; nil for when the policy would give up.
  public var switchOver: SwitchOver?
  /// nil for the toolstack's own.
  public var policy: PolicySpec?
  public var bandwidthCap: BitRate?
  /// The network that carries the memory; nil for management.
  public var network: Name?
  /// Durations that replace the profile's, in order of the phases.
  public var durations: [PhaseDurationSpec]
  public var stream: StreamSpec?
  public var sender: SenderSpec?
  public var guestCosts: GuestCosts?
  /// What goes wrong.
  public var injection: Injection?

  static let standard = MigrationSpec()

  private init() { durations = [] }

  init(_ fields: inout Fields) {
    strategy = fields.optional(
      "strategy", .anyCase,
      "In what order memory and guest go over: pre-copy, stop-and-copy, post-copy or hybrid.")
    switchOver = fields.optional(
      "switch_over", .object("a switch-over", SwitchOver.init),
      "When a hybrid migration goes over to post-copy; if left out, where the policy gives up.")
    policy = fields.optional("policy", .policy, "When the live passes stop; the toolstack's own.")
    bandwidthCap = fields.optional(
      "bandwidth_cap", .rate, "The most that a migration may take of the network.")
    network = fields.optional(
      "network", .name, "The network that carries the memory; management if left out.")
    durations =
      fields.optional(
        "durations", .object("the durations", PhaseDurationSpec.all),
        "Durations of phases, in place of the profile's.") ?? []
    stream = fields.optional(
      "stream", .object("a stream", StreamSpec.init), "How pages are put on the wire.")
    sender = fields.optional(
      "sender", .object("a sender", SenderSpec.init), "What the sender's CPU can do.")
    guestCosts = fields.optional(
      "guest_costs", .object("the guest's costs", GuestCosts.init),
      "What the guest loses while it is migrated.")
    injection = fields.optional(
      "inject", .object("an injection", Injection.init), "Something that goes wrong.")
    if switchOver != nil, let strategy, strategy != .hybrid {
      fields.report("switch_over is for the strategy hybrid")
    }
  }
}

/// How long one phase of a migration takes.
public struct PhaseDurationSpec: Hashable, Sendable {
  public let phase: Phase
  public let law: Distribution

  /// The passes are left out: how long they take is what the simulation is for.
  static let keys: [(String, Phase, String)] = [
    ("checks", .checks, "The checks before anything is done."),
    ("copy_storage", .copyStorage, "What each disk that moves takes besides its copy."),
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
