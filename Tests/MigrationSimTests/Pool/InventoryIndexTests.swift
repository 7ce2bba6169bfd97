import Testing

@testable import MigrationSim

/// A pool of seven hosts to which anything happens, and one that stands alone beside it.
private struct Turmoil {
  static let pool = PoolID(0)
  static let toolstack = Toolstack(
    levelling: Levelling(era: .levelling, limits: .none))

  var inventory: Inventory
  var dice: Dice

  init(seed: UInt64) {
    inventory = Inventory(
      hosts: (0..<8).map(Self.host), vms: (0..<24).map(Self.machine),
      storage: ["NFS 1", "NFS 2"].map { name in
        StorageRepository(name: name, kind: .nfs, pool: Self.pool, size: .gibibytes(9))
      },
      networks: [
        PoolNetwork(name: "lan", pool: Self.pool, position: 0),
        PoolNetwork(name: "inner", pool: Self.pool, position: nil),
      ],
      pools: [Pool(name: "pool", master: HostID(0), isCreated: true), Pool(master: HostID(7))],
      pbds: (0..<14).map(Self.pbd))
    dice = Dice(seed: seed)
  }

  private static func host(_ number: Int) -> Host {
    let pif = PIF(position: 0, nic: NICID(0), network: NetworkID(0))
    return Host(
      name: "xen\(number)", pool: PoolID(number == 7 ? 1 : 0), cpuCount: 8,
      processor: processor(0), memory: .mebibytes(4096), memoryOverhead: .mebibytes(512),
      software: SoftwareVersion(brand: "XenServer", version: "8.1"), pifs: number == 7 ? [] : [pif])
  }

  private static func machine(_ number: Int) -> VirtualMachine {
    let memory = Int64(100 + number % 3 * 100)
    let mode: GuestMode = number % 4 == 0 ? .hvm : .pv
    let sr = SRID(number % 8 == 0 ? 1 : 0)
    return VirtualMachine(
      name: "vm\(number)", pool: pool, memory: .mebibytes(memory),
      dynamicMinimum: .mebibytes(100), mode: mode, disks: [VirtualDisk(on: sr)],
      networks: [NetworkID(number % 11 == 0 ? 1 : 0)])
  }

  private static func pbd(_ number: Int) -> PBD {
    PBD(sr: SRID(number / 7), host: HostID(number % 7), isAttached: true)
  }

  private static func processor(_ number: Int) -> Processor {
    Processor(
      name: "\(number)", vendor: .intel,
      physicalFeatures: number == 0 ? [.sse42, .fsgsbase] : [.fsgsbase])
  }

  mutating func step() {
    let host = HostID(dice.int(0...6))
    switch dice.int(0...45) {
    case 0: inventory[host].state = .maintenance
    case 1: inventory[host].software.version = "8.2"
    case 2: inventory[host].cpuCount = 4
    case 3: inventory[host].hvmCapable = false
    case 4: putIn(Self.processor(1), host)
    case 5: inventory[host].obeys = HostID(1)
    case 6: inventory[host].memory = .mebibytes(3072)
    case 7: inventory.setPBD(SRID(dice.int(0...1)), host, isAttached: false)
    case 8: inventory.unplugAll(on: host)
    case 9: inventory[host].pifs = []
    case 10:
      inventory.removeSharedPBDs(of: host)
      inventory[host].pool = PoolID(1)
    case 11...16: for number in 0..<7 { heal(HostID(number)) }
    default: move(VMID(dice.int(0...23)), host)
    }
  }

  private mutating func putIn(_ processor: Processor, _ host: HostID) {
    inventory[host].cpu.exchange(for: processor)
    inventory[host].cpu.reboot()
  }

  private mutating func heal(_ host: HostID) {
    let healthy = Self.host(host.position)
    inventory[host].pool = Self.pool
    inventory[host].state = .live
    inventory[host].software = healthy.software
    inventory[host].cpuCount = healthy.cpuCount
    inventory[host].hvmCapable = true
    putIn(healthy.processor, host)
    inventory[host].obeys = nil
    inventory[host].memory = healthy.memory
    inventory[host].pifs = healthy.pifs
    for sr in inventory.srIDs { inventory.setPBD(sr, host, isAttached: true) }
  }

  private mutating func move(_ vm: VMID, _ host: HostID) {
    switch (inventory[vm].state, inventory[vm].scheduledOn) {
    case (.halted, nil) where dice.happens(0.2):
      inventory.setMemory(.mebibytes(Int64(dice.int(100...300))), of: vm)
    case (.halted, nil): inventory.run(vm, on: host, under: Self.toolstack)
    case (_, nil) where dice.happens(0.2):
      inventory.end(vm, as: dice.happens(0.9) ? .halted : .lostWithHost)
    case (.lostWithHost, _): inventory.end(vm, as: .halted)
    case (_, nil): inventory.reserve(host, for: vm)
    case (_, .some) where dice.happens(0.3): inventory.releaseReservation(of: vm)
    default: inventory.finishMigrating(vm)
    }
  }
}

/// The same answers by looking through the tables.
extension Inventory {
  fileprivate func freeByLooking(_ host: HostID) -> ByteCount {
    var free = self[host].memory - self[host].memoryOverhead
    for vm in vms where vm.residentOn == host || vm.scheduledOn == host { free -= vm.leastMemory }
    return max(.zero, free)
  }

  fileprivate func membersByLooking(_ pool: PoolID) -> [HostID] {
    hostIDs.filter { self[$0].pool == pool }
  }

  fileprivate func isAvailableByLooking(_ network: NetworkID, on host: HostID) -> Bool {
    let carriers = hostIDs.filter {
      self[$0].pool == Turmoil.pool && self[$0].pif(on: network) != nil
    }
    let keepers = hostIDs.filter { host in
      vms.contains {
        $0.state == .running && $0.residentOn == host && $0.networks.contains(network)
      }
    }
    return self[host].pif(on: network) != nil
      || carriers.isEmpty && (keepers.isEmpty || keepers.contains(host))
  }

  /// Each VM is held against each host, and each is packed where most is left of all hosts.
  fileprivate func planByLooking(_ host: HostID, under toolstack: Toolstack) -> EvacuationPlan {
    let memory = "HOST_NOT_ENOUGH_FREE_MEMORY"
    let targets = membersByLooking(self[host].pool).filter {
      $0 != host && self[$0].state == .live && !self[$0].software.isOlder(than: self[host].software)
    }
    var plan = EvacuationPlan()
    var free = targets.map(freeByLooking)
    let residents = vmIDs.filter { self[$0].residentOn == host && self[$0].state.hasDomain }
    let largestFirst = residents.sorted { (self[$1].leastMemory, $0) < (self[$0].leastMemory, $1) }
    for vm in largestFirst {
      var objections: [Objection] = objectionsToState(of: vm, wanting: .running)
      for target in targets {
        objections += objectionsToCPU(of: target, for: vm, under: toolstack)
        objections += objectionsToBooting(vm, on: target, under: toolstack).filter {
          $0.error.code != memory
        }
      }
      if !objections.isEmpty && !targets.isEmpty {
        plan.obstacles.append(EvacuationPlan.Obstacle(vm: vm, objections: objections))
        continue
      }
      let most = free.max()
      guard let most, most >= self[vm].leastMemory, let place = free.firstIndex(of: most) else {
        plan.obstacles.append(EvacuationPlan.Obstacle(vm: vm, objections: []))
        continue
      }
      free[place] -= self[vm].leastMemory
      plan.moves.append(EvacuationPlan.Move(vm: vm, destination: targets[place]))
    }
    plan.moves.sort { $0.vm < $1.vm }
    plan.obstacles.sort { $0.vm < $1.vm }
    return plan
  }
}

@Suite struct `The index of an inventory` {
  private static let seeds = 0..<6 as Range<UInt64>

  @Test(arguments: seeds) func `is what the tables say, whatever happens`(seed: UInt64) {
    var turmoil = Turmoil(seed: seed)
    for _ in 0..<300 {
      turmoil.step()
      #expect(turmoil.inventory.indexContradictions() == [])
    }
  }

  @Test(arguments: seeds) func `answers as the tables do`(seed: UInt64) {
    var turmoil = Turmoil(seed: seed)
    for _ in 0..<300 {
      turmoil.step()
      let inventory = turmoil.inventory
      for pool in inventory.poolIDs {
        let members = inventory.membersByLooking(pool)
        #expect(inventory.hosts(of: pool) == members)
        let versions = members.map { inventory[$0].software.version }
        #expect(inventory.isBeingUpgraded(pool) == versions.contains { $0 != versions[0] })
        let able = members.filter { inventory[$0].hvmCapable }
        #expect(
          inventory.level(of: pool, under: Turmoil.toolstack).hvm
            == FeatureSet.poolLevel(
              of: (able.isEmpty ? members : able).map { inventory[$0].features }))
      }
      for host in inventory.hostIDs {
        #expect(inventory.freeMemory(of: host) == inventory.freeByLooking(host))
        for network in inventory.networkIDs where inventory[host].pool == Turmoil.pool {
          #expect(
            inventory.isAvailable(network, on: host)
              == inventory.isAvailableByLooking(network, on: host))
        }
        for sr in inventory.srIDs {
          #expect(
            inventory.pbd(sr, host)?.isAttached
              == inventory.pbds.first { $0.sr == sr && $0.host == host }?.isAttached)
        }
      }
    }
  }

  @Test(arguments: seeds) func `makes the plan that a look at every host makes`(seed: UInt64) {
    var turmoil = Turmoil(seed: seed)
    var (moves, obstacles) = (0, 0)
    for _ in 0..<150 {
      turmoil.step()
      for host in turmoil.inventory.hostIDs {
        let plan = turmoil.inventory.evacuationPlan(of: host, under: Turmoil.toolstack)
        let slow = turmoil.inventory.planByLooking(host, under: Turmoil.toolstack)
        #expect(plan.moves == slow.moves)
        #expect(plan.obstacles.map(\.vm) == slow.obstacles.map(\.vm))
        for (mine, theirs) in zip(plan.obstacles, slow.obstacles) where !theirs.objections.isEmpty {
          #expect(mine.objections == theirs.objections)
        }
        moves += plan.moves.count
        obstacles += plan.obstacles.count
      }
    }
    #expect(moves > 100 && obstacles > 100, "\(moves) moves and \(obstacles) obstacles")
  }
}
