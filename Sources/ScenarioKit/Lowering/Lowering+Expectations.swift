import MigrationSim

/// What must hold at the end, one statement for each thing that is asked.
extension Lowering {
  func checks() -> [Check] {
    scenario.expectations.machines.flatMap(checks)
      + scenario.expectations.storage.map {
        .attached(SRID(storage[$0.sr]), HostID(hosts[$0.host]), $0.isAttached)
      }
      + scenario.expectations.hosts.flatMap(checks)
      + scenario.expectations.alerts.map { .alerts($0.alert.rawValue, $0.count) }
  }

  private func checks(of expected: MachineExpectation) -> [Check] {
    let vm = VMID(machines[expected.vm])
    var checks: [Check] = []
    if let state = expected.state { checks.append(.state(vm, state.powerState)) }
    if let host = expected.host { checks.append(.host(vm, HostID(hosts[host]))) }
    if let host = expected.lastHost { checks.append(.lastHost(vm, HostID(hosts[host]))) }
    if let ending = expected.migration { checks.append(.migration(vm, ending.ending)) }
    if let bound = expected.lostPings { checks.append(.lostPings(vm, bound)) }
    if let bound = expected.downtime { checks.append(.downtime(vm, bound)) }
    if let faults = expected.faults {
      checks.append(.faults(vm, Bound(.exactly, Double(faults))))
    }
    if let sr = expected.sr { checks.append(.storage(vm, SRID(storage[sr]))) }
    return checks
  }

  private func checks(of expected: HostExpectation) -> [Check] {
    let host = HostID(hosts[expected.host])
    var checks: [Check] = []
    if let state = expected.state { checks.append(.hostState(host, state.hostState)) }
    if let name = expected.pool { checks.append(.hostPool(host, pool(name))) }
    if let isMaster = expected.isMaster { checks.append(.master(host, isMaster)) }
    if let isIn = expected.isInEmergency { checks.append(.emergency(host, isIn)) }
    return checks
  }
}

extension MachineExpectation.State {
  fileprivate var powerState: PowerState {
    switch self {
    case .halted: .halted
    case .running: .running
    case .paused: .paused
    case .suspended: .suspended
    case .crashed: .crashed
    case .lost: .lostWithHost
    case .absent: .undefined
    }
  }
}

extension MachineExpectation.Migration {
  fileprivate var ending: MigrationEnding {
    switch self {
    case .completed: .completed
    case .refused: .refused
    case .failed: .failed
    case .notConverged: .notConverged
    }
  }
}

extension HostExpectation.State {
  fileprivate var hostState: HostState {
    switch self {
    case .live: .live
    case .maintenance: .maintenance
    case .off: .off
    }
  }
}
