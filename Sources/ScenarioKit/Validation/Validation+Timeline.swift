import MigrationSim

extension Validation {
  /// What the steps so far have brought about, as far as the rules need it.
  private struct Progress {
    var addresses = AddressBook()
    /// Subnets given in steps, by host and network.
    var interfaces: [(host: String, network: String, IPv4Interface)] = []
    var started: Set<String> = []
    /// When each ping that goes on was started, at the soonest.
    var pings: [String: (ping: PingSpec, start: SimDuration)] = [:]
    /// What each pool is called, and which pool each name is of, the places being of the names.
    var names: [String: Name] = [:]
    var owners: [String: (pool: String, place: SourcePlace)] = [:]
    /// Names of VMs, SRs and networks that steps have made.
    var made: Set<String> = []
    var latest: Sourced<SimDuration>?
    /// When the step before ended, at the soonest: only waits are sure to take their time.
    var clock = SimDuration.zero
    /// Requests that all pings so far send, at the least.
    var requests = 0.0
    var isTooLong = false
    /// Whether the step at hand is there to be refused: then it may ask for what cannot be.
    var isToBeRefused = false
  }

  func checkTimeline() {
    var progress = Progress()
    for host in scenario.hosts {
      guard let pool = startPools[host.name.value], let name = host.pool else { continue }
      progress.names[pool] = progress.names[pool] ?? name
      progress.owners[name.value] = progress.owners[name.value] ?? (pool, name.place)
    }
    let muted = Findings(file: findings.file)
    for (address, owner) in startAddresses { progress.addresses.add(address, of: owner, muted) }
    for step in scenario.timeline {
      checkTime(of: step, &progress)
      progress.isToBeRefused = if case .refused? = step.expectation { true } else { false }
      check(step.operation, &progress)
    }
    let unstopped = progress.pings.values.sorted { $0.ping.name.place < $1.ping.name.place }
    progress.clock += scenario.aftermath
    for (ping, start) in unstopped { count(ping, since: start, &progress) }
  }

  /// Steps begin one after the other, and within the time that a run lasts.
  private func checkTime(of step: StepSpec, _ progress: inout Progress) {
    var place = step.place
    switch step.start {
    case .afterPrevious(let wait): progress.clock += wait
    case .at(let time):
      // A time that could not be read has been reported, and has no place.
      guard !time.place.file.isEmpty else { return }
      place = time.place
      if let latest = progress.latest, time.value < latest.value {
        findings.report(
          "the step begins at \(time.value.text), before the one above it", at: time.place,
          notes: [.init(message: "which begins at \(latest.value.text)", place: latest.place)])
      } else {
        progress.latest = time
        progress.clock = time.value
      }
    }
    if case .wait(let span) = step.operation { progress.clock += span }
    if progress.clock > Scenario.longestRun, !progress.isTooLong {
      findings.report(
        "a run lasts \(Scenario.longestRun.text) at most, and this step ends after that",
        at: place)
      progress.isTooLong = true
    }
  }

  private func check(_ operation: OperationSpec, _ progress: inout Progress) {
    switch operation {
    case .createPool(let name, let master, let member):
      require(master, in: hosts)
      checkJoin(member, to: master)
      createPool(name, master, &progress)
    case .joinPool(let host, let master, _):
      require(master, in: hosts)
      checkJoin(host, to: master)
    case .ejectHost(let host):
      require(host, in: hosts)
      eject(host, &progress)
    case .setCPUCount(let host, _), .shutDownHost(let host), .maskCPU(let host, _),
      .unmaskCPU(let host), .rebootHost(let host), .exitMaintenance(let host), .failHost(let host),
      .startHost(let host), .becomeMaster(let host), .recoverMembers(let host),
      .designateMaster(let host):
      require(host, in: hosts)
    case .replaceCPU(let host, let cpu):
      require(host, in: hosts)
      check(cpu)
    case .updateHost(let update):
      require(update.host, in: hosts)
      for feature in update.withheld { checkFeature(feature) }
    case .enterMaintenance(let evacuation):
      require(evacuation.host, in: hosts)
      if let network = evacuation.network { require(network, in: networks) }
    case .shutDownPool(let pool), .disableHA(let pool): usePool(pool, progress)
    case .enableHA(let ha):
      usePool(ha.pool, progress)
      use(ha.statefile, in: storage, progress)
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
    case .createVM, .setHomeServer, .setMemory, .startVM, .shutDownVM, .resetPowerState,
      .setRestartPriority, .startPing, .stopPing, .migrate, .migrateStorage:
      checkMachineOperation(operation, &progress)
    case .wait: break
    }
  }

  /// A name is of one pool, and a pool has one name, so that it is plain which one is meant.
  private func createPool(_ name: Name, _ master: Name, _ progress: inout Progress) {
    guard !name.value.isEmpty, let pool = startPools[master.value] else { return }
    if let other = progress.names[pool], other != name {
      findings.report(
        "the pool of \(master.value) is called \"\(other.value)\" already", at: name.place,
        notes: [.init(message: "it is named here", place: other.place)])
    } else if let other = progress.owners[name.value], other.pool != pool {
      findings.report(
        "\"\(name.value)\" is another pool: that of \(other.pool)", at: name.place,
        notes: [.init(message: "it is named here", place: other.place)])
    } else {
      progress.names[pool] = name
      progress.owners[name.value] = (pool, name.place)
    }
  }

  private func checkMachineOperation(_ operation: OperationSpec, _ progress: inout Progress) {
    switch operation {
    case .createVM(let machine, let template):
      require(template, in: templates)
      // That they exist is checked with the VM, whenever it is made.
      for disk in machine.disks { requireIsMade(disk.sr, in: storage, progress) }
      for network in machine.networks { requireIsMade(network, in: networks, progress) }
      progress.made.insert(machine.name.value)
    case .setHomeServer(let vm, let home):
      use(vm, in: machines, progress)
      if let host = home.host { require(host, in: hosts) }
    case .setMemory(let vm, let memory):
      use(vm, in: machines, progress)
      checkMemory(memory, of: vm)
    case .startVM(let vm, let host):
      use(vm, in: machines, progress)
      if let host { require(host, in: hosts) }
    case .shutDownVM(let vm), .resetPowerState(let vm), .setRestartPriority(let vm, _):
      use(vm, in: machines, progress)
    case .startPing(let ping):
      use(ping.vm, in: machines, progress)
      checkPeer(ping.peer)
      progress.started.insert(ping.name.value)
      progress.pings[ping.name.value] = (ping, progress.clock)
    case .stopPing(let name):
      if let (ping, start) = progress.pings.removeValue(forKey: name.value) {
        count(ping, since: start, &progress)
      }
      if !name.value.isEmpty, !progress.started.contains(name.value) {
        findings.report(
          "no ping \"\(name.value)\" has been started before", at: name.place,
          suggestion: findings.nearest(to: name.value, among: progress.started.sorted()))
      }
    case .migrate(let migration): check(migration, progress)
    case .migrateStorage(let migration):
      check(migration.migrate, progress)
      use(migration.sr, in: storage, progress)
      check(migration.disks ?? [], of: migration.migrate.vm)
    default: break
    }
  }

  private func check(_ migration: MigrateSpec, _ progress: Progress) {
    use(migration.vm, in: machines, progress)
    require(migration.host, in: hosts)
    checkMigration(migration.settings)
  }

  /// Disks are told by their numbers, from 1.
  private func check(_ disks: [Sourced<Int>], of vm: Name) {
    guard let machine = machineSpecs[vm.value] else { return }
    for disk in disks where disk.value > machine.disks.count {
      let count = machine.disks.count
      findings.report(
        "\(vm.value) has \(count == 1 ? "1 disk" : "\(count) disks"), and no disk \(disk.value)",
        at: disk.place)
    }
  }

  private func checkJoin(_ host: Name?, to master: Name) {
    guard let host else { return }
    if require(host, in: hosts), host == master {
      findings.report("\(host.value) cannot join itself", at: host.place)
    }
  }

  private func usePool(_ pool: Name, _ progress: Progress) {
    if require(pool, in: pools), progress.owners[pool.value] == nil {
      findings.report("no step before this one makes a pool \"\(pool.value)\"", at: pool.place)
    }
  }

  /// Requires a name, and that no later step makes what it names.
  private func use(_ name: Name, in table: NameTable, _ progress: Progress) {
    if require(name, in: table) { requireIsMade(name, in: table, progress) }
  }

  private func requireIsMade(_ name: Name, in table: NameTable, _ progress: Progress) {
    guard !progress.made.contains(name.value), !isThereAtStart(name, table),
      let place = table.place(of: name.value)
    else { return }
    findings.report(
      "\(table.noun) \"\(name.value)\" is only made by a later step", at: name.place,
      notes: [.init(message: "it is made here", place: place)])
  }

  private func isThereAtStart(_ name: Name, _ table: NameTable) -> Bool {
    switch table.noun {
    case machines.noun: machinesAtStart.contains(name.value)
    case storage.noun: storageAtStart.contains(name.value)
    default: startPoolsOfNetworks[name.value] != nil
    }
  }

  private func addInterface(
    _ host: Name, _ network: Name, _ address: Sourced<IPv4Interface>, _ progress: inout Progress
  ) {
    guard !progress.isToBeRefused else { return }
    progress.addresses.add(address, of: host.value, findings)
    let others = zip(scenario.hosts, networksOnNICs).flatMap { host, names in
      zip(host.nics, names).filter { $0.1 == network }.compactMap(\.0.address)
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
    let atStart = zip(scenario.hosts, networksOnNICs).filter { $0.0.name == host }
      .flatMap { host, names in
        zip(host.nics, names).filter { $0.1 == network }.compactMap(\.0.address?.value)
      }
    let later = progress.interfaces.filter {
      $0.host == host.value && $0.network == network.value
    }.map(\.2)
    for interface in atStart + later { progress.addresses.remove(interface) }
  }

  /// An ejected host keeps the address of its management interface alone.
  private func eject(_ host: Name, _ progress: inout Progress) {
    let atStart = scenario.hosts.filter { $0.name == host }.flatMap(\.nics)
      .filter { !$0.isManagement }.compactMap(\.address?.value)
    let later = progress.interfaces.filter { $0.host == host.value }.map(\.2)
    for interface in atStart + later { progress.addresses.remove(interface) }
  }

  /// The other end of a ping must be somewhere.
  private func checkPeer(_ peer: Name) {
    guard let address = IPv4Address(peer.value) else {
      if machines.has(peer.value), !stations.has(peer.value), !hosts.has(peer.value) {
        findings.report(
          "\(peer.value) is a VM, and VMs have no addresses here: ping a station, a host or an "
            + "address; from: outside pings the VM", at: peer.place)
      } else {
        require(peer, in: stations, hosts)
      }
      return
    }
    let isNear = startAddresses.contains { $0.0.value.contains(address) }
    if !isNear, !scenario.stations.contains(where: { $0.uplink != nil }) {
      findings.report(
        "nothing leads to \(peer.value): it is in no subnet, and no station has an uplink",
        at: peer.place)
    }
  }

  /// Requests that a run may keep: a few hundred bytes each, reports included.
  private static let mostRequests = 10e6

  /// Counts what a ping sends from its start until now, at the least.
  private func count(_ ping: PingSpec, since start: SimDuration, _ progress: inout Progress) {
    let end = min(progress.clock, Scenario.longestRun)
    let sent = max(0, (end - start).seconds / ping.interval.seconds)
    let before = progress.requests
    progress.requests += min(sent, ping.count.map(Double.init) ?? .infinity)
    if before <= Self.mostRequests, progress.requests > Self.mostRequests {
      findings.report(
        "with ping \"\(ping.name.value)\" more than 10 million requests are sent: give it a "
          + "longer interval or a count", at: ping.name.place)
    }
  }
}
