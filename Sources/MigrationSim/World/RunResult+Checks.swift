extension RunResult {
  /// Whether a statement on the end of the run holds, and what was found.
  func result(of check: Check) -> CheckResult {
    switch check {
    case .state(let vm, let state):
      let found = inventory[vm].state
      return CheckResult(
        expectation: "\(inventory[vm].name) is \(state.text)", found: found.text,
        holds: found == state)
    case .host(let vm, let host):
      return place(of: vm, inventory[vm].residentOn, host, "is on")
    case .lastHost(let vm, let host):
      return place(of: vm, inventory[vm].lastHost, host, "ran last on")
    case .migration(let vm, let ending):
      let found = migrations.last { $0.vm == vm }?.outcome.ending
      return CheckResult(
        expectation: "the migration of \(inventory[vm].name) ends as \(ending)",
        found: found.map { "\($0)" } ?? "it was never migrated", holds: found == ending)
    case .lostPings(let vm, let bound):
      let lost = pings.filter { $0.vm == vm }
        .reduce(0) { $0 + PingStatistics(of: $1.requests).lost }
      return number(Double(lost), bound, "pings lost by \(inventory[vm].name)", "")
    case .downtime(let vm, let bound):
      let downtime = migrations.last { $0.vm == vm }?.downtime ?? .zero
      return number(downtime.milliseconds, bound, "downtime of \(inventory[vm].name)", " ms")
    case .faults(let vm, let bound):
      let faults = Double(machines[vm.position].faults.count)
      return number(faults, bound, "lost instructions that \(inventory[vm].name) met", "")
    case .storage(let vm, let sr):
      let found = inventory[vm].disks.map(\.sr)
      let names = found.map { inventory[$0].name }.joined(separator: ", ")
      return CheckResult(
        expectation: "the disks of \(inventory[vm].name) lie on \(inventory[sr].name)",
        found: names.isEmpty ? "it has none" : names,
        holds: !found.isEmpty && found.allSatisfy { $0 == sr })
    case .attached(let sr, let host, let expected):
      let found = inventory.isAttached(sr, to: host)
      let word = expected ? "is attached" : "is not attached"
      return CheckResult(
        expectation: "\(inventory[sr].name) \(word) to \(inventory[host].name)",
        found: found ? "attached" : "not attached", holds: found == expected)
    case .hostState(let host, let state):
      let found = inventory[host].state
      return CheckResult(
        expectation: "\(inventory[host].name) is \(state)", found: "\(found)",
        holds: found == state)
    case .hostPool(let host, let pool):
      let found = inventory[host].pool
      return CheckResult(
        expectation: "\(inventory[host].name) is in \(inventory[pool].name)",
        found: inventory[found].isCreated ? inventory[found].name : "in no pool",
        holds: found == pool)
    case .alerts(let name, let bound):
      let count = alerts.count { $0.alert.name == name }
      return number(Double(count), bound, "alerts \(name)", "")
    }
  }

  private func place(
    of vm: VMID, _ found: HostID?, _ expected: HostID, _ verb: String
  ) -> CheckResult {
    CheckResult(
      expectation: "\(inventory[vm].name) \(verb) \(inventory[expected].name)",
      found: found.map { inventory[$0].name } ?? "nowhere", holds: found == expected)
  }

  private func number(
    _ found: Double, _ bound: Bound, _ what: String, _ unit: String
  ) -> CheckResult {
    CheckResult(
      expectation: "\(what) \(bound.relation.rawValue) \(plain(bound.value))\(unit)",
      found: "\(plain(found))\(unit)", holds: bound.holds(for: found))
  }

  /// A number as people write it: whole where it is whole, to three decimals else.
  private func plain(_ value: Double) -> String {
    let thousandths = (value * 1000).rounded() / 1000
    return thousandths == thousandths.rounded() ? "\(Int(thousandths))" : "\(thousandths)"
  }
}

extension PowerState {
  fileprivate var text: String { self == .undefined ? "not made" : "\(self)" }
}
