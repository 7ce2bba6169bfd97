/// A statement on the end of a run that must hold.
public enum Check: Hashable, Sendable {
  case state(VMID, PowerState)
  case host(VMID, HostID)
  /// Where it ran last, whether or not it still runs.
  case lastHost(VMID, HostID)
  /// How the last migration of the VM ended.
  case migration(VMID, MigrationEnding)
  /// Requests lost by all pings of the VM together.
  case lostPings(VMID, Bound)
  /// Downtime of the last migration of the VM [ms].
  case downtime(VMID, Bound)
  /// Instructions that the VM met and its CPU no longer had.
  case faults(VMID, Bound)
  /// Whether all disks of the VM lie on the SR.
  case storage(VMID, SRID)
  case attached(SRID, HostID, Bool)
  case hostState(HostID, HostState)
  case hostPool(HostID, PoolID)
  case master(HostID, Bool)
  case emergency(HostID, Bool)
  /// Alerts of that name in the whole run.
  case alerts(String, Bound)
}

/// How a migration ended, without the where and why.
public enum MigrationEnding: String, Hashable, Sendable, CaseIterable {
  case completed, refused, failed, unfinished
  case notConverged = "not-converged"
}

extension MigrationOutcome {
  public var ending: MigrationEnding {
    switch self {
    case .completed: .completed
    case .refused: .refused
    case .failed: .failed
    case .notConverged: .notConverged
    case .unfinished: .unfinished
    }
  }
}

/// A bound on a number: what is found must stand to `value` as the relation says.
public struct Bound: Hashable, Sendable {
  public enum Relation: String, Hashable, Sendable, CaseIterable {
    case below = "<"
    case atMost = "<="
    case exactly = "="
    case atLeast = ">="
    case above = ">"
  }

  public var relation: Relation
  public var value: Double

  public init(_ relation: Relation, _ value: Double) {
    self.relation = relation
    self.value = value
  }

  public func holds(for found: Double) -> Bool {
    switch relation {
    case .below: found < value
    case .atMost: found <= value
    case .exactly: found == value
    case .atLeast: found >= value
    case .above: found > value
    }
  }
}
