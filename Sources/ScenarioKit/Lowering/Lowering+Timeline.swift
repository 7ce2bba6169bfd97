import MigrationSim

/// Steps, and the settings that they point at by number.
extension Lowering {
  func lowerTimeline(into setup: inout Setup) {
    var pings: [String: Int32] = [:]
    for step in scenario.timeline {
      let operation: Operation
      switch step.operation {
      case .startPing(let ping):
        pings[ping.name.value] = Int32(setup.pingers.count)
        operation = .startPing(Int32(setup.pingers.count))
        setup.pingers.append(pinger(ping))
      case .stopPing(let name):
        guard let ping = pings[name.value] else {
          preconditionFailure("ping \(name.value) passed validation and was not started")
        }
        operation = .stopPing(ping)
      case .migrate(let spec):
        let vm = VMID(machines[spec.vm])
        operation = .migrate(
          vm, to: HostID(hosts[spec.host]), settings: Int32(setup.migrations.count))
        setup.migrations.append(
          settings(spec.settings, force: spec.force, pool: setup.inventory[vm].pool))
      case .migrateStorage(let spec):
        let vm = VMID(machines[spec.migrate.vm])
        operation = .migrateStorage(
          vm, to: HostID(hosts[spec.migrate.host]), sr: SRID(storage[spec.sr]),
          settings: Int32(setup.migrations.count))
        var settings = settings(
          spec.migrate.settings, force: spec.migrate.force, pool: setup.inventory[vm].pool)
        settings.disks = spec.disks?.map { $0.value - 1 }
        setup.migrations.append(settings)
      case .replaceCPU(let host, let cpu):
        operation = .replaceCPU(HostID(hosts[host]), Int32(setup.replacements.count))
        setup.replacements.append(
          CPUReplacement(
            catalogue.processor(of: cpu), count: Int32(cpu.count), hvmCapable: cpu.hasHVM))
      case .updateHost(let update):
        operation = .updateHost(HostID(hosts[update.host]), Int32(setup.updates.count))
        setup.updates.append(
          HostUpdate(
            version: update.version, patch: update.patch,
            withheld: catalogue.set(of: update.withheld)))
      case .enterMaintenance(let spec):
        let host = HostID(hosts[spec.host])
        operation = .enterMaintenance(
          host, settings: Int32(setup.migrations.count), atOnce: Int32(spec.atOnce))
        setup.migrations.append(settings(evacuating: spec, pool: setup.inventory[host].pool))
      case let other: operation = self.operation(other)
      }
      setup.steps.append(
        Step(
          title: step.title, start: start(step.start), operation: operation,
          expectation: step.expectation))
    }
  }

  private func start(_ start: StepStartSpec) -> StepStart {
    switch start {
    case .at(let time): .at(.zero + time.value)
    case .afterPrevious(let wait): .afterPrevious(wait)
    }
  }

  /// Operations on what the tables hold; those with settings of their own are not among them.
  private func operation(_ spec: OperationSpec) -> Operation {
    switch spec {
    case .createPool(_, let master, let member):
      .createPool(poolOfHost[hosts[master]], member: member.map { HostID(hosts[$0]) })
    case .joinPool(let host, let master, let force):
      .joinPool(HostID(hosts[host]), master: HostID(hosts[master]), force: force)
    case .ejectHost(let host): .ejectHost(HostID(hosts[host]))
    case .setCPUCount(let host, let count):
      .setCPUCount(HostID(hosts[host]), Int32(count))
    case .maskCPU(let host, let mask): .maskCPU(HostID(hosts[host]), mask)
    case .unmaskCPU(let host): .unmaskCPU(HostID(hosts[host]))
    case .rebootHost(let host): .rebootHost(HostID(hosts[host]))
    case .exitMaintenance(let host): .exitMaintenance(HostID(hosts[host]))
    case .failHost(let host): .failHost(HostID(hosts[host]))
    case .startHost(let host): .startHost(HostID(hosts[host]))
    case .resetPowerState(let vm): .resetPowerState(VMID(machines[vm]))
    case .addInterface(let host, let name, let interface):
      .addInterface(HostID(hosts[host]), network(name, usedBy: host), interface.value)
    case .removeInterface(let host, let name):
      .removeInterface(HostID(hosts[host]), network(name, usedBy: host))
    case .createSR(let sr): .createSR(SRID(storage[sr.name]), from: HostID(hosts[sr.host]))
    case .repairSR(let sr, let host):
      .repairSR(SRID(storage[sr]), host: host.map { HostID(hosts[$0]) })
    case .createNetwork(let spec):
      .createNetwork(network(spec.name, usedBy: spec.host), from: HostID(hosts[spec.host]))
    case .destroyNetwork(let name, let host):
      .destroyNetwork(network(name, usedBy: host), from: HostID(hosts[host]))
    case .createVM(let vm, let template):
      .createVM(
        VMID(machines[vm.name]), from: TemplateID(templates[template]),
        home: vm.home.host.map { HostID(hosts[$0]) })
    case .setHomeServer(let vm, let home):
      .setHomeServer(VMID(machines[vm]), home.host.map { HostID(hosts[$0]) })
    case .setMemory(let vm, let memory): .setMemory(VMID(machines[vm]), memory.value)
    case .startVM(let vm, let host):
      .startVM(VMID(machines[vm]), on: host.map { HostID(hosts[$0]) })
    case .shutDownVM(let vm): .shutDownVM(VMID(machines[vm]))
    case .shutDownHost(let host): .shutDownHost(HostID(hosts[host]))
    case .shutDownPool(let name): .shutDownPool(pool(name))
    case .becomeMaster(let host): .becomeMaster(HostID(hosts[host]))
    case .recoverMembers(let host): .recoverMembers(HostID(hosts[host]))
    case .designateMaster(let host): .designateMaster(HostID(hosts[host]))
    case .enableHA(let spec):
      .enableHA(
        pool(spec.pool),
        HASettings(
          statefile: SRID(storage[spec.statefile]), failures: spec.failures, timeout: spec.timeout))
    case .disableHA(let name): .disableHA(pool(name))
    case .setRestartPriority(let vm, let restart):
      .setRestartPriority(
        VMID(machines[vm]), restart.priority.engineCase, order: Int32(restart.order))
    case .wait(let span): .wait(span)
    case .startPing, .stopPing, .migrate, .migrateStorage, .replaceCPU, .updateHost,
      .enterMaintenance:
      preconditionFailure("an operation with settings of its own")
    }
  }

  private func network(_ name: Name, usedBy host: Name) -> NetworkID {
    network(name, in: poolOfHost[hosts[host]])
  }

  func pool(_ name: Name) -> PoolID {
    guard let place = pools.firstIndex(where: { $0.name == name.value }) else {
      preconditionFailure("pool \(name.value) passed validation and is none")
    }
    return PoolID(place)
  }

  private func pinger(_ spec: PingSpec) -> PingerSetup {
    PingerSetup(
      vm: VMID(machines[spec.vm]), isFromConsole: spec.isFromConsole, peer: address(spec.peer),
      peerName: spec.peer.value, interval: spec.interval, count: spec.count.map(Int32.init))
  }
}

extension RestartSpec.Priority {
  var engineCase: RestartPriority {
    switch self {
    case .restart: .restart
    case .bestEffort: .bestEffort
    case .none: .none
    }
  }
}
