import MigrationSim

/// What an operation means once it is done.
extension Explainer {
  func meaning(of step: StepResult) -> [Explanation.Remark] {
    guard step.outcome == .done else { return [] }
    return meaning(of: step.step.operation, step).map { Explanation.Remark(.note, $0) }
  }

  private func meaning(of operation: Operation, _ step: StepResult) -> [Sentence] {
    switch operation {
    case .createPool(let pool, let member):
      [StepPhrase.poolCreated(names.name(of: setup.inventory[pool].master), names.name(of: pool))]
        + (member.map { [joined($0, pool)] } ?? [])
    case .joinPool(let host, let master, let force):
      [joined(host, setup.inventory[master].pool)]
        + (force && !step.warnings.isEmpty ? [StepPhrase.joinedByForce(names.name(of: host))] : [])
    case .ejectHost(let host): [StepPhrase.ejected(names.name(of: host))]
    case .setCPUCount, .replaceCPU, .updateHost, .maskCPU, .unmaskCPU, .rebootHost,
      .enterMaintenance, .exitMaintenance, .failHost, .startHost, .becomeMaster, .recoverMembers,
      .designateMaster:
      [meaningForHost(of: operation)]
    case .addInterface(let host, let network, _):
      [StepPhrase.interfaceAdded(names.name(of: host), names.name(of: network))]
    case .removeInterface(let host, let network):
      [StepPhrase.interfaceRemoved(names.name(of: host), names.name(of: network))]
    case .createSR(let sr, let host): [meaningOfSR(sr, of: host)]
    case .createNetwork(let network, _): [StepPhrase.networkCreated(names.name(of: network))]
    case .destroyNetwork(let network, _): [StepPhrase.networkDestroyed(names.name(of: network))]
    case .createVM, .setHomeServer, .setMemory, .shutDownVM, .resetPowerState:
      [meaningForVM(of: operation)]
    case .enableHA(let pool, _): [StepPhrase.haEnabled(names.name(of: pool))]
    case .disableHA(let pool): [StepPhrase.haDisabled(names.name(of: pool))]
    case .setRestartPriority(let vm, let priority, _):
      priority == .restart ? [StepPhrase.isProtected(names.name(of: vm))] : []
    case .shutDownPool: [StepPhrase.masterLast()]
    case .repairSR, .startVM, .startPing, .stopPing, .migrate, .migrateStorage, .shutDownHost,
      .wait:
      []
    }
  }

  private func meaningOfSR(_ sr: SRID, of host: HostID) -> Sentence {
    if let pair = inventory[sr].replication {
      return StepPhrase.replicatedSRCreated(
        names.name(of: sr), names.name(of: pair.first), names.name(of: pair.second))
    }
    return inventory[sr].isShared
      ? StepPhrase.sharedSRCreated(names.name(of: sr))
      : StepPhrase.localSRCreated(names.name(of: sr), names.name(of: host))
  }

  private func meaningForHost(of operation: Operation) -> Sentence {
    switch operation {
    case .setCPUCount(let host, let count): StepPhrase.cpuCountSet(names.name(of: host), count)
    case .replaceCPU(let host, _): StepPhrase.cpuReplaced(names.name(of: host))
    case .updateHost(let host, _): StepPhrase.hostUpdated(names.name(of: host))
    case .maskCPU(let host, _): StepPhrase.maskSet(names.name(of: host))
    case .unmaskCPU(let host): StepPhrase.maskTakenOff(names.name(of: host))
    case .rebootHost(let host): StepPhrase.rebooted(names.name(of: host))
    case .enterMaintenance(let host, _, _): StepPhrase.evacuated(names.name(of: host))
    case .exitMaintenance(let host): StepPhrase.enabled(names.name(of: host))
    case .failHost(let host): StepPhrase.hostFailed(names.name(of: host))
    case .startHost(let host): StepPhrase.hostStarted(names.name(of: host))
    case .becomeMaster(let host): StepPhrase.becameMaster(names.name(of: host))
    case .recoverMembers(let host): StepPhrase.membersRecovered(names.name(of: host))
    case .designateMaster(let host): StepPhrase.masterDesignated(names.name(of: host))
    default: preconditionFailure("not an operation on a host: \(operation)")
    }
  }

  private func joined(_ host: HostID, _ pool: PoolID) -> Sentence {
    StepPhrase.joined(names.name(of: host), names.name(of: pool))
  }

  private func meaningForVM(of operation: Operation) -> Sentence {
    switch operation {
    case .createVM(let vm, _, .some(let home)):
      StepPhrase.vmOfHost(names.name(of: vm), names.name(of: home))
    case .createVM(let vm, _, nil): StepPhrase.vmOfPool(names.name(of: vm))
    case .setHomeServer(let vm, .some(let host)):
      StepPhrase.homeSet(names.name(of: vm), names.name(of: host))
    case .setHomeServer(let vm, nil): StepPhrase.homeUnset(names.name(of: vm))
    case .resetPowerState(let vm): StepPhrase.powerStateReset(names.name(of: vm))
    case .setMemory(let vm, _): StepPhrase.memorySet(names.name(of: vm))
    case .shutDownVM(let vm):
      uneven.isEmpty
        ? StepPhrase.vmHalted(names.name(of: vm)) : StepPhrase.vmShutDown(names.name(of: vm))
    default: preconditionFailure("not an operation on a virtual machine: \(operation)")
    }
  }
}
