/// What a guest meets on a CPU that lacks what it uses, or shows more than it booted with.
extension World {
  /// The guest is on a host's CPU from now on, once it runs.
  mutating func meetCPU(of host: HostID, _ vm: VMID) {
    guard let cpu = inventory[vm].cpu else { return }
    let hostCPU = inventory[host].cpu
    // Where it booted it goes on seeing what it saw.
    let hasMoved = domains[vm.position].hasMoved || inventory[vm].residentOn != host
    let shown =
      hasMoved
      ? setup.toolstack.levelling.featuresOnArrival(
        of: cpu, on: hostCPU, for: inventory[vm].mode) : cpu.features
    domains[vm.position].shown = shown == cpu.features ? nil : Shared(shown)
    domains[vm.position].lost = cpu.lost(on: hostCPU.processor, showing: shown)
  }

  /// Draws when the guest will first execute something that its CPU lacks, and what.
  mutating func expectFault(of vm: VMID, _ schedule: inout Schedule<Event>) {
    let next = domains[vm.position].drawFault()
    let alarm = domains[vm.position].luck.faultAlarm
    if let next {
      schedule.set(alarm, at: schedule.now + next.delay, .guest(.fault(vm)))
    } else {
      schedule.clear(alarm)
    }
  }

  mutating func fault(_ vm: VMID, _ schedule: inout Schedule<Event>) {
    guard let fault = domains[vm.position].nextFault else { return }
    // A guest that stands still executes nothing; it goes on from there when it runs again.
    if inventory[vm].state == .paused { return }
    domains[vm.position].note(fault, at: schedule.now)
    inventory[vm].cpu?.bury(fault.feature, in: fault.layer)
    journal.note(.instructionFault(vm, fault.feature, fault.layer), at: schedule.now)
    switch fault.layer.consequence {
    case .machineCrashes:
      abandonMigration(of: vm, &schedule)
      halt(vm, .crashed, &schedule)
    case .servicesDie:
      stopConsolePings(of: vm)
      expectFault(of: vm, &schedule)
      expectRenewal(of: vm, &schedule)
    case .processDies:
      expectFault(of: vm, &schedule)
      expectRenewal(of: vm, &schedule)
    }
  }
}

// MARK: Processes that start anew

extension World {
  /// Draws when a process ends whose successor decides differently, and which.
  ///
  /// Those whose successors decide alike need no event: nothing would change.
  mutating func expectRenewal(of vm: VMID, _ schedule: inout Schedule<Event>) {
    let alarm = domains[vm.position].luck.renewalAlarm
    let pending = pendingRenewals(of: vm)
    if !pending.isEmpty, domains[vm.position].luck.renewals == nil {
      let stream = random.stream("renewals of \(inventory[vm].name)")
      domains[vm.position].luck.renewals = Shared(stream)
    }
    if let delay = domains[vm.position].drawRenewal(of: pending) {
      schedule.set(alarm, at: schedule.now + delay, .guest(.renewal(vm)))
    } else {
      schedule.clear(alarm)
    }
  }

  /// Processes whose successors will decide differently on the guest's present CPU.
  func pendingRenewals(of vm: VMID) -> [Renewal] {
    guard let cpu = inventory[vm].cpu, let host = inventory[vm].residentOn else { return [] }
    return cpu.pendingRenewals(
      on: inventory[host].processor,
      showing: domains[vm.position].shown?.value ?? cpu.features)
  }

  mutating func renew(_ vm: VMID, _ schedule: inout Schedule<Event>) {
    guard let renewal = domains[vm.position].nextRenewal?.value,
      let host = inventory[vm].residentOn, inventory[vm].state != .paused
    else { return }
    inventory[vm].cpu?.renew(renewal)
    domains[vm.position].renewals.append(RenewalRecord(time: schedule.now, renewal))
    journal.note(
      .processRenewed(
        vm, renewal.use.feature, renewal.use.layer, latches: renewal.latches), at: schedule.now)
    meetCPU(of: host, vm)
    // What was drawn for the processes before holds no more: the rates are others now.
    expectFault(of: vm, &schedule)
    expectRenewal(of: vm, &schedule)
  }
}
