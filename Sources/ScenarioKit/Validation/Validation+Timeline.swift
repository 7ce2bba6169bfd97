import MigrationSim

extension Validation {
  /// What the steps so far have brought about, as far as the rules need it.
  private struct Progress {
    var addresses = AddressBook()
    /// Subnets given in steps, by host and network.
    var interfaces: [(host: String, network: String, IPv4Interface)] = []
    var pings: Set<String> = []
    var pools: Set<String> = []
    /// Names of VMs, SRs and networks that steps have made.
    var made: Set<String> = []
    var latest: Sourced<SimDuration>?
  }

  func checkTimeline() {
    var progress = Progress()
    progress.pools = Set(scenario.hosts.compactMap(\.pool?.value))
    let muted = Findings(file: findings.file)
    for (address, owner) in startAddresses { progress.addresses.add(address, of: owner, muted) }
    for step in scenario.timeline {
      if case .at(let time) = step.start {
        if let latest = progress.latest, time.value < latest.value {
          findings.report(
            "the step begins at \(time.value.text), before the one above it", at: time.place,
            notes: [.init(message: "which begins at \(latest.value.text)", place: latest.place)])
        } else {
          progress.latest = time
        }
      }
      check(step.operation, &progress)
    }
  }

  private func check(_ operation: OperationSpec, _ progress: inout Progress) {
    switch operation {
    case .createPool(let name, let master, let member):
      require(master, in: hosts)
      checkJoin(member, to: master)
      progress.pools.insert(name.value)
    case .joinPool(let host, let master, _):
      require(master, in: hosts)
      checkJoin(host, to: master)
    case .ejectHost(let host), .setCPUCount(let host, _), .shutDownHost(let host):
      require(host, in: hosts)
    case .shutDownPool(let pool):
      if require(pool, in: pools), !progress.pools.contains(pool.value) {
        findings.report("pool \"\(pool.value)\" is only made by a later step", at: pool.place)
      }
    case .addInterface(let host, let network, let address):
      require(host, in: hosts)
      use(network, in: networks, progress)
      addInterface(host, network, address, &progress)
    case .removeInterface(let host, let network):
      require(host, in: hosts)
      use(network, in: networks, progress)
      removeInterface(host, network, &progress)
    case .createSR(let sr): progress.made.insert(sr.name.value)
    case .repairSR(let sr, let host):
      use(sr, in: storage, progress)
      if let host { require(host, in: hosts) }
    case .createNetwork(let network):
      check(network)
      progress.made.insert(network.name.value)
    case .destroyNetwork(let network, let host):
      use(network, in: networks, progress)
      require(host, in: hosts)
    case .createVM, .setHomeServer, .setMemory, .startVM, .shutDownVM, .startPing, .stopPing,
      .migrate:
      checkMachineOperation(operation, &progress)
    case .wait: break
    }
  }

  private func checkMachineOperation(_ operation: OperationSpec, _ progress: inout Progress) {
    switch operation {
    case .createVM(let machine, let template):
      require(template, in: templates)
      for disk in machine.disks { use(disk.sr, in: storage, progress) }
      progress.made.insert(machine.name.value)
    case .setHomeServer(let vm, let home):
      use(vm, in: machines, progress)
      if let host = home.host { require(host, in: hosts) }
    case .setMemory(let vm, let memory):
      use(vm, in: machines, progress)
      checkMemory(memory)
    case .startVM(let vm, let host):
      use(vm, in: machines, progress)
      if let host { require(host, in: hosts) }
    case .shutDownVM(let vm): use(vm, in: machines, progress)
    case .startPing(let ping):
      use(ping.vm, in: machines, progress)
      checkPeer(ping.peer)
      progress.pings.insert(ping.name.value)
    case .stopPing(let name):
      if !name.value.isEmpty, !progress.pings.contains(name.value) {
        findings.report(
          "no ping \"\(name.value)\" has been started before", at: name.place,
          suggestion: findings.nearest(to: name.value, among: progress.pings.sorted()))
      }
    case .migrate(let migration):
      use(migration.vm, in: machines, progress)
      require(migration.host, in: hosts)
      checkMigration(migration.settings)
    default: break
    }
  }

  private func checkJoin(_ host: Name?, to master: Name) {
    guard let host else { return }
    if require(host, in: hosts), host == master {
      findings.report("\(host.value) cannot join itself", at: host.place)
    }
  }

  /// Requires a name, and that no later step makes what it names.
  private func use(_ name: Name, in table: NameTable, _ progress: Progress) {
    guard require(name, in: table), !progress.made.contains(name.value),
      !isThereAtStart(name, table), let place = table.place(of: name.value)
    else { return }
    findings.report(
      "\(table.noun) \"\(name.value)\" is only made by a later step", at: name.place,
      notes: [.init(message: "it is made here", place: place)])
  }

  private func isThereAtStart(_ name: Name, _ table: NameTable) -> Bool {
    switch table.noun {
    case machines.noun: scenario.machines.contains { $0.name == name }
    case storage.noun: scenario.storage.contains { $0.name == name }
    default: startPoolsOfNetworks[name.value] != nil
    }
  }

  private func addInterface(
    _ host: Name, _ network: Name, _ address: Sourced<IPv4Interface>, _ progress: inout Progress
  ) {
    progress.addresses.add(address, of: host.value, findings)
    let others = scenario.hosts.flatMap { host in
      host.nics.enumerated().filter {
        Self.network(of: $0.element, at: $0.offset) == network
      }.compactMap(\.element.address)
    }
    if let other = others.first, address.value.address.bits != 0,
      !other.value.contains(address.value.address)
    {
      findings.report(
        "\(address.value) is not in the subnet of network \"\(network.value)\"",
        at: address.place, notes: [.init(message: "which is told here", place: other.place)])
    }
    progress.interfaces.append((host.value, network.value, address.value))
  }

  private func removeInterface(_ host: Name, _ network: Name, _ progress: inout Progress) {
    let atStart = scenario.hosts.filter { $0.name == host }.flatMap { host in
      host.nics.enumerated().filter {
        Self.network(of: $0.element, at: $0.offset) == network
      }.compactMap(\.element.address?.value)
    }
    let later = progress.interfaces.filter {
      $0.host == host.value && $0.network == network.value
    }.map(\.2)
    for interface in atStart + later { progress.addresses.remove(interface) }
  }

  /// The other end of a ping must be somewhere.
  private func checkPeer(_ peer: Name) {
    guard let address = IPv4Address(peer.value) else {
      require(peer, in: stations, hosts, machines)
      return
    }
    let isNear = startAddresses.contains { $0.0.value.contains(address) }
    if !isNear, !scenario.stations.contains(where: { $0.uplink != nil }) {
      findings.report(
        "nothing leads to \(peer.value): it is in no subnet, and no station has an uplink",
        at: peer.place)
    }
  }
}
