/// High availability as it is switched on in a pool.
public struct HighAvailability: Hashable, Sendable {
  /// The SR with the statefile, through which hosts see each other beside the network, and with the
  /// log of the database.
  public var statefile: SRID
  /// How many hosts are to be able to fail with every protected VM restarted
  /// (`ha_host_failures_to_tolerate`).
  public var toTolerate: Int
  /// For how many of them there is a plan (`ha_plan_exists_for`).
  public var plannedFor: Int
  /// Whether there is no plan for as many as are to be tolerated (`ha_overcommitted`).
  public var isOvercommitted: Bool
  /// How long a host's heartbeats may stay away until the others take it for dead.
  public var timeout: SimDuration

  /// What the SR must have left: 256 MiB for the log of the database, and the statefile of 4 KiB
  /// and 4 KiB for each of 64 hosts (`redo_log.ml`, `xha_statefile.ml`).
  public static let room = ByteCount.mebibytes(256) + .kibibytes(4 + 64 * 4)

  public init(statefile: SRID, toTolerate: Int, timeout: SimDuration = .seconds(60)) {
    self.statefile = statefile
    self.toTolerate = toTolerate
    plannedFor = 0
    isOvercommitted = false
    self.timeout = timeout
  }
}

/// What high availability does for a VM whose host has failed.
public enum RestartPriority: Int, BitwiseCopyable, Hashable, Sendable, CaseIterable {
  /// Nothing.
  case none
  /// Starts it where it can, and plans nothing for it.
  case bestEffort
  /// Protects it: its restart is planned for, and tried until it runs.
  case restart
}

/// How far a plan for failures goes.
public enum FailoverPlan: Hashable, Sendable {
  case existsForAll
  /// Some protected VMs are bound to a host, and fail with it.
  case existsExcludingNonAgile
  case none
}

/// What is supposed of a pool beside how it is, to ask what would become of its plan
/// (`configuration_change`, `xapi_ha_vm_failover.ml`).
public struct FailoverChange: Hashable, Sendable {
  /// A VM that is to be on a host.
  public var arriving: EvacuationPlan.Move?
  /// Hosts that are to be out of work.
  public var disabled: [HostID] = []
  /// VMs that are to be protected.
  public var protected: [VMID] = []

  public init() {}
}
