import MigrationSim

/// Where everything stands at the end.
extension Explainer {
  var ending: [Explanation.Remark] {
    failover + (pools + machines).map { Explanation.Remark(.state, $0) }
      + survivors.map { Explanation.Remark(.cpu, $0) } + expectations
  }

  private var pools: [Sentence] {
    let created = inventory.poolIDs.filter { inventory[$0].exists && inventory[$0].isCreated }
    let members = created.map { pool in
      EndingPhrase.pool(
        names.name(of: pool), inventory.hosts(of: pool).map { names.name(of: $0) }.listed(.commas),
        names.name(of: inventory[pool].master))
    }
    func hosts(_ condition: (HostID) -> Bool) -> [String] {
      inventory.hostIDs.filter(condition).map { names.name(of: $0) }
    }
    let outside = hosts { !created.contains(inventory[$0].pool) }
    let off = hosts { inventory[$0].state == .off }
    return members + (outside.isEmpty ? [] : [EndingPhrase.outside(outside.listed(.commas))])
      + (off.isEmpty ? [] : [EndingPhrase.off(off.listed(.commas))])
  }

  private var machines: [Sentence] {
    result.machines.filter { $0.state != .undefined }.map(state)
  }

  private func state(of machine: MachineResult) -> Sentence {
    let vm = names.name(of: machine.vm)
    let host = (machine.host ?? inventory[machine.vm].lastHost).map { names.name(of: $0) } ?? "-"
    let isMute = machine.faults.contains { $0.layer == .libc }
    switch machine.state {
    case .running: return isMute ? EndingPhrase.servicesDied(vm, host) : EndingPhrase.runs(vm, host)
    case .paused: return EndingPhrase.isPaused(vm, host)
    case .suspended: return EndingPhrase.suspended(vm)
    case .crashed: return EndingPhrase.crashed(vm, host)
    case .lostWithHost: return EndingPhrase.lostWithHost(vm, host)
    case .halted, .undefined: return EndingPhrase.halted(vm)
    }
  }

  /// Guests that run on a CPU that lacks what they use.
  private var survivors: [Sentence] {
    result.machines.filter { $0.state == .running && !$0.lostFeatures.isEmpty }.flatMap { machine in
      let vm = names.name(of: machine.vm)
      let host = machine.host.map { names.name(of: $0) } ?? "-"
      let uses = machine.lostFeatures.map {
        FeatureUse(
          feature: $0.feature, layer: $0.layer, latch: .boot, usesPerSecond: $0.usesPerSecond)
      }
      let left = EndingPhrase.stillLacks(
        vm, host, phrase(uses), percent(probability(of: machine.lostFeatures)))
      let move = result.migrations.last { $0.vm == machine.vm && $0.outcome == .completed }
      guard machine.faults.isEmpty, let resumed = move?.resumed else { return [left] }
      let span = result.ended - resumed
      let luck = 1 - probability(of: machine.lostFeatures, within: span)
      return [
        CrossingPhrase.survived(vm, Wording.duration(span), host, percent(luck)), left,
      ]
    }
  }

  private var expectations: [Explanation.Remark] {
    let hasSome = !result.checks.isEmpty || result.steps.contains { $0.step.expectation != nil }
    guard hasSome || !result.isAsExpected else { return [] }
    guard !result.isAsExpected else {
      return [Explanation.Remark(.check, EndingPhrase.asExpected())]
    }
    let steps = result.steps.enumerated().filter { !$0.element.isAsExpected }.map {
      EndingPhrase.stepNotAsExpected($0.offset + 1)
    }
    let checks = result.checks.filter { !$0.holds }.map {
      EndingPhrase.checkFailed($0.expectation, $0.found)
    }
    return ([EndingPhrase.notAsExpected()] + steps + checks).map {
      Explanation.Remark(.check, $0)
    }
  }
}
