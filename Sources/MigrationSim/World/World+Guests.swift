/// Guests: booting, standing still, moving, and what ends them.
extension World {
  mutating func handle(_ event: GuestEvent, _ schedule: inout Schedule<Event>) {
    switch event {
    case .phaseBegins(let vm, let phase): begin(phase: Int(phase), of: vm, &schedule)
    case .fault(let vm): fault(vm, &schedule)
    case .renewal(let vm): renew(vm, &schedule)
    }
  }

  /// VMs that the scenario has running when it begins.
  mutating func bootRunningVMs(_ schedule: inout Schedule<Event>) {
    // Of each profile and mode, the one that booted last: the next one often boots like it.
    var latest: [VMID?] = Array(repeating: nil, count: 2 * setup.guestProfiles.count)
    for vm in inventory.vmIDs where inventory[vm].state == .running {
      guard let host = inventory[vm].residentOn else { continue }
      let kind = 2 * Int(inventory[vm].guestProfile) + (inventory[vm].mode == .pv ? 0 : 1)
      if let other = latest[kind], inventory.areAlike(host, inventory[other].residentOn) {
        inventory[vm].cpu = inventory[other].cpu
      } else {
        inventory.boot(vm, guestProfile(of: vm), on: host, under: setup.toolstack)
      }
      latest[kind] = vm
      begin(running: vm, on: host, &schedule)
    }
  }

  func guestProfile(of vm: VMID) -> GuestProfile {
    setup.guestProfiles[Int(inventory[vm].guestProfile)]
  }

  /// Gives a VM a domain, with the memory that it was set to.
  mutating func boot(_ vm: VMID, on host: HostID, _ schedule: inout Schedule<Event>) {
    domains[vm.position].boot(
      setup.guests[vm.position], memory: inventory[vm].memory, at: schedule.now)
    begin(running: vm, on: host, &schedule)
  }

  private mutating func begin(
    running vm: VMID, on host: HostID, _ schedule: inout Schedule<Event>
  ) {
    journal.note(.vmChanged(vm, .running, host), at: schedule.now)
    begin(phase: 0, of: vm, &schedule)
    meetCPU(of: host, vm)
    if !domains[vm.position].lost.isEmpty { expectFault(of: vm, &schedule) }
  }

  /// Takes a VM's domain away: it was shut down, could not be restored, or crashed.
  mutating func halt(_ vm: VMID, _ state: PowerState, _ schedule: inout Schedule<Event>) {
    inventory.end(vm, as: state)
    domains[vm.position].end(at: schedule.now)
    schedule.clear(domains[vm.position].luck.faultAlarm)
    schedule.clear(domains[vm.position].luck.renewalAlarm)
    journal.note(.vmChanged(vm, state, nil), at: schedule.now)
    stopConsolePings(of: vm)
    // It is to run, and so comes up again.
    if inventory[vm].alwaysRuns && state != .lostWithHost {
      lookAfter(inventory[vm].pool, after: .zero, &schedule)
    }
  }

  /// The guest has acknowledged the suspend.
  mutating func pause(_ vm: VMID, at now: SimTime) {
    inventory.pause(vm)
    domains[vm.position].isAnnounced = false
    domains[vm.position].memory.setIntensity(0, at: now)
    holdPings(of: vm)
    journal.note(.vmChanged(vm, .paused, inventory[vm].residentOn), at: now)
  }

  /// The guest runs at its destination; its frames still go to the source.
  mutating func resume(
    _ vm: VMID, on host: HostID, _ schedule: inout Schedule<Event>
  ) {
    inventory.finishMigrating(vm)
    // To xapi the operation goes on until the source has cleaned up.
    inventory.setBusy(vm, true)
    domains[vm.position].memory.setIntensity(domains[vm.position].intensity, at: schedule.now)
    journal.note(.vmChanged(vm, .running, host), at: schedule.now)
    domains[vm.position].stay = Stay(began: schedule.now)
    expectFault(of: vm, &schedule)
    expectRenewal(of: vm, &schedule)
  }

  /// The guest runs again where it was: its migration failed after it had been suspended.
  mutating func resumeAtSource(of run: MigrationRun, _ schedule: inout Schedule<Event>) {
    let vm = run.vm
    inventory.resumeAtSource(vm)
    meetCPU(of: run.source, vm)
    domains[vm.position].memory.setIntensity(domains[vm.position].intensity, at: schedule.now)
    journal.note(.vmChanged(vm, .running, run.source), at: schedule.now)
    announce(vm, &schedule)
    expectFault(of: vm, &schedule)
    expectRenewal(of: vm, &schedule)
  }

  /// The guest's network is up, and the switches know where it is.
  mutating func announce(_ vm: VMID, _ schedule: inout Schedule<Event>) {
    domains[vm.position].isAnnounced = true
    releasePings(of: vm, &schedule)
  }
}

// MARK: Workload

extension World {
  /// Begins a phase of a guest's workload, and schedules the one after it.
  private mutating func begin(
    phase index: Int, of vm: VMID, _ schedule: inout Schedule<Event>
  ) {
    let phases = setup.guests[vm.position].phases
    guard inventory[vm].state.hasDomain, index < phases.count else { return }
    // The phase may have been meant for an earlier boot.
    let begins = domains[vm.position].bootedAt + phases[index].begins
    if begins > schedule.now {
      schedule.at(begins, .guest(.phaseBegins(vm, phase: Int16(index))))
      return
    }
    domains[vm.position].intensity = phases[index].intensity
    if inventory[vm].state == .running {
      domains[vm.position].memory.setIntensity(phases[index].intensity, at: schedule.now)
    }
    begin(phase: index + 1, of: vm, &schedule)
  }
}
