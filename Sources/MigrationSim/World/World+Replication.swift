/// What a guest writes to a disk that two hosts hold alike, on its way to the other one.
struct ReplicatedDisk: Sendable {
  let vm: VMID
  /// Its number among the VM's disks.
  let disk: Int
  /// What carries the writes; nil while nothing does.
  var transfer: TransferID?
  /// Whence, and from which SR, while something does.
  var source: HostID?
  var sr: SRID?
  var writes: BitRate = .zero
}

/// Storage that DRBD replicates: guests' writes cross the network while they run.
extension World {
  /// The disks whose guests write anything, where there is such storage at all.
  static func replicatedDisks(of inventory: Inventory) -> [ReplicatedDisk] {
    guard inventory.storage.contains(where: { $0.replication != nil }) else { return [] }
    return inventory.vmIDs.flatMap { vm in
      inventory[vm].disks.indices.filter { inventory[vm].disks[$0].writes > .zero }
        .map { ReplicatedDisk(vm: vm, disk: $0) }
    }
  }

  /// Has every running guest's writes go to the other host as well, and slows guests that write
  /// more than the network carries.
  ///
  /// Law: s = min over the disks of min(1, r / w), as for mirrors: a write counts as done only when
  /// both hosts have it. s: the share of its time that the guest runs; w: what it would write
  /// [bit/s]; r: the rate that the network has for that [bit/s]. Holds for writes in flight without
  /// limit: the time of one round trip slows nobody here. Check value: 2 Gbit/s of writes over a
  /// link with 1 Gbit/s for them: a half.
  mutating func keepReplicasUp(at now: SimTime) {
    for place in replicated.indices { adjust(replica: place, at: now) }
    _ = network.nextCompletion
    for place in replicated.indices
    where place == 0 || replicated[place - 1].vm != replicated[place].vm {
      pace(replicasOf: replicated[place].vm, at: now)
    }
  }

  /// Begins, changes or ends what carries the writes to a disk.
  private mutating func adjust(replica place: Int, at now: SimTime) {
    var replica = replicated[place]
    let record = inventory[replica.vm]
    let sr = record.disks[replica.disk].sr
    let source = record.state == .running ? record.residentOn : nil
    let route = source.flatMap { replicationRoute(from: $0, of: sr) }
    let isSame = replica.source == source && replica.sr == sr && route != nil
    if let transfer = replica.transfer, !isSame {
      network.cancel(transfer, at: now)
      replica = ReplicatedDisk(vm: replica.vm, disk: replica.disk)
    }
    if let route {
      let index = migrations.lastIndex { $0.vm == replica.vm && $0.ended == nil }
      let writes =
        record.disks[replica.disk].writes * domains[replica.vm.position].intensity
        * (index.map { migrations[$0].machine.guestSpeed } ?? 1)
      if let transfer = replica.transfer {
        if writes != replica.writes { network.setCap(transfer, to: writes, at: now) }
      } else {
        replica.transfer = network.start(nil, over: route, cap: writes, at: now)
      }
      (replica.source, replica.sr, replica.writes) = (source, sr, writes)
    }
    replicated[place] = replica
  }

  private mutating func pace(replicasOf vm: VMID, at now: SimTime) {
    var pace = 1.0
    for replica in replicated where replica.vm == vm && replica.writes > .zero {
      guard let transfer = replica.transfer else { continue }
      let rate = network.rate(of: transfer)
      // A link that has just room enough gives a cap back to the last bit but one.
      if rate.bitsPerSecond < replica.writes.bitsPerSecond * (1 - 1e-9) {
        pace = min(pace, rate.bitsPerSecond / replica.writes.bitsPerSecond)
      }
    }
    domains[vm.position].writePace = pace
    if let index = migrations.lastIndex(where: { $0.vm == vm && $0.ended == nil }) {
      slowGuest(ofMigration: index, at: now)
    } else if domains[vm.position].memory.speed != pace {
      domains[vm.position].memory.setSpeed(pace, at: now)
    }
  }

  /// The way from a host to the one that holds the same data; nil where that is off, or not there,
  /// or there is no way: then the host writes alone.
  func replicationRoute(from host: HostID, of sr: SRID) -> Route? {
    guard let replication = inventory[sr].replication, let peer = replication.peer(of: host),
      inventory[peer].state != .off, inventory[peer].pool == inventory[host].pool
    else { return nil }
    let (own, other) =
      replication.network.map { network in
        (inventory[host].pifs.filter { $0.network == network }, inventory[peer].pif(on: network))
      } ?? (inventory[host].pifs, inventory[peer].managementPIF)
    guard let address = other?.interface?.address else { return nil }
    return network.topology.route(
      from: own.map(\.nic), gateway: inventory[host].gateway, to: address)
  }
}
