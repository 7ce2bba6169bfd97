/// A virtual machine's record in its pool's database.
public struct VirtualMachine: Sendable {
  public var name: String
  public var pool: PoolID
  public var state: PowerState
  /// The host its domain stands on; nil without a domain.
  public var residentOn: HostID?
  /// The host that holds memory for it while it starts or moves there: xapi's
  /// `scheduled_to_be_resident_on`.
  public var scheduledOn: HostID?
  /// Where it ran last; nil if it never ran.
  public var lastHost: HostID?
  /// The home server, xapi's `affinity`; nil where the VM belongs to the pool.
  public var home: HostID?
  /// Whether an operation on it is under way: xapi's `current_operations`.
  public var isBusy: Bool
  /// The most it may have: static and dynamic maximum alike.
  public var memory: ByteCount
  /// How far it may be ballooned down; equal to `memory` where it may not.
  public var dynamicMinimum: ByteCount
  public var vcpus: Int32
  public var mode: GuestMode
  /// In order of age; a CD in the drive counts as one.
  public var disks: [VirtualDisk]
  /// The network of every VIF.
  public var networks: [NetworkID]
  /// The number of its guest's profile in the run's own table.
  public var guestProfile: Int32
  /// What it was made from; nil where that is not told.
  public var template: TemplateID?
  /// What high availability does for it when its host fails.
  public var restartPriority: RestartPriority
  /// When it is restarted among others: low numbers first, negative ones last.
  public var order: Int32
  /// Whether it is to run: it was started, and nobody shut it down (`ha_always_run`).
  public var alwaysRuns: Bool
  /// The CPU that it was started on, as the toolstack recorded it; nil without a record.
  public var cpu: RunningCPUState?

  public init(
    name: String, pool: PoolID, state: PowerState = .halted, residentOn: HostID? = nil,
    home: HostID? = nil, memory: ByteCount, dynamicMinimum: ByteCount? = nil, vcpus: Int32 = 1,
    mode: GuestMode = .pv, disks: [VirtualDisk] = [], networks: [NetworkID] = [],
    guestProfile: Int32 = 0, template: TemplateID? = nil,
    restartPriority: RestartPriority = .none, order: Int32 = 0, cpu: RunningCPUState? = nil
  ) {
    self.name = name
    self.pool = pool
    self.state = state
    self.residentOn = residentOn
    self.scheduledOn = nil
    self.lastHost = residentOn
    self.home = home
    self.isBusy = false
    self.memory = memory
    self.dynamicMinimum = dynamicMinimum ?? memory
    self.vcpus = vcpus
    self.mode = mode
    self.disks = disks
    self.networks = networks
    self.guestProfile = guestProfile
    self.template = template
    self.restartPriority = restartPriority
    self.order = order
    alwaysRuns = restartPriority == .restart && state.hasDomain
    self.cpu = cpu
  }
}

extension [VirtualMachine] {
  /// The same, with equal lists of disks and of networks lying in memory once.
  func shared() -> [VirtualMachine] {
    var disks = Sharing<[VirtualDisk]>()
    var networks = Sharing<[NetworkID]>()
    return map { vm in
      var vm = vm
      vm.disks = disks(vm.disks)
      vm.networks = networks(vm.networks)
      return vm
    }
  }
}
