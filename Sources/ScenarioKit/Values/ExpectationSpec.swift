import MigrationSim

/// What must hold when the run has ended.
public struct ExpectationSpec: Sendable {
  public var machines: [MachineExpectation]
  public var storage: [StorageExpectation]
  public var hosts: [HostExpectation]
  public var alerts: [AlertExpectation]

  static let none = ExpectationSpec()

  private init() {
    machines = []
    storage = []
    hosts = []
    alerts = []
  }

  init(_ fields: inout Fields) {
    machines = fields.list(
      "vms", of: "what is expected of a VM", "What must be true of VMs.", MachineExpectation.init)
    storage = fields.list(
      "srs", of: "what is expected of an SR", "What must be true of SRs.",
      StorageExpectation.init)
    hosts = fields.list(
      "hosts", of: "what is expected of a host", "What must be true of hosts.",
      HostExpectation.init)
    alerts = fields.list(
      "alerts", of: "what is expected of an alert", "Alerts that xapi must have raised.",
      AlertExpectation.init)
  }
}

/// What must be true of a VM; what is nil is not asked.
public struct MachineExpectation: Sendable {
  public enum State: String, CaseIterable, Hashable, Sendable {
    case halted, running, paused, suspended, crashed
    /// Gone with its host, and shown running all the same.
    case lost
    /// It was never made, or is no more.
    case absent
  }

  public enum Migration: String, CaseIterable, Hashable, Sendable {
    case completed, refused, failed
    /// Given up at a limit of the policy.
    case notConverged = "not-converged"
  }

  public var vm: Name
  public var state: State?
  public var host: Name?
  /// The host on which it ran last, running or not.
  public var lastHost: Name?
  /// How its last migration ended.
  public var migration: Migration?
  /// Over all of its pings.
  public var lostPings: Bound?
  /// Of its last migration [ms].
  public var downtime: Bound?
  /// Instructions that its CPU no longer had.
  public var faults: Int?
  /// On which all its disks lie.
  public var sr: Name?

  init(_ fields: inout Fields) {
    vm = fields.required("vm", .name, "The VM.")
    state = fields.optional("state", .anyCase, "Its state; absent: it was never made.")
    host = fields.optional("host", .name, "The host on which it runs.")
    lastHost = fields.optional(
      "last_host", .name, "The host on which it ran last, whether it still runs or not.")
    migration = fields.optional("migration", .anyCase, "How its last migration ended.")
    lostPings = fields.optional(
      "lost_pings", .countBound, "Pings lost, over all of its pings: 0, or a bound, \"<= 3\".")
    downtime = fields.optional(
      "downtime", .durationBound, "Of its last migration, such as \"< 1 s\".")
    faults = fields.optional(
      "faults", .count(0...100_000_000), "Instructions it used that its CPU no longer had.")
    sr = fields.optional("sr", .name, "The SR on which all its disks lie.")
  }
}

/// What must be true of an SR at a host.
public struct StorageExpectation: Sendable {
  public var sr: Name
  public var host: Name
  public var isAttached: Bool

  init(_ fields: inout Fields) {
    sr = fields.required("sr", .name, "The SR.")
    host = fields.required("host", .name, "The host.")
    isAttached = fields.required("attached", .flag, "Whether it is attached there.")
  }
}

/// How often an alert must have been raised in the whole run.
public struct AlertExpectation: Sendable {
  public enum Alert: String, CaseIterable, Hashable, Sendable {
    case hostFeaturesDown = "HOST_CPU_FEATURES_DOWN"
    case poolFeaturesDown = "POOL_CPU_FEATURES_DOWN"
    case hostFailed = "HA_HOST_FAILED"
    case overcommitted = "HA_POOL_OVERCOMMITTED"
    case dropInPlan = "HA_POOL_DROP_IN_PLAN_EXISTS_FOR"
    case restartFailed = "HA_PROTECTED_VM_RESTART_FAILED"
  }

  public var alert: Alert
  public var count: Bound

  init(_ fields: inout Fields) {
    alert = fields.required("alert", .anyCase, "The alert, as xapi calls it.")
    count = fields.optional(
      "count", .countBound, default: "1", "How often: 1, or a bound, \">= 2\".")
  }
}

/// What must be true of a host; what is nil is not asked.
public struct HostExpectation: Sendable {
  public enum State: String, CaseIterable, Hashable, Sendable { case live, maintenance, off }

  public var host: Name
  public var state: State?
  public var pool: Name?
  public var isMaster: Bool?
  /// Whether it has no master to obey.
  public var isInEmergency: Bool?

  init(_ fields: inout Fields) {
    host = fields.required("host", .name, "The host.")
    state = fields.optional("state", .anyCase, "Its state.")
    pool = fields.optional("pool", .name, "The name of the pool that it is part of.")
    isMaster = fields.optional("master", .flag, "Whether it is the master of its pool.")
    isInEmergency = fields.optional(
      "emergency", .flag, "Whether it is in emergency mode: on, with no master to obey.")
  }
}
