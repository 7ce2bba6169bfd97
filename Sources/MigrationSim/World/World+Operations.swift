/// What each operation of the timeline asks of the rooms, as it begins and as it takes effect.
///
/// An operation is checked twice: as it begins, when it is refused, and as it takes effect, when it
/// fails because something has changed in between.
extension World {
  mutating func beginning(
    of operation: Operation, step: Int, _ schedule: inout Schedule<Event>
  ) -> StepBeginning {
    let operation = asMeantNow(operation)
    switch operation {
    case .startVM(let vm, let host):
      return beginStart(of: vm, on: host, step: step)
    case .startPing(let pinger):
      return beginPing(Int(pinger), &schedule)
    case .stopPing(let pinger):
      stop(pinger: Int(pinger))
      return .takes(.zero)
    case .migrate(let vm, let host, let settings):
      return beginMigration(of: vm, to: host, settings: Int(settings), step: step, &schedule)
    case .migrateStorage(let vm, let host, let sr, let settings):
      return beginStorageMigration(
        of: vm, to: host, sr: sr, settings: Int(settings), step: step, &schedule)
    case .enterMaintenance(let host, let settings, let atOnce):
      return beginEvacuation(
        of: host, settings: Int(settings), atOnce: Int(atOnce), step: step, &schedule)
    case .wait(let span):
      return .takes(span)
    default:
      let objections = objections(to: operation)
      let force = operation.isForced
      let reasons = objections.refusals(force: force)
      progress[step].warnings = objections.warnings(force: force)
      guard reasons.isEmpty else { return .refused(reasons) }
      prepare(operation, step: step, &schedule)
      return .takes(setup.times.duration(of: operation))
    }
  }

  /// An operation with its network as the host's pool knows it by now: joins make two into one.
  private func asMeantNow(_ operation: Operation) -> Operation {
    switch operation {
    case .addInterface(let host, let network, let interface):
      .addInterface(host, inventory.network(network, asKnownTo: host), interface)
    case .removeInterface(let host, let network):
      .removeInterface(host, inventory.network(network, asKnownTo: host))
    case .destroyNetwork(let network, let host):
      .destroyNetwork(inventory.network(network, asKnownTo: host), from: host)
    default: operation
    }
  }

  /// Every reason against an operation as things stand.
  func objections(to operation: Operation) -> [Objection] {
    let toolstack = setup.toolstack
    let found: [Objection] =
      switch operation {
      case .createPool(let pool, let member):
        inventory.objections(toCreating: pool, with: member, under: toolstack)
      case .joinPool(let host, let master, _):
        inventory.objections(toJoining: host, to: master, under: toolstack)
      case .ejectHost(let host): inventory.objections(toEjecting: host)
      case .setCPUCount(let host, let count):
        inventory.objections(toSettingCPUCount: count, of: host)
      case .replaceCPU(let host, _), .updateHost(let host, _):
        inventory[host].state == .off ? [] : inventory.objections(toShuttingDown: host)
      case .maskCPU(let host, let mask):
        inventory.objections(toMasking: host, with: mask, under: toolstack)
      case .unmaskCPU(let host): inventory.objections(toUnmasking: host, under: toolstack)
      case .exitMaintenance(let host): inventory.objections(toEnabling: host)
      case .addInterface(let host, let network, let interface):
        inventory.objections(toAddingInterface: interface, on: network, of: host)
      case .removeInterface(let host, let network):
        inventory.objections(toRemovingInterfaceOn: network, of: host)
      case .createSR(let sr, let host):
        inventory.objections(toCreating: sr, from: host, storagePaths(of: [host], to: sr))
      case .repairSR(let sr, let host): inventory.objections(toRepairing: sr, on: host)
      case .createNetwork(let network, let host):
        inventory.objections(toCreating: network, from: host)
      case .destroyNetwork(let network, let host):
        inventory.objections(toDestroying: network, from: host)
      case .createVM(let vm, let template, let home):
        inventory.objections(toCreating: vm, from: template, home: home)
      case .setHomeServer(let vm, let home): inventory.objections(toSettingHome: home, of: vm)
      case .setMemory(let vm, let memory):
        inventory.objections(toSettingMemory: memory, of: vm)
      case .shutDownVM(let vm): inventory.objections(toShuttingDown: vm)
      case .shutDownHost(let host), .rebootHost(let host):
        inventory.objections(toPoweringOff: [host])
      case .shutDownPool(let pool):
        inventory.objections(toPoweringOff: inventory.shutdownOrder(of: pool))
      case .failHost(let host): inventory.objections(toFailing: host)
      case .startHost(let host): inventory.objections(toStarting: host)
      case .resetPowerState(let vm): inventory.objections(toResetting: vm)
      case .becomeMaster(let host): inventory.objections(toPromoting: host)
      case .recoverMembers(let host): inventory.objections(toRecoveringMembersBy: host)
      case .designateMaster(let host): inventory.objections(toDesignating: host)
      case .enableHA(let pool, let settings):
        inventory.objections(
          toEnablingHAIn: pool, statefile: settings.statefile, under: toolstack)
      case .disableHA(let pool): inventory.objections(toDisablingHAIn: pool)
      case .setRestartPriority(let vm, let priority, _):
        inventory.objections(toSettingRestartPriority: priority, of: vm)
      case .startVM, .startPing, .stopPing, .migrate, .migrateStorage, .enterMaintenance, .wait: []
      }
    return found + objectionsOfColdMoves(to: operation)
  }

  /// What changes as soon as an operation begins.
  private mutating func prepare(
    _ operation: Operation, step: Int, _ schedule: inout Schedule<Event>
  ) {
    switch operation {
    case .createPool(let pool, .some(let member)):
      beginJoin(of: member, to: inventory[pool].master, at: schedule.now)
    case .joinPool(let host, let master, _): beginJoin(of: host, to: master, at: schedule.now)
    case .setCPUCount(let host, _), .replaceCPU(let host, _), .updateHost(let host, _):
      turnOff(host, at: schedule.now)
    case .rebootHost(let host): powerOff([host], step: step, &schedule)
    case .shutDownVM(let vm), .setMemory(let vm, _): inventory.setBusy(vm, true)
    default: break
    }
  }

  /// Carries out an operation whose time is over.
  mutating func effect(
    of operation: Operation, step: Int, _ schedule: inout Schedule<Event>
  ) -> StepEnd {
    let operation = asMeantNow(operation)
    switch operation {
    case .startVM(let vm, _): return finishStart(of: vm, step: step, &schedule)
    case .createPool(let pool, .some(let member)):
      inventory.create(pool)
      return finishJoin(of: member, step: step, at: schedule.now)
    case .joinPool(let host, _, _):
      return finishJoin(of: host, step: step, at: schedule.now)
    case .setCPUCount(let host, _), .replaceCPU(let host, _), .updateHost(let host, _),
      .rebootHost(let host):
      return finishReboot(of: host, for: operation, step: step, &schedule)
    case .enterMaintenance: return .done
    default:
      if case .shutDownVM(let vm) = operation { inventory.setBusy(vm, false) }
      if case .setMemory(let vm, _) = operation { inventory.setBusy(vm, false) }
      let reasons = objections(to: operation).refusals(force: operation.isForced)
      guard reasons.isEmpty else { return .failed(reasons) }
      return apply(operation, step: step, &schedule)
    }
  }

  /// Operations that change everything at once, at their end.
  private mutating func apply(
    _ operation: Operation, step: Int, _ schedule: inout Schedule<Event>
  ) -> StepEnd {
    switch operation {
    case .createPool(let pool, _): inventory.create(pool)
    case .ejectHost(let host): eject(host, step: step, at: schedule.now)
    case .maskCPU(let host, let mask): inventory.mask(host, with: mask)
    case .unmaskCPU(let host): inventory.unmask(host)
    case .exitMaintenance(let host): enable(host, at: schedule.now)
    case .addInterface(let host, let network, let interface):
      addInterface(interface, on: network, of: host)
    case .removeInterface(let host, let network):
      removeInterface(on: network, of: host)
    case .createSR(let sr, let host):
      let paths = storagePaths(of: inventory.hosts(of: inventory[host].pool), to: sr)
      note(inventory.create(sr, from: host, paths), of: sr, step: step, schedule.now)
    case .repairSR(let sr, let host):
      return repair(sr, on: host, step: step, at: schedule.now)
    case .createNetwork(let network, let host): inventory.create(network, from: host)
    case .destroyNetwork(let network, _): inventory.destroy(network)
    case .createVM(let vm, let template, let home):
      inventory.create(vm, from: template, home: home)
    case .setHomeServer(let vm, let home): inventory.setHome(home, of: vm)
    case .setMemory(let vm, let memory): inventory.setMemory(memory, of: vm)
    case .shutDownVM(let vm): shutDown(vm, &schedule)
    case .shutDownHost(let host): powerOff([host], step: step, &schedule)
    case .failHost(let host): fail(host, step: step, &schedule)
    case .startHost(let host): turnOn(host, step: step, &schedule)
    case .resetPowerState(let vm): halt(vm, .halted, &schedule)
    case .becomeMaster(let host): promote(host, step: step, at: schedule.now)
    case .recoverMembers(let host):
      recoverMembers(of: inventory[host].pool, step: step, at: schedule.now)
    case .designateMaster(let host): designate(host, at: schedule.now)
    case .enableHA(let pool, let settings):
      enableHA(settings, in: pool, step: step, at: schedule.now)
    case .disableHA(let pool): disableHA(in: pool, &schedule)
    case .setRestartPriority(let vm, let priority, let order):
      let alerts = inventory.setRestartPriority(priority, order: order, of: vm)
      for alert in alerts { raise(alert, step: step, at: schedule.now) }
    case .shutDownPool(let pool):
      powerOff(inventory.shutdownOrder(of: pool), step: step, &schedule)
    case .joinPool, .setCPUCount, .replaceCPU, .updateHost, .rebootHost, .enterMaintenance,
      .startVM, .startPing, .stopPing, .migrate, .migrateStorage, .wait:
      break
    }
    return .done
  }
}

extension Operation {
  /// Whether the operator sets xapi's waivable objections aside.
  var isForced: Bool {
    if case .joinPool(_, _, let force) = self { force } else { false }
  }
}

extension OperationTimes {
  /// How long an operation takes from its beginning to its effect.
  func duration(of operation: Operation) -> SimDuration {
    switch operation {
    case .createPool(_, let member): member == nil ? record : join
    case .joinPool, .ejectHost: join
    case .setCPUCount, .replaceCPU, .updateHost, .rebootHost, .startHost: hardware
    case .maskCPU, .unmaskCPU, .exitMaintenance: record
    case .addInterface, .removeInterface, .createNetwork, .destroyNetwork: network
    case .createSR, .repairSR: storage
    case .createVM: createVM
    case .setHomeServer, .setMemory, .resetPowerState, .setRestartPriority: record
    case .enableHA, .disableHA: highAvailability
    case .becomeMaster, .recoverMembers, .designateMaster: agentRestart
    case .startVM: start
    case .shutDownVM: shutDown
    case .shutDownHost, .shutDownPool: hostShutDown
    case .startPing, .stopPing, .migrate, .migrateStorage, .enterMaintenance, .wait,
      .failHost:
      .zero
    }
  }
}
