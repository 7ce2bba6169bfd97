/// High availability: hosts that are missed, a master that is chosen, and VMs that start by
/// themselves.
///
/// The others take a host for dead when its heartbeats, over the network and through the statefile,
/// have stayed away for the timeout. Each host's agent looks at that every 20 s
/// (`ha_monitor_interval`, `xapi_globs.ml`), at a phase of its own; where the master is missed the
/// first to hold the lock in the statefile takes its place, and starts anew as master. Source:
/// `xapi_ha.ml`, and `restart_auto_run_vms` of `xapi_ha_vm_failover.ml`.
extension World {
  private static let monitorInterval = SimDuration.seconds(20)
  /// A VM that could not be started is not tried again within that time.
  private static let retryInterval = SimDuration.seconds(120)

  mutating func enableHA(_ settings: HASettings, in pool: PoolID, step: Int, at now: SimTime) {
    let alerts = inventory.enableHA(
      in: pool, statefile: settings.statefile, tolerating: settings.failures,
      timeout: settings.timeout)
    if let ha = inventory[pool].ha {
      note(WorldPhrase.planCovers(inventory[pool].name, ha.plannedFor, ha.toTolerate), step: step)
    }
    for alert in alerts { raise(alert, step: step, at: now) }
  }

  mutating func disableHA(in pool: PoolID, _ schedule: inout Schedule<Event>) {
    inventory[pool].ha = nil
    schedule.clear(failovers[pool.position].alarm)
    failovers[pool.position].nextPass = nil
    failovers[pool.position].missed = []
    failovers[pool.position].waiting = []
  }

  /// A host is off: what its pool makes of that.
  mutating func noteGone(_ host: HostID, failed: Bool, _ schedule: inout Schedule<Event>) {
    let pool = inventory[host].pool
    guard let ha = inventory[pool].ha else { return }
    let missedFor = failed ? ha.timeout : .zero
    if failed {
      failovers[pool.position].missed.append((host, schedule.now + missedFor))
    }
    let succession = inventory.isMaster(host) ? setup.times.agentRestart : .zero
    lookAfter(pool, after: missedFor + succession, &schedule)
  }

  /// Has a pool's master look after its VMs, at its next turn after a span.
  mutating func lookAfter(
    _ pool: PoolID, after span: SimDuration, _ schedule: inout Schedule<Event>
  ) {
    guard inventory[pool].hasHA else { return }
    let number = failovers[pool.position].passes
    var luck = random.stream("turn \(number) of the monitor of \(inventory[pool].name)")
    let turn = SimDuration(
      nanoseconds: Int64.random(in: 0..<Self.monitorInterval.nanoseconds, using: &luck))
    let due = schedule.now + span + turn
    if let earlier = failovers[pool.position].nextPass, earlier <= due { return }
    failovers[pool.position].nextPass = due
    schedule.set(failovers[pool.position].alarm, at: due, .ha(.pass(pool)))
  }

  mutating func handle(_ event: HAEvent, _ schedule: inout Schedule<Event>) {
    switch event {
    case .pass(let pool): look(after: pool, &schedule)
    case .started(let restart): finish(restart: Int(restart), &schedule)
    }
  }

  private mutating func look(after pool: PoolID, _ schedule: inout Schedule<Event>) {
    let place = pool.position
    failovers[place].nextPass = nil
    failovers[place].passes += 1
    guard inventory[pool].hasHA else { return }
    guard failovers[place].underWay == 0 else {
      return lookAfter(pool, after: Self.monitorInterval, &schedule)
    }
    guard electMaster(of: pool, at: schedule.now) else { return }
    let reset = declareDead(in: pool, at: schedule.now)
    if let next = failovers[place].missed.map(\.until).min() {
      lookAfter(pool, after: next - schedule.now, &schedule)
    }
    updateStatus(of: pool, at: schedule.now)
    failovers[place].waiting = restarts(in: pool, bestEffort: reset, at: schedule.now)[...]
    goOn(restartsOf: pool, &schedule)
  }

  /// Sees to it that there is a master at work; false if no host is on.
  private mutating func electMaster(of pool: PoolID, at now: SimTime) -> Bool {
    guard inventory[inventory[pool].master].state == .off else { return true }
    let candidates = inventory.hosts(of: pool).filter { inventory[$0].state != .off }
    var luck = random.stream(
      "master of \(inventory[pool].name) at pass \(failovers[pool.position].passes)")
    guard let elected = candidates.randomElement(using: &luck) else { return false }
    inventory.install(elected, asMasterOf: pool, telling: candidates)
    journal.note(.masterChanged(pool, elected), at: now)
    return true
  }

  /// Takes hosts that have been missed for long enough for dead, and their VMs for halted; returns
  /// those of them that are to be started if it can be.
  private mutating func declareDead(in pool: PoolID, at now: SimTime) -> [VMID] {
    let missed = failovers[pool.position].missed
    failovers[pool.position].missed = missed.filter {
      $0.until > now && inventory[$0.host].state == .off
    }
    var reset: [VMID] = []
    for (host, until) in missed where until <= now && inventory[host].state == .off {
      raise(.hostFailed(host), step: nil, at: now)
      for vm in inventory.vmIDs
      where inventory[vm].state == .lostWithHost && inventory[vm].residentOn == host {
        inventory.end(vm, as: .halted)
        journal.note(.vmChanged(vm, .halted, nil), at: now)
        if inventory[vm].restartPriority == .bestEffort { reset.append(vm) }
      }
    }
    return reset
  }

  mutating func updateStatus(of pool: PoolID, step: Int? = nil, at now: SimTime) {
    for alert in inventory.updateFailoverStatus(of: pool) { raise(alert, step: step, at: now) }
  }

  /// The VMs to start now: the protected ones where the plan has them, or, if it leaves one out, in
  /// their order wherever the pool finds room; then the others.
  private func restarts(
    in pool: PoolID, bestEffort: [VMID], at now: SimTime
  ) -> [PlannedRestart] {
    let plan = inventory.restartPlan(of: pool)
    let isDown = { (vm: VMID) in
      inventory[vm].state.xapiName == PowerState.halted.xapiName && !inventory[vm].isBusy
        && inventory[vm].state != .undefined
    }
    let resting = failovers[pool.position].tries.filter { now - $0.last < Self.retryInterval }
    func rank(_ vm: VMID) -> Int64 {
      inventory[vm].order < 0 ? Int64(Int32.max) : Int64(inventory[vm].order)
    }
    let protected = inventory.protectedVMs(of: pool).filter { vm in
      isDown(vm) && !resting.contains { $0.vm == vm }
    }
    return
      (protected.map { vm in
        let move = plan.leftOut.isEmpty ? plan.moves.first { $0.vm == vm } : nil
        return PlannedRestart(
          vm: vm, host: move?.destination, isProtected: true, rank: rank(vm))
      }
      + bestEffort.filter(isDown).map {
        PlannedRestart(vm: $0, host: nil, isProtected: false, rank: Int64.max)
      }).sorted { ($0.rank, $0.vm) < ($1.rank, $1.vm) }
  }

  /// Starts the VMs that are next in order, together, and those after them once these run.
  private mutating func goOn(restartsOf pool: PoolID, _ schedule: inout Schedule<Event>) {
    let place = pool.position
    while failovers[place].underWay == 0, let next = failovers[place].waiting.first {
      while let restart = failovers[place].waiting.first, restart.rank == next.rank {
        failovers[place].waiting.removeFirst()
        begin(restart, &schedule)
      }
    }
    guard failovers[place].underWay == 0 else { return }
    updateStatus(of: pool, at: schedule.now)
    let isLeft = inventory.protectedVMs(of: pool).contains { !inventory[$0].state.hasDomain }
    if isLeft { lookAfter(pool, after: Self.retryInterval, &schedule) }
  }

  private mutating func begin(_ restart: PlannedRestart, _ schedule: inout Schedule<Event>) {
    let vm = restart.vm
    let pool = inventory[vm].pool
    var result = RestartResult(
      vm: vm, began: schedule.now, host: restart.host, outcome: .unfinished)
    if restart.isProtected { noteTry(of: vm, at: schedule.now) }
    let objections: [Objection]
    if let host = restart.host {
      objections = inventory.objections(toStarting: vm, on: host, under: setup.toolstack)
    } else {
      var luck = random.stream("placement of \(inventory[vm].name) in restart \(restarted.count)")
      switch inventory.placement(of: vm, under: setup.toolstack, &luck) {
      case .none(let found): objections = found
      case .host(let host):
        objections = []
        result.host = host
      }
    }
    result.reasons = objections.refusals(force: false)
    guard result.reasons.isEmpty, let host = result.host else {
      result.outcome = .refused
      result.ended = schedule.now
      restarted.append(result)
      if restart.isProtected { tellOfFailure(of: vm, at: schedule.now) }
      return
    }
    inventory.reserve(host, for: vm)
    failovers[pool.position].underWay += 1
    restarted.append(result)
    schedule.after(setup.times.start, .ha(.started(Int32(restarted.count - 1))))
  }

  private mutating func finish(restart index: Int, _ schedule: inout Schedule<Event>) {
    let vm = restarted[index].vm
    let pool = inventory[vm].pool
    restarted[index].ended = schedule.now
    failovers[pool.position].underWay -= 1
    let reasons = finishStart(of: vm, &schedule)
    restarted[index].reasons = reasons
    restarted[index].outcome = reasons.isEmpty ? .done : .failed
    if reasons.isEmpty {
      failovers[pool.position].tries.removeAll { $0.vm == vm }
    } else if inventory[vm].restartPriority == .restart {
      tellOfFailure(of: vm, at: schedule.now)
    }
    goOn(restartsOf: pool, &schedule)
  }

  private mutating func noteTry(of vm: VMID, at now: SimTime) {
    let place = inventory[vm].pool.position
    if let index = failovers[place].tries.firstIndex(where: { $0.vm == vm }) {
      failovers[place].tries[index].last = now
    } else {
      failovers[place].tries.append(RestartTry(vm: vm, last: now))
    }
  }

  /// Operators are told once of each VM that cannot be restarted.
  private mutating func tellOfFailure(of vm: VMID, at now: SimTime) {
    let place = inventory[vm].pool.position
    guard let index = failovers[place].tries.firstIndex(where: { $0.vm == vm }),
      !failovers[place].tries[index].isTold
    else { return }
    failovers[place].tries[index].isTold = true
    raise(.restartFailed(vm), step: nil, at: now)
  }
}
