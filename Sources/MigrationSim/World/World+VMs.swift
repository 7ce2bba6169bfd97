/// Virtual machines: where they start, and what pinging one asks.
extension World {
  mutating func beginStart(of vm: VMID, on host: HostID?, step: Int) -> StepBeginning {
    let toolstack = setup.toolstack
    if let host {
      let reasons =
        (inventory.objections(toStarting: vm, on: host, under: toolstack)
        + inventory.objectionsToArrival(of: vm, on: host)).refusals(force: false)
      guard reasons.isEmpty else { return .refused(reasons) }
      inventory.reserve(host, for: vm)
      return .takes(setup.times.start)
    }
    var luck = random.stream("placement of \(inventory[vm].name) in step \(step)")
    switch inventory.placement(of: vm, under: toolstack, &luck) {
    case .none(let objections): return .refused(objections.refusals(force: false))
    case .host(let host):
      // The plan is asked about the host that was chosen, and no other is chosen for it.
      let reasons = inventory.objectionsToArrival(of: vm, on: host).refusals(force: false)
      guard reasons.isEmpty else { return .refused(reasons) }
      inventory.reserve(host, for: vm)
      note(WorldPhrase.poolChooses(inventory[host].name), step: step)
      progress[step].passedOver = inventory.hosts(of: inventory[vm].pool).filter { $0 != host }
        .compactMap { inventory.objectionsToPlacing(vm, on: $0, under: toolstack).first?.error }
      return .takes(setup.times.start)
    }
  }

  /// The domain is built and the guest boots, if its host is still there.
  mutating func finishStart(
    of vm: VMID, step: Int, _ schedule: inout Schedule<Event>
  ) -> StepEnd {
    let reasons = finishStart(of: vm, &schedule)
    guard reasons.isEmpty, let host = inventory[vm].residentOn else { return .failed(reasons) }
    note(WorldPhrase.runsOn(inventory[vm].name, inventory[host].name), step: step)
    updateStatus(of: inventory[vm].pool, step: step, at: schedule.now)
    return .done
  }

  /// Boots a VM where memory is held for it; returns why it does not.
  mutating func finishStart(of vm: VMID, _ schedule: inout Schedule<Event>) -> [XapiError] {
    guard let host = inventory[vm].scheduledOn else { return [] }
    guard inventory[host].state == .live else {
      inventory.releaseReservation(of: vm)
      let name = inventory[host].name
      return [XapiError("HOST_NOT_LIVE", [name], explanation: PoolPhrase.wentDown(name))]
    }
    inventory.finishStarting(vm, guestProfile(of: vm), under: setup.toolstack)
    boot(vm, on: host, &schedule)
    return []
  }

  /// Ends a VM as its operator wants it: it is not to run any more.
  mutating func shutDown(_ vm: VMID, _ schedule: inout Schedule<Event>) {
    inventory[vm].alwaysRuns = false
    halt(vm, .halted, &schedule)
  }

  mutating func beginPing(
    _ pinger: Int, _ schedule: inout Schedule<Event>
  ) -> StepBeginning {
    let vm = pingers[pinger].setup.vm
    let state = inventory[vm].state
    if state == .lostWithHost, pingers[pinger].setup.isFromConsole {
      return .refused(
        inventory.objectionsToLost(vm, wanting: .running).refusals(force: false))
    }
    guard !pingers[pinger].setup.isFromConsole || state.hasDomain else {
      return .refused([
        XapiError(
          "VM_BAD_POWER_STATE", [inventory[vm].name, "running", state.xapiName],
          explanation: PoolPhrase.noConsole(inventory[vm].name, state.xapiWord())
        )
      ])
    }
    start(pinger: pinger, &schedule)
    return .takes(.zero)
  }
}
