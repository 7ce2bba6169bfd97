/// The CPUs of hosts: what is masked, exchanged and updated, and what that does to pools and VMs.
extension World {
  /// Carries out what a host was turned off for, and turns it on again.
  mutating func finishReboot(
    of host: HostID, for operation: Operation, step: Int, _ schedule: inout Schedule<Event>
  ) -> StepEnd {
    // Another step may have turned it on meanwhile, and something may be on it.
    if inventory[host].state != .off {
      let reasons = inventory.objections(toShuttingDown: host).refusals(force: false)
      guard reasons.isEmpty else { return .failed(reasons) }
      turnOff(host, at: schedule.now)
    }
    switch operation {
    case .setCPUCount(_, let count): inventory.setCPUCount(count, of: host)
    case .replaceCPU(_, let number):
      inventory.replaceCPU(of: host, by: setup.replacements[Int(number)])
    case .updateHost(_, let number): inventory.apply(setup.updates[Int(number)], to: host)
    default: break
    }
    turnOn(host, step: step, &schedule)
    return .done
  }

  /// Turns on a host that is off: what was pending for its CPU shows now.
  mutating func turnOn(_ host: HostID, step: Int, _ schedule: inout Schedule<Event>) {
    let now = schedule.now
    let toolstack = setup.toolstack
    let pool = inventory[host].pool
    let before = inventory[host].cpu
    let level = inventory.level(of: pool, under: toolstack)
    let (failures, foundMaster) = inventory.start(host, storagePaths(of: [host]))
    journal.note(.hostChanged(host, .live), at: now)
    if let foundMaster { noteFound(foundMaster, by: host, step: step) }
    for failure in failures { note(failure, step: step, now) }
    noteLostVMs(step: step, at: now)
    noteCPU(of: host, was: before, step: step)
    if let alert = inventory.alert(ofHost: host, whoseCPUWas: before, under: toolstack) {
      raise(alert, step: step, at: now)
    }
    noteLevel(of: pool, was: level, step: step, at: now)
    if !before.effectiveFeatures.isSubset(of: inventory[host].cpu.effectiveFeatures) {
      noteStranded(awayFrom: host, step: step)
    }
    lookAfter(pool, after: .zero, &schedule)
  }

  private mutating func noteCPU(of host: HostID, was before: HostCPU, step: Int) {
    let names = setup.toolstack.featureNames
    let old = before.effectiveFeatures.withoutMirroredBits
    let new = inventory[host].cpu.effectiveFeatures.withoutMirroredBits
    let name = inventory[host].name
    let (lost, gained) = (old.subtracting(new), new.subtracting(old))
    if !lost.isEmpty { note(WorldPhrase.showsNoLonger(name, names.list(lost)), step: step) }
    if !gained.isEmpty { note(WorldPhrase.showsNow(name, names.list(gained)), step: step) }
  }

  /// Tells how a pool's level has changed, and raises xapi's alert where it has one for that.
  mutating func noteLevel(
    of pool: PoolID, was before: CPULevel, step: Int, at now: SimTime
  ) {
    // The level of a host that stands alone is its own CPU.
    guard setup.toolstack.era == .levelling, inventory[pool].isCreated else { return }
    let names = setup.toolstack.featureNames
    let after = inventory.level(of: pool, under: setup.toolstack)
    let name = inventory[pool].name
    let (lost, gained) = (before.gains(over: after), after.gains(over: before))
    if !lost.isEmpty { note(WorldPhrase.levelFalls(name, names.list(lost)), step: step) }
    if !gained.isEmpty { note(WorldPhrase.levelRises(name, names.list(gained)), step: step) }
    if let alert = inventory.alert(ofPool: pool, whoseLevelWas: before, under: setup.toolstack) {
      raise(alert, step: step, at: now)
    }
  }

  /// Tells which running VMs may not come to a host.
  mutating func noteStranded(awayFrom host: HostID, step: Int) {
    let vms = inventory.stranded(awayFrom: host, under: setup.toolstack)
    guard !vms.isEmpty else { return }
    note(
      WorldPhrase.stranded(
        inventory[host].name, vms.map { inventory[$0].name }.listed(.commas)), step: step)
  }

  mutating func raise(_ alert: Alert, step: Int?, at now: SimTime) {
    alerts.append(AlertRecord(time: now, alert: alert, step: step))
    journal.note(.alertRaised(alert), at: now)
  }
}
