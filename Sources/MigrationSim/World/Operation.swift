/// What an operator can do in the course of a run, named as in xe and XenCenter.
///
/// Things that a step brings into being (a VM from a template, an SR, a network) stand in the
/// inventory from the start, marked as not made yet, so that every operation is plain data.
public enum Operation: BitwiseCopyable, Hashable, Sendable {
  /// XenCenter's New Pool: names the master's pool and joins one more host to it, if one is given.
  case createPool(PoolID, member: HostID?)
  /// `xe pool-join` to the pool of `master`; with `force` as xsconsole's Force Join.
  case joinPool(HostID, master: HostID, force: Bool)
  /// `xe pool-eject`.
  case ejectHost(HostID)
  /// Turns a host off, changes its hardware and boots it: what the manual does after the first
  /// refusal.
  case setCPUCount(HostID, Int32)
  /// Turns a host off, puts in the processor of that number and boots it.
  case replaceCPU(HostID, Int32)
  /// Applies the update of that number to a host, and boots it.
  case updateHost(HostID, Int32)
  /// `xe host-set-cpu-features`: a mask, from the next boot on.
  case maskCPU(HostID, CPUMask)
  /// `xe host-reset-cpu-features`.
  case unmaskCPU(HostID)
  /// XenCenter's Reboot, which shuts the host's VMs down first.
  case rebootHost(HostID)
  /// XenCenter's Enter Maintenance Mode: the host is disabled and its VMs migrate to others, that
  /// many at once, with the settings of that number.
  case enterMaintenance(HostID, settings: Int32, atOnce: Int32)
  /// XenCenter's Exit Maintenance Mode.
  case exitMaintenance(HostID)
  /// XenCenter's Add Interface: gives a host an address on a network of its pool.
  case addInterface(HostID, NetworkID, IPv4Interface)
  case removeInterface(HostID, NetworkID)
  /// XenCenter's New SR; it is made in the pool of `host`.
  case createSR(SRID, from: HostID)
  /// XenCenter's Repair Storage Repository: plugs what is unplugged, on one host or on all.
  case repairSR(SRID, host: HostID?)
  case createNetwork(NetworkID, from: HostID)
  case destroyNetwork(NetworkID, from: HostID)
  /// XenCenter's New VM, from a template; without a home server the VM belongs to the pool.
  case createVM(VMID, from: TemplateID, home: HostID?)
  case setHomeServer(VMID, HostID?)
  case setMemory(VMID, ByteCount)
  /// Without a host the pool chooses where.
  case startVM(VMID, on: HostID?)
  case shutDownVM(VMID)
  /// Starts the pinger of that number.
  case startPing(Int32)
  /// Stops it, as Control-C does.
  case stopPing(Int32)
  /// XenMotion, with the settings of that number.
  case migrate(VMID, to: HostID, settings: Int32)
  /// Storage motion: disks of a VM go to an SR, and the VM, if it runs, to a host that uses it
  /// there. Settings as for a migration, and which disks.
  case migrateStorage(VMID, to: HostID, sr: SRID, settings: Int32)
  case shutDownHost(HostID)
  /// The power of a host is lost, with all that is on it.
  case failHost(HostID)
  /// Switches a host on.
  case startHost(HostID)
  /// `xe vm-reset-powerstate --force`: the database is to take the VM for halted.
  case resetPowerState(VMID)
  case shutDownPool(PoolID)
  /// `xe pool-emergency-transition-to-master` on a member.
  case becomeMaster(HostID)
  /// `xe pool-recover-slaves` on a master.
  case recoverMembers(HostID)
  /// `xe pool-designate-new-master`.
  case designateMaster(HostID)
  /// XenCenter's Configure HA.
  case enableHA(PoolID, HASettings)
  case disableHA(PoolID)
  /// What high availability is to do for a VM, and when among others.
  case setRestartPriority(VMID, RestartPriority, order: Int32)
  /// Lets time pass.
  case wait(SimDuration)
}

/// How high availability is switched on.
public struct HASettings: BitwiseCopyable, Hashable, Sendable {
  public var statefile: SRID
  /// Host failures to tolerate; nil for as many as there is a plan for.
  public var failures: Int?
  /// How long heartbeats may stay away (`ha_default_timeout_base`, `xapi_globs.ml`: 60 s).
  public var timeout: SimDuration

  public init(statefile: SRID, failures: Int? = nil, timeout: SimDuration = .seconds(60)) {
    self.statefile = statefile
    self.failures = failures
    self.timeout = timeout
  }
}

/// When a step begins.
public enum StepStart: BitwiseCopyable, Hashable, Sendable {
  /// At an instant, whatever else is going on.
  case at(SimTime)
  /// Once the step before has ended, and this much later.
  case afterPrevious(SimDuration)
}

/// One step of the timeline.
public struct Step: Sendable {
  /// What the manual, or the teacher, says of it; may be empty.
  public var title: String
  public var start: StepStart
  public var operation: Operation
  /// How it must end for the run to count as it should be; nil where nothing is asked.
  public var expectation: StepExpectation?

  public init(
    title: String = "", start: StepStart = .afterPrevious(.zero), operation: Operation,
    expectation: StepExpectation? = nil
  ) {
    self.title = title
    self.start = start
    self.operation = operation
    self.expectation = expectation
  }
}

/// How a step must end.
public enum StepExpectation: Hashable, Sendable {
  case done
  /// Refused before anything was changed, with this code first; any code if nil.
  case refused(code: String?)
  /// Begun and then failed, with this code first; any code if nil.
  case failed(code: String?)
}
