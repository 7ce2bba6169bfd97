/// What a pool's master does about hosts that fail, while high availability is on.
struct Failover: Sendable {
  /// Rings when the master looks after its pool again, and when it is set for.
  let alarm: AlarmID
  var nextPass: SimTime?
  /// How often it has looked.
  var passes = 0
  /// Hosts whose heartbeats stay away, and when they count as dead.
  var missed: [(host: HostID, until: SimTime)] = []
  /// VMs that are still to be started, by order.
  var waiting: ArraySlice<PlannedRestart> = []
  /// Starts under way.
  var underWay = 0
  /// When each VM was last tried, and whether operators were told that it failed.
  var tries: [RestartTry] = []

  init(alarm: AlarmID) { self.alarm = alarm }
}

/// A VM that is to be started, where a plan has it or, without one, where the pool chooses.
struct PlannedRestart: Sendable {
  let vm: VMID
  let host: HostID?
  let isProtected: Bool
  /// Those of one rank start together, the lowest first.
  let rank: Int64
}

struct RestartTry: Sendable {
  let vm: VMID
  var last: SimTime
  var isTold = false
}

/// A start by high availability, which nobody ordered.
public struct RestartResult: Hashable, Sendable {
  public var vm: VMID
  public var began: SimTime
  /// nil while it is under way.
  public var ended: SimTime?
  /// Where it was to run; nil where no host was found.
  public var host: HostID?
  /// done; refused before anything was changed; failed; or unfinished.
  public var outcome: StepOutcome
  public var reasons: [XapiError] = []
}
