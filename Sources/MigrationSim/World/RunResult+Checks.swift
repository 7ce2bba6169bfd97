extension RunResult {
  /// Whether a statement on the end of the run holds, and what was found.
  func result(of check: Check) -> CheckResult {
    switch check {
    case .state(let vm, let state):
      let found = inventory[vm].state
      return CheckResult(
        expectation: CheckPhrase.vmState(inventory[vm].name, state.word()), found: found.word(),
        holds: found == state)
    case .host(let vm, let host):
      return place(of: vm, inventory[vm].residentOn, host, .isOn)
    case .lastHost(let vm, let host):
      return place(of: vm, inventory[vm].lastHost, host, .ranLastOn)
    case .migration(let vm, let ending):
      let found = migrations.last { $0.vm == vm }?.outcome.ending
      return CheckResult(
        expectation: CheckPhrase.migrationEnds(inventory[vm].name, ending.word()),
        found: found.map { $0.word() } ?? CheckPhrase.neverMigrated(), holds: found == ending)
    case .lostPings(let vm, let bound):
      let lost = pings.filter { $0.vm == vm }
        .reduce(0) { $0 + PingStatistics(of: $1.requests).lost }
      return number(Double(lost), bound, .lostPings, of: vm)
    case .downtime(let vm, let bound):
      let downtime = migrations.last { $0.vm == vm }?.downtime ?? .zero
      return number(downtime.milliseconds, bound, .downtime, of: vm, as: .milliseconds)
    case .faults(let vm, let bound):
      let faults = Double(machines[vm.position].faults.count)
      return number(faults, bound, .faults, of: vm)
    case .storage(let vm, let sr):
      let found = inventory[vm].disks.map(\.sr)
      let names = found.map { inventory[$0].name }
      return CheckResult(
        expectation: CheckPhrase.disksOn(inventory[vm].name, inventory[sr].name),
        found: names.isEmpty ? CheckPhrase.noDisks() : .verbatim(names.joined(separator: ", ")),
        holds: !found.isEmpty && found.allSatisfy { $0 == sr })
    case .attached, .hostState, .hostPool, .master, .emergency: return result(ofHost: check)
    case .alerts(let name, let bound):
      let count = Double(alerts.count { $0.alert.name == name })
      return CheckResult(
        expectation: CheckPhrase.alerts(name, bound.relation.rawValue, plain(bound.value)),
        found: CheckPhrase.number(plain(count)), holds: bound.holds(for: count))
    }
  }

  private func result(ofHost check: Check) -> CheckResult {
    switch check {
    case .attached(let sr, let host, let expected):
      let found = inventory.isAttached(sr, to: host)
      let phrase: CheckPhrase = expected ? .isAttached : .isNotAttached
      return CheckResult(
        expectation: phrase(inventory[sr].name, inventory[host].name),
        found: found ? CheckPhrase.attached() : CheckPhrase.notAttached(), holds: found == expected)
    case .hostState(let host, let state):
      let found = inventory[host].state
      return CheckResult(
        expectation: CheckPhrase.hostState(inventory[host].name, state.word()),
        found: found.word(), holds: found == state)
    case .hostPool(let host, let pool):
      let found = inventory[host].pool
      return CheckResult(
        expectation: CheckPhrase.hostPool(inventory[host].name, inventory[pool].name),
        found: inventory[found].isCreated
          ? .verbatim(inventory[found].name) : CheckPhrase.noPool(),
        holds: found == pool)
    case .master(let host, let expected):
      return yesOrNo(expected, inventory.isMaster(host), .isMaster, .isNoMaster, host)
    case .emergency(let host, let expected):
      return yesOrNo(
        expected, inventory.isInEmergency(host), .isInEmergency, .isNotInEmergency, host)
    default: preconditionFailure("not a statement on a host: \(check)")
    }
  }

  private func yesOrNo(
    _ expected: Bool, _ found: Bool, _ yes: CheckPhrase, _ no: CheckPhrase, _ host: HostID
  ) -> CheckResult {
    let name = inventory[host].name
    return CheckResult(
      expectation: expected ? yes(name) : no(name), found: found ? yes(name) : no(name),
      holds: found == expected)
  }

  private func place(
    of vm: VMID, _ found: HostID?, _ expected: HostID, _ phrase: CheckPhrase
  ) -> CheckResult {
    CheckResult(
      expectation: phrase(inventory[vm].name, inventory[expected].name),
      found: found.map { .verbatim(inventory[$0].name) } ?? CheckPhrase.nowhere(),
      holds: found == expected)
  }

  private func number(
    _ found: Double, _ bound: Bound, _ what: CheckPhrase, of vm: VMID,
    as unit: CheckPhrase = .number
  ) -> CheckResult {
    CheckResult(
      expectation: what(inventory[vm].name, bound.relation.rawValue, plain(bound.value)),
      found: unit(plain(found)), holds: bound.holds(for: found))
  }

  /// A number as people write it: whole where it is whole, to three decimals else.
  private func plain(_ value: Double) -> Sentence.Argument {
    let thousandths = (value * 1000).rounded() / 1000
    return .number(
      thousandths == thousandths.rounded() ? "\(Int(thousandths))" : "\(thousandths)")
  }
}
