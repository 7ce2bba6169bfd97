import MigrationSim

extension Validation {
  func checkStorage() {
    for sr in scenario.storage + scenario.laterStorage { check(sr) }
  }

  func checkMachines() {
    for template in scenario.templates {
      if let home = template.home.host { require(home, in: hosts) }
      if template.isSystem, let home = template.home.host {
        findings.report("a system template is every host's, and has no home", at: home.place)
      }
    }
    for machine in scenario.machines { check(machine, isThereAtStart: true) }
    for machine in scenario.laterMachines { check(machine, isThereAtStart: false) }
    checkRunning()
  }

  private func check(_ sr: StorageSpec) {
    require(sr.host, in: hosts)
    if sr.used.value > sr.size {
      findings.report(
        "\(sr.used.value.text) are in use of \(sr.size.text)", at: sr.used.place)
    }
    checkReplicas(of: sr)
    if let window = sr.window, !sr.kind.isShared {
      findings.report(
        "an SR of type \(sr.kind.rawValue) is not across the network: it has no window",
        at: window.place)
    }
    guard let server = sr.server else {
      if sr.kind.hasServer, !sr.name.value.isEmpty {
        findings.report(
          "an SR of type \(sr.kind.rawValue) needs a server", at: sr.name.place)
      }
      return
    }
    if !sr.kind.hasServer {
      findings.report(
        "an SR of type \(sr.kind.rawValue) is on disks of hosts: it has no server", at: server.place
      )
    } else if let address = IPv4Address(server.value) {
      if !scenario.stations.contains(where: { $0.address.value.address == address }) {
        findings.report("no station has the address \(server.value)", at: server.place)
      }
    } else {
      require(server, in: stations)
    }
  }

  private func checkReplicas(of sr: StorageSpec) {
    for host in sr.replicas { require(host, in: hosts) }
    if let network = sr.network { require(network, in: networks) }
    let type = sr.kind.rawValue
    guard sr.kind == .drbd else {
      if let host = sr.replicas.first {
        findings.report("an SR of type \(type) is not replicated between hosts", at: host.place)
      }
      if let network = sr.network {
        findings.report("an SR of type \(type) has no network of its own", at: network.place)
      }
      return
    }
    if Set(sr.replicas.map(\.value)).count != 2 || sr.replicas.count != 2 {
      findings.report("an SR of type drbd is on two hosts: hosts: [a, b]", at: sr.name.place)
    } else if !sr.replicas.contains(where: { $0.value == sr.host.value }) {
      findings.report("\(sr.host.value) is none of its two hosts", at: sr.host.place)
    }
  }

  private func check(_ machine: MachineSpec, isThereAtStart: Bool) {
    if let home = machine.home.host { require(home, in: hosts) }
    if let host = machine.poolOf { require(host, in: hosts) }
    if let host = machine.runningOn { require(host, in: hosts) }
    for network in machine.networks { require(network, in: networks) }
    checkMemory(machine.memory)
    checkGuest(of: machine)
    checkWorkload(of: machine)
    for disk in machine.disks { check(disk) }
    guard let pool = startPool(of: machine, isThereAtStart: isThereAtStart), isThereAtStart
    else { return }
    for disk in machine.disks {
      guard let sr = storageSpecs[disk.sr.value] else { continue }
      if !storageAtStart.contains(sr.name.value) {
        findings.report(
          "SR \"\(sr.name.value)\" is only made by a later step", at: disk.sr.place,
          notes: [.init(message: "it is made here", place: sr.name.place)])
      }
      guard let other = startPools[sr.host.value], other != pool else { continue }
      findings.report(
        "SR \"\(sr.name.value)\" is of \(other), and \(machine.name.value) is of \(pool)",
        at: disk.sr.place, notes: [.init(message: "the SR is here", place: sr.host.place)])
    }
    for network in machine.networks where networks.has(network.value) {
      if startPoolsOfNetworks[network.value]?.contains(pool) != true {
        findings.report(
          "\(pool) has no network \"\(network.value)\" at the start", at: network.place)
      }
    }
  }

  /// The pool that a VM is of at the start, or its hosts are; reports where nothing tells.
  private func startPool(of machine: MachineSpec, isThereAtStart: Bool) -> String? {
    let hosts = [machine.runningOn, machine.home.host, machine.poolOf].compactMap { $0 }
    let pools = hosts.compactMap { host in startPools[host.value].map { (host, pool: $0) } }
    // What is of two pools now may be of one when a later step makes the VM.
    for (host, pool) in pools.dropFirst() where pool != pools[0].pool && isThereAtStart {
      findings.report(
        "\(machine.name.value) cannot be of \(pools[0].pool) and of \(pool)", at: host.place)
    }
    if let pool = pools.first?.pool { return pool }
    if hosts.isEmpty, soleStartPool == nil, !machine.name.value.isEmpty {
      if !startPools.isEmpty {
        findings.report(
          "\(machine.name.value) has no home server: say with pool_of which pool has it",
          at: machine.name.place)
      } else if !findings.hasUnreadableList {
        findings.report(
          "\(machine.name.value) needs a host: the scenario has none", at: machine.name.place)
      }
    }
    return soleStartPool
  }

  private func check(_ disk: DiskSpec) {
    guard require(disk.sr, in: storage), let sr = storageSpecs[disk.sr.value] else { return }
    if !sr.kind.holdsDisks {
      findings.report(
        "SR \"\(sr.name.value)\" is of type \(sr.kind.rawValue), which holds no disks",
        at: disk.sr.place)
    } else if disk.size.value > sr.size {
      findings.report(
        "the disk is larger than its SR, which has \(sr.size.text)", at: disk.size.place)
    }
    if let allocated = disk.allocated, allocated.value > disk.size.value {
      findings.report(
        "more is allocated than the disk has: \(disk.size.value.text)", at: allocated.place)
    }
  }

  func checkMemory(_ memory: Sourced<ByteCount>) {
    guard let largest = largestHost,
      memory.value > largest.memory.value, largest.memory.value != .zero
    else { return }
    findings.report(
      """
      \(memory.value.text) are more than any host has: \(largest.name.value) has \
      \(largest.memory.value.text)
      """, at: memory.place)
  }

  private func checkWorkload(of machine: MachineSpec) {
    checkClasses(of: machine, fit: machine.memory)
    for (earlier, later) in zip(machine.workload.phases, machine.workload.phases.dropFirst())
    where later.at.value <= earlier.at.value && !later.at.place.file.isEmpty {
      findings.report(
        "the phase begins at \(later.at.value.text), not after the one before it",
        at: later.at.place,
        notes: [.init(message: "which begins here", place: earlier.at.place)])
    }
  }

  /// Reports the first page class for which there is no room left in a VM's memory.
  private func checkClasses(of machine: MachineSpec, fit memory: Sourced<ByteCount>) {
    guard memory.value != .zero else { return }
    var taken = 0.0
    for pages in machine.workload.classes {
      switch pages.extent {
      case .size(let size): taken += Double(size.bytes)
      case .share(let share): taken += share * Double(machine.memory.value.bytes)
      case nil: break
      }
      checkTrace(of: pages, of: machine)
      // Half a page of slack: shares of a hundred parts do not add up to the last bit.
      guard taken > Double(memory.value.bytes) + Double(Page.bytes) / 2 else { continue }
      if memory.place == machine.memory.place {
        findings.report(
          "the page classes so far take more than the VM's \(memory.value.text)",
          at: pages.place)
      } else {
        findings.report(
          "the page classes of \(machine.name.value) take more than \(memory.value.text)",
          at: memory.place, notes: [.init(message: "they are here", place: pages.place)])
      }
      return
    }
  }

  /// Distinct pages cannot be more than there are.
  private func checkTrace(of pages: PageClassSpec, of machine: MachineSpec) {
    guard let trace = pages.trace, let most = trace.value.pagesDirtied.max() else { return }
    let size =
      switch pages.extent {
      case .size(let size): Double(size.bytes)
      case .share(let share): share * Double(machine.memory.value.bytes)
      case nil: Double.infinity
      }
    // A page of slack, as a share need not be of whole pages.
    guard most > size / Double(Page.bytes) + 1 else { return }
    findings.report(
      "the trace dirties \(Int64(most)) pages at once, and the class has "
        + "\(Int64(size / Double(Page.bytes)))", at: trace.place)
  }

  /// A step's new memory of a VM: its page classes keep the size that they had.
  func checkMemory(_ memory: Sourced<ByteCount>, of vm: Name) {
    checkMemory(memory)
    if let machine = machineSpecs[vm.value] { checkClasses(of: machine, fit: memory) }
  }

  /// What runs at the start must fit, and must be able to run there.
  private func checkRunning() {
    let running = Dictionary(grouping: scenario.machines) { $0.runningOn?.value }
    for host in scenario.hosts where host.memory.value > host.dom0Memory.value {
      var free = host.memory.value - host.dom0Memory.value
      for machine in running[host.name.value] ?? [] {
        guard let place = machine.runningOn else { continue }
        if machine.mode == .hvm, !host.cpu.hasHVM {
          findings.report(
            "\(machine.name.value) cannot be running: it is hvm, and \(host.name.value) has "
              + "hvm: false", at: place.place)
        }
        if machine.memory.value > free {
          findings.report(
            """
            \(machine.name.value) cannot be running: it takes \(machine.memory.value.text), and \
            \(host.name.value) has \(free.text) left
            """, at: place.place)
        } else {
          free -= machine.memory.value
        }
      }
    }
  }
}
