/// Everything that a run is made from, before any luck is drawn.
public struct Setup: Sendable {
  public var inventory: Inventory
  public var topology: Topology
  /// One per virtual machine of the inventory, in its order.
  public var guests: [GuestSetup]
  /// What guests latch onto, by the number that a virtual machine names.
  public var guestProfiles: [GuestProfile]
  public var toolstack: Toolstack
  /// What the hypervisor checks when it restores a guest.
  public var restoreChecks: RestoreChecks
  public var times: OperationTimes
  public var steps: [Step]
  public var migrations: [MigrationSettings]
  /// Processors that steps put into hosts.
  public var replacements: [CPUReplacement]
  /// Updates that steps apply to hosts.
  public var updates: [HostUpdate]
  public var pingers: [PingerSetup]
  public var background: [BackgroundTraffic]
  public var checks: [Check]
  /// How long the run goes on after the last step has ended.
  public var aftermath: SimDuration
  /// When the run is cut off, whatever is still going on.
  public var timeLimit: SimDuration

  public init(
    inventory: Inventory, topology: Topology, guests: [GuestSetup],
    guestProfiles: [GuestProfile], toolstack: Toolstack, restoreChecks: RestoreChecks,
    times: OperationTimes = OperationTimes(), steps: [Step] = [],
    migrations: [MigrationSettings] = [], replacements: [CPUReplacement] = [],
    updates: [HostUpdate] = [], pingers: [PingerSetup] = [],
    background: [BackgroundTraffic] = [], checks: [Check] = [],
    aftermath: SimDuration = .zero, timeLimit: SimDuration = .seconds(86_400)
  ) {
    precondition(
      guests.count == inventory.vms.count,
      "\(guests.count) guests for \(inventory.vms.count) virtual machines")
    self.inventory = inventory
    self.topology = topology
    var sharing = Sharing<GuestSetup>()
    self.guests = guests.map { sharing($0) }
    self.guestProfiles = guestProfiles
    self.toolstack = toolstack
    self.restoreChecks = restoreChecks
    self.times = times
    self.steps = steps
    self.migrations = migrations
    self.replacements = replacements
    self.updates = updates
    self.pingers = pingers
    self.background = background
    self.checks = checks
    self.aftermath = aftermath
    self.timeLimit = timeLimit
  }
}

/// How a guest uses its memory.
public struct GuestSetup: Hashable, Sendable {
  /// They need not fill the memory: what is left is never written to.
  public var classes: [PageClass]
  public var phases: [WorkloadPhase]
  /// Where the classes lie in memory.
  public var layout: PageLayout

  public init(
    classes: [PageClass] = [], phases: [WorkloadPhase] = [], layout: PageLayout = .scattered
  ) {
    self.classes = classes
    self.phases = phases
    self.layout = layout
  }
}

/// How a migration is asked for: over which network, with what set aside, and by which plan.
public struct MigrationSettings: Hashable, Sendable {
  /// The network that carries the memory; nil for the management network.
  public var network: NetworkID?
  /// `force=true`: xapi's check of the CPU is left out.
  public var force: Bool
  public var plan: MigrationPlan
  /// The disks that are to move where storage does, by number; nil for all.
  public var disks: [Int]?

  public init(
    network: NetworkID? = nil, force: Bool = false, plan: MigrationPlan, disks: [Int]? = nil
  ) {
    self.network = network
    self.force = force
    self.plan = plan
    self.disks = disks
  }
}

/// Who pings whom, and how.
public struct PingerSetup: Hashable, Sendable {
  public var vm: VMID
  /// Whether the guest pings `peer` from its console; otherwise `peer` pings the guest.
  public var isFromConsole: Bool
  public var peer: IPv4Address
  /// As the scenario names it.
  public var peerName: String
  public var interval: SimDuration
  /// Requests to send; nil to go on until stopped.
  public var count: Int32?

  public init(
    vm: VMID, isFromConsole: Bool, peer: IPv4Address, peerName: String,
    interval: SimDuration = .seconds(1), count: Int32? = nil
  ) {
    self.vm = vm
    self.isFromConsole = isFromConsole
    self.peer = peer
    self.peerName = peerName
    self.interval = interval
    self.count = count
  }
}

/// A flow that goes on by itself: other users of a link.
public struct BackgroundTraffic: BitwiseCopyable, Hashable, Sendable {
  public var from: NICID
  public var to: NICID
  /// What it sends at the most, less where the link has less to give; nil for all it can get.
  public var rate: BitRate?
  public var begins: SimTime
  /// nil for the end of the run.
  public var ends: SimTime?

  public init(
    from: NICID, to: NICID, rate: BitRate?, begins: SimTime = .zero, ends: SimTime? = nil
  ) {
    self.from = from
    self.to = to
    self.rate = rate
    self.begins = begins
    self.ends = ends
  }
}

/// How long the operations of a toolstack take, apart from migrations.
///
/// Assumed, of the order that XenCenter shows on the manual's hardware; nothing but the clock
/// depends on them.
public struct OperationTimes: Hashable, Sendable {
  /// Maintenance mode while a host inherits from its new pool.
  public var join = SimDuration.seconds(45)
  /// Building a domain and booting its guest.
  public var start = SimDuration.seconds(25)
  public var shutDown = SimDuration.seconds(8)
  public var hostShutDown = SimDuration.seconds(60)
  /// Creating an SR, and mounting or repairing one.
  public var storage = SimDuration.seconds(4)
  /// Changing a network or an interface.
  public var network = SimDuration.seconds(2)
  public var createVM = SimDuration.seconds(20)
  /// A change to a record.
  public var record = SimDuration.milliseconds(200)
  /// Switching high availability on or off, every host joining or leaving.
  public var highAvailability = SimDuration.seconds(30)
  /// A host's agent starting anew: xapi waits 10 s (`fuse_time`, `xapi_globs.ml`) and starts.
  public var agentRestart = SimDuration.seconds(30)
  /// Turning a host off, changing its hardware, and booting it again.
  public var hardware = SimDuration.seconds(120)

  public init() {}
}
