extension Inventory {
  /// Holds memory for a VM on a host, as every start and every migration begins.
  ///
  /// From here to its end the VM counts as busy, and on both hosts' memory.
  public mutating func reserve(_ host: HostID, for vm: VMID) {
    precondition(self[vm].scheduledOn == nil, "VM \(vm) is on its way already")
    self[vm].scheduledOn = host
    self[vm].isBusy = true
  }

  /// Marks a VM as under an operation that holds no memory for it, or as done with that.
  ///
  /// One that crashed meanwhile may be on its way up again, and stays busy with that.
  public mutating func setBusy(_ vm: VMID, _ isBusy: Bool) {
    self[vm].isBusy = isBusy || self[vm].scheduledOn != nil
  }

  /// Gives back what `reserve` held: a start or a migration came to nothing.
  public mutating func releaseReservation(of vm: VMID) {
    self[vm].scheduledOn = nil
    self[vm].isBusy = false
  }

  /// Ends a start: the VM runs where memory was held for it, and what CPU it met is recorded.
  public mutating func finishStarting(
    _ vm: VMID, _ profile: GuestProfile, under toolstack: Toolstack
  ) {
    guard let host = self[vm].scheduledOn else {
      preconditionFailure("VM \(vm) starts where no memory is held for it")
    }
    boot(vm, profile, on: host, under: toolstack)
    settle(vm, on: host)
  }

  /// Writes down what a VM meets as it boots on a host, and what it latches onto.
  public mutating func boot(
    _ vm: VMID, _ profile: GuestProfile, on host: HostID, under toolstack: Toolstack
  ) {
    let mode = self[vm].mode
    // Before levelling what other hosts have does not matter, and is not looked at.
    let others = toolstack.era == .levelling ? cpusThatLevel(mode, in: self[host].pool) : []
    self[vm].cpu = toolstack.levelling.boot(
      profile, on: self[host].cpu, in: others, for: mode)
  }

  /// Ends a migration: the VM runs at its destination, with the CPU features it was started with.
  public mutating func finishMigrating(_ vm: VMID) {
    guard let host = self[vm].scheduledOn else {
      preconditionFailure("VM \(vm) arrives where no memory is held for it")
    }
    settle(vm, on: host)
  }

  private mutating func settle(_ vm: VMID, on host: HostID) {
    self[vm].state = .running
    self[vm].residentOn = host
    self[vm].lastHost = host
    self[vm].alwaysRuns = self[vm].restartPriority == .restart
    releaseReservation(of: vm)
  }

  /// The guest stands still for the last pass of its migration.
  public mutating func pause(_ vm: VMID) {
    precondition(self[vm].state == .running, "VM \(vm) is paused when it does not run")
    self[vm].state = .paused
  }

  /// The guest goes on where it was paused: its migration came to nothing.
  public mutating func resumeAtSource(_ vm: VMID) {
    precondition(self[vm].state == .paused, "VM \(vm) is resumed when it is not paused")
    self[vm].state = .running
    releaseReservation(of: vm)
  }

  /// Takes a VM's domain away: shut down, crashed, or lost with its host.
  public mutating func end(_ vm: VMID, as state: PowerState) {
    precondition(!state.hasDomain, "a VM without domain cannot be \(state)")
    self[vm].state = state
    if state != .lostWithHost { self[vm].residentOn = nil }
    self[vm].cpu = nil
    releaseReservation(of: vm)
  }

  /// Every reason against shutting a VM down.
  public func objections(toShuttingDown vm: VMID) -> [Objection] {
    objectionsToState(of: vm, wanting: .running)
  }
}
