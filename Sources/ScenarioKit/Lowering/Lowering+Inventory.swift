import MigrationSim

/// Hosts, storage, templates and virtual machines.
extension Lowering {
  func inventory() -> Inventory {
    let hostRecords = scenario.hosts.indices.map(host)
    return Inventory(
      hosts: hostRecords, vms: machineSpecs.indices.map(machine),
      storage: storageSpecs.indices.map(repository), networks: networks.records, pools: pools,
      templates: scenario.templates.map(template), pbds: sharedPBDs(hostRecords))
  }

  private func host(_ index: Int) -> Host {
    let spec = scenario.hosts[index]
    let pool = poolOfHost[index]
    let onNICs = spec.nics.enumerated().map { position, nic in
      PIF(
        position: Int32(position), nic: nicsOfHost[index][position],
        network: network(networksOnNICs[index][position], in: pool),
        interface: nic.address?.value, isManagement: nic.isManagement, isBonded: nic.isBonded)
    }
    return Host(
      name: spec.name.value, pool: pool, cpuCount: Int32(spec.cpu.count),
      processor: catalogue.processor(of: spec.cpu), hvmCapable: spec.cpu.hasHVM,
      memory: spec.memory.value, memoryOverhead: spec.dom0Memory.value,
      software: SoftwareVersion(
        brand: scenario.toolstack.profile.brand, version: spec.software.version,
        build: spec.software.build, patches: spec.software.patches),
      edition: spec.edition, configuration: spec.configuration, clockOffset: spec.clockOffset,
      gateway: spec.gateway?.value,
      pifs: onNICs + vlans(of: index), localSR: localStorage(of: index))
  }

  /// A host's interfaces on the networks that share a NIC of its with another.
  private func vlans(of host: Int) -> [PIF] {
    networks.records.enumerated().compactMap { number, network in
      guard network.vlan != nil, network.exists, network.pool == poolOfHost[host],
        let position = network.position, Int(position) < nicsOfHost[host].count
      else { return nil }
      return PIF(
        position: position, nic: nicsOfHost[host][Int(position)], network: NetworkID(number))
    }
  }

  private func localStorage(of host: Int) -> SRID? {
    storageSpecs.firstIndex {
      !$0.kind.isShared && $0.kind.holdsDisks && hosts[$0.host] == host
    }.map { SRID($0) }
  }

  private func repository(_ index: Int) -> StorageRepository {
    let spec = storageSpecs[index]
    let host = hosts[spec.host]
    return StorageRepository(
      name: spec.name.value, kind: spec.kind.engineKind, pool: poolOfHost[host],
      isShared: spec.kind.isShared, host: spec.kind.isShared ? nil : HostID(host),
      server: spec.server.map(address), replication: replication(of: spec), size: spec.size,
      used: max(spec.used.value, spaceOfDisks(on: spec)), bandwidth: spec.bandwidth,
      window: spec.window?.value, exists: index < scenario.storage.count)
  }

  private func replication(of spec: StorageSpec) -> Replication? {
    guard spec.kind == .drbd, spec.replicas.count == 2 else { return nil }
    let pair = spec.replicas.map { HostID(hosts[$0]) }
    let pool = poolOfHost[pair[0].position]
    return Replication(
      between: pair[0], and: pair[1], over: spec.network.map { network($0, in: pool) })
  }

  /// What the disks take that lie on an SR at the start.
  private func spaceOfDisks(on sr: StorageSpec) -> ByteCount {
    scenario.machines.flatMap(\.disks).filter { $0.sr == sr.name }
      .reduce(.zero) { $0 + disk($1).space(on: sr.kind.engineKind) }
  }

  private func disk(_ spec: DiskSpec) -> VirtualDisk {
    VirtualDisk(
      on: SRID(storage[spec.sr]), size: spec.size.value, allocated: spec.allocated?.value,
      writes: spec.writes)
  }

  /// The address that a server's name, or its address itself, stands for.
  func address(_ server: Name) -> IPv4Address {
    if let station = stations.position(of: server.value) {
      return scenario.stations[station].address.value.address
    }
    if let host = hosts.position(of: server.value),
      let interface = scenario.hosts[host].nics.first(where: \.isManagement)?.address
    {
      return interface.value.address
    }
    guard let address = IPv4Address(server.value) else {
      preconditionFailure("\(server.value) passed validation and is no address")
    }
    return address
  }

  /// Shared SRs are plugged, at the start, wherever their pool's hosts reach them.
  private func sharedPBDs(_ hostRecords: [Host]) -> [PBD] {
    var pbds: [PBD] = []
    for (index, spec) in scenario.storage.enumerated() where spec.kind.isShared {
      let pool = poolOfHost[hosts[spec.host]]
      for (number, host) in hostRecords.enumerated() where host.pool == pool {
        let isReachable =
          spec.kind == .drbd
          ? spec.replicas.contains { hosts[$0] == number }
          : spec.server.map {
            topology.route(
              from: nicsOfHost[number], gateway: host.gateway, to: address($0)) != nil
          } ?? true
        pbds.append(PBD(sr: SRID(index), host: HostID(number), isAttached: isReachable))
      }
    }
    return pbds
  }

  private func template(_ spec: TemplateSpec) -> Template {
    let home = spec.home.host.map { HostID(hosts[$0]) }
    return Template(
      name: spec.name.value,
      pool: spec.isSystem ? nil : home.map { poolOfHost[$0.position] }, home: home)
  }

  private func machine(_ index: Int) -> VirtualMachine {
    let spec = machineSpecs[index]
    let home = spec.home.host.map { HostID(hosts[$0]) }
    let host = spec.runningOn.map { HostID(hosts[$0]) }
    let anchor = home ?? spec.poolOf.map { HostID(hosts[$0]) } ?? host ?? HostID(0)
    let pool = poolOfHost[anchor.position]
    let isMade = index < scenario.machines.count
    return VirtualMachine(
      name: spec.name.value, pool: pool,
      state: isMade ? (host == nil ? .halted : .running) : .undefined, residentOn: host,
      home: home, memory: spec.memory.value, vcpus: Int32(spec.vcpus),
      mode: spec.mode.engineMode, disks: spec.disks.map(disk),
      networks: spec.networks.map { network($0, in: pool) },
      guestProfile: guestProfile(spec.guest), restartPriority: spec.restart.priority.engineCase,
      order: Int32(spec.restart.order))
  }

  private func guestProfile(_ name: Name) -> Int32 {
    let place = catalogue.guestNames.firstIndex { $0.lowercased() == name.value.lowercased() }
    guard let place else {
      preconditionFailure("guest profile \(name.value) passed validation and is none")
    }
    return Int32(place)
  }

  func guest(_ spec: MachineSpec) -> GuestSetup {
    let memory = Page.count(of: spec.memory.value)
    return GuestSetup(
      classes: spec.workload.classes.map { $0.pageClass(of: memory) },
      phases: spec.workload.phases.map {
        WorkloadPhase(begins: $0.at.value, intensity: $0.intensity)
      }, layout: spec.workload.layout)
  }
}

extension MachineSpec.Mode {
  var engineMode: GuestMode {
    switch self {
    case .pv: .pv
    case .hvm: .hvm
    }
  }
}

extension PageClassSpec {
  fileprivate func pageClass(of memory: Int) -> PageClass {
    let pages =
      switch extent {
      case .size(let size): Page.count(of: size)
      case .share(let share): Int((Double(memory) * share).rounded())
      case nil: 0
      }
    let pattern: WritePattern = pattern == .random ? .random : .sequential
    return PageClass(
      name: name, pages: pages, pattern: pattern,
      writesPerSecond: contents.isPopulated ? trace?.value.meanRate ?? writes ?? 0 : 0,
      trace: trace?.value.writeTrace(of: pages, pattern), readsPerSecond: reads,
      contents: contents, compressed: compressed, changed: changed)
  }
}

extension DirtyTraceSpec {
  /// The writes that dirty what was seen; nothing is written before the first interval.
  fileprivate func writeTrace(of pages: Int, _ pattern: WritePattern) -> WriteTrace? {
    guard let first = times.first, let last = times.last, times.count >= 2 else { return nil }
    let length = last + (last - times[times.count - 2])
    let isFromStart = first <= .zero
    return WriteTrace(
      begins: isFromStart ? [.zero] + times.dropFirst() : [.zero] + times, length: length,
      dirtied: isFromStart ? pagesDirtied : [0] + pagesDirtied, of: pages, pattern: pattern)
  }
}

extension StorageSpec.Kind {
  fileprivate var engineKind: StorageKind {
    switch self {
    case .lvm: .lvm
    case .ext: .ext
    case .nfs: .nfs
    case .lvmOverISCSI: .lvmOverISCSI
    case .drbd: .drbd
    case .isoNFS: .isoNFS
    case .isoCIFS: .isoCIFS
    case .udev: .udev
    }
  }
}
