import MigrationSim

extension Wording {
  /// What an operator does; pingers are named through `pings`.
  static func operation(_ operation: Operation, _ names: Names, _ pings: [PingResult]) -> Sentence {
    switch operation {
    case .createPool(let pool, let member):
      let pool = names.name(of: pool)
      return member.map { OperationPhrase.createPoolWith(pool, names.name(of: $0)) }
        ?? OperationPhrase.createPool(pool)
    case .joinPool(let host, let master, let force):
      let phrase: OperationPhrase = force ? .forceJoin : .join
      return phrase(names.name(of: host), names.name(of: master))
    case .ejectHost(let host): return OperationPhrase.eject(names.name(of: host))
    case .setCPUCount, .replaceCPU, .updateHost, .maskCPU, .unmaskCPU, .rebootHost,
      .enterMaintenance, .exitMaintenance, .failHost, .startHost, .becomeMaster, .recoverMembers,
      .designateMaster:
      return hostOperation(operation, names)
    case .addInterface(let host, let network, let interface):
      return OperationPhrase.addInterface(
        interface.description, names.name(of: network), names.name(of: host))
    case .removeInterface(let host, let network):
      return OperationPhrase.removeInterface(names.name(of: network), names.name(of: host))
    case .createNetwork(let network, let host):
      return OperationPhrase.createNetwork(names.name(of: network), names.name(of: host))
    case .destroyNetwork(let network, let host):
      return OperationPhrase.destroyNetwork(names.name(of: network), names.name(of: host))
    case .createSR, .repairSR:
      return storageOperation(operation, names)
    case .createVM, .setHomeServer, .setMemory, .startVM, .shutDownVM, .migrate,
      .migrateStorage, .resetPowerState:
      return machineOperation(operation, names)
    case .startPing(let number):
      return OperationPhrase.startPing(pinger(Int(number), names, pings))
    case .stopPing(let number):
      return OperationPhrase.stopPing(pinger(Int(number), names, pings))
    case .shutDownHost(let host): return OperationPhrase.shutDownHost(names.name(of: host))
    case .shutDownPool(let pool): return OperationPhrase.shutDownPool(names.name(of: pool))
    case .enableHA, .disableHA, .setRestartPriority: return haOperation(operation, names)
    case .wait(let span): return OperationPhrase.wait(duration(span))
    }
  }

  private static func hostOperation(_ operation: Operation, _ names: Names) -> Sentence {
    switch operation {
    case .setCPUCount(let host, let count):
      OperationPhrase.setCPUCount(names.name(of: host), count)
    case .replaceCPU(let host, _): OperationPhrase.replaceCPU(names.name(of: host))
    case .updateHost(let host, _): OperationPhrase.updateHost(names.name(of: host))
    case .maskCPU(let host, let mask):
      mask.features.map { OperationPhrase.maskCPUWith(names.name(of: host), $0.legacyText) }
        ?? OperationPhrase.maskCPU(names.name(of: host))
    case .unmaskCPU(let host): OperationPhrase.unmaskCPU(names.name(of: host))
    case .rebootHost(let host): OperationPhrase.rebootHost(names.name(of: host))
    case .enterMaintenance(let host, _, _):
      OperationPhrase.enterMaintenance(names.name(of: host))
    case .exitMaintenance(let host): OperationPhrase.exitMaintenance(names.name(of: host))
    case .failHost(let host): OperationPhrase.failHost(names.name(of: host))
    case .startHost(let host): OperationPhrase.startHost(names.name(of: host))
    case .becomeMaster(let host): OperationPhrase.becomeMaster(names.name(of: host))
    case .recoverMembers(let host): OperationPhrase.recoverMembers(names.name(of: host))
    case .designateMaster(let host): OperationPhrase.designateMaster(names.name(of: host))
    default: preconditionFailure("not an operation on a host: \(operation)")
    }
  }

  private static func haOperation(_ operation: Operation, _ names: Names) -> Sentence {
    switch operation {
    case .enableHA(let pool, let settings):
      let (pool, sr) = (names.name(of: pool), names.name(of: settings.statefile))
      return settings.failures.map { OperationPhrase.enableHAFor(pool, sr, $0) }
        ?? OperationPhrase.enableHA(pool, sr)
    case .disableHA(let pool): return OperationPhrase.disableHA(names.name(of: pool))
    case .setRestartPriority(let vm, let priority, let order):
      let vm = names.name(of: vm)
      switch priority {
      case .restart: return OperationPhrase.protect(vm, order)
      case .bestEffort: return OperationPhrase.protectIfPossible(vm)
      case .none: return OperationPhrase.unprotect(vm)
      }
    default: preconditionFailure("not of high availability: \(operation)")
    }
  }

  private static func storageOperation(_ operation: Operation, _ names: Names) -> Sentence {
    switch operation {
    case .createSR(let storage, let host):
      OperationPhrase.createSR(names.name(of: storage), names.name(of: host))
    case .repairSR(let storage, .some(let host)):
      OperationPhrase.repairSR(names.name(of: storage), names.name(of: host))
    case .repairSR(let storage, nil):
      OperationPhrase.repairSREverywhere(names.name(of: storage))
    default: preconditionFailure("not an operation on storage: \(operation)")
    }
  }

  private static func machineOperation(_ operation: Operation, _ names: Names) -> Sentence {
    switch operation {
    case .createVM(let vm, let template, .some(let home)):
      OperationPhrase.createVMWithHome(
        names.name(of: vm), names.name(of: template), names.name(of: home))
    case .createVM(let vm, let template, nil):
      OperationPhrase.createVM(names.name(of: vm), names.name(of: template))
    case .setHomeServer(let vm, .some(let host)):
      OperationPhrase.setHome(names.name(of: vm), names.name(of: host))
    case .setHomeServer(let vm, nil): OperationPhrase.unsetHome(names.name(of: vm))
    case .setMemory(let vm, let size):
      OperationPhrase.setMemory(names.name(of: vm), amount(of: size))
    case .startVM(let vm, .some(let host)):
      OperationPhrase.start(names.name(of: vm), names.name(of: host))
    case .startVM(let vm, nil): OperationPhrase.startAnywhere(names.name(of: vm))
    case .shutDownVM(let vm): OperationPhrase.shutDownVM(names.name(of: vm))
    case .resetPowerState(let vm): OperationPhrase.resetPowerState(names.name(of: vm))
    case .migrate(let vm, let host, _):
      OperationPhrase.migrate(names.name(of: vm), names.name(of: host))
    case .migrateStorage(let vm, let host, let sr, _):
      OperationPhrase.migrateStorage(
        names.name(of: vm), names.name(of: host), names.name(of: sr))
    default: preconditionFailure("not an operation on a virtual machine: \(operation)")
    }
  }

  /// A pinger by number and by its two ends.
  static func pinger(_ number: Int, _ names: Names, _ pings: [PingResult]) -> Sentence {
    guard pings.indices.contains(number) else { return OperationPhrase.ping(number + 1) }
    let ping = pings[number]
    let vm = names.name(of: ping.vm)
    return ping.isFromConsole
      ? OperationPhrase.pingFromConsole(number + 1, vm, ping.peer)
      : OperationPhrase.pingFromOutside(number + 1, ping.peer, vm)
  }
}
