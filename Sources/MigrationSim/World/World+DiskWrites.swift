/// What a guest writes to a disk that lies across the network, on its way there.
struct WrittenDisk: Sendable {
  let vm: VMID
  /// Its number among the VM's disks.
  let disk: Int
  /// What carries the writes; nil while nothing does.
  var transfer: TransferID?
  /// Whence, and to which SR, while something does.
  var source: HostID?
  var sr: SRID?
  var writes: BitRate = .zero
}

/// Storage on a server, or alike on two hosts: guests' writes cross the network while they run.
extension World {
  /// The disks whose guests write anything, where there is such storage at all.
  static func writtenDisks(of inventory: Inventory) -> [WrittenDisk] {
    guard inventory.storage.contains(where: { $0.server != nil || $0.replication != nil }) else {
      return []
    }
    return inventory.vmIDs.flatMap { vm in
      inventory[vm].disks.indices.filter { inventory[vm].disks[$0].writes > .zero }
        .map { WrittenDisk(vm: vm, disk: $0) }
    }
  }

  /// Has every running guest's writes go to the server or to the other host, and slows guests that
  /// write more than the network carries.
  ///
  /// Law: s = min over the disks of min(1, r / w), as for mirrors: a write counts as done only when
  /// the server, or with DRBD both hosts, have it. s: the share of its time that the guest runs; w:
  /// what it would write [bit/s]; r: the rate that the network has for that [bit/s]. Where the
  /// SR has a window, r is no more than that over the round-trip time (`BitRate.windowCap`);
  /// without one as many writes are in flight as there are, and that time slows nobody. Check
  /// values: 2 Gbit/s of writes over a link with 1 Gbit/s for them: a half; 104.9 Mbit/s of them
  /// with a window of 64 KiB over 10 ms: a half, too.
  mutating func keepWritesUp(at now: SimTime) {
    for place in written.indices { adjust(writes: place, at: now) }
    _ = network.nextCompletion
    for place in written.indices
    where place == 0 || written[place - 1].vm != written[place].vm {
      pace(writesOf: written[place].vm, at: now)
    }
  }

  /// Begins, changes or ends what carries the writes to a disk.
  private mutating func adjust(writes place: Int, at now: SimTime) {
    var disk = written[place]
    let record = inventory[disk.vm]
    let sr = record.disks[disk.disk].sr
    let source = record.state == .running ? record.residentOn : nil
    let route = source.flatMap { writeRoute(from: $0, to: sr) }
    let isSame = disk.source == source && disk.sr == sr && route != nil
    if let transfer = disk.transfer, !isSame {
      network.cancel(transfer, at: now)
      disk = WrittenDisk(vm: disk.vm, disk: disk.disk)
    }
    if let route {
      let index = migrations.lastIndex { $0.vm == disk.vm && $0.ended == nil }
      let writes =
        record.disks[disk.disk].writes * domains[disk.vm.position].intensity
        * (index.map { migrations[$0].machine.guestSpeed } ?? 1)
      if disk.transfer == nil || writes != disk.writes {
        let most = windowCap(of: sr, over: route).map { min($0, writes) } ?? writes
        if let transfer = disk.transfer {
          network.setCap(transfer, to: most, at: now)
        } else {
          disk.transfer = network.start(nil, over: route, cap: most, at: now)
        }
      }
      (disk.source, disk.sr, disk.writes) = (source, sr, writes)
    }
    written[place] = disk
  }

  private mutating func pace(writesOf vm: VMID, at now: SimTime) {
    var pace = 1.0
    for disk in written where disk.vm == vm && disk.writes > .zero {
      guard let transfer = disk.transfer else { continue }
      let rate = network.rate(of: transfer)
      // A link that has just room enough gives a cap back to the last bit but one.
      if rate.bitsPerSecond < disk.writes.bitsPerSecond * (1 - 1e-9) {
        pace = min(pace, rate.bitsPerSecond / disk.writes.bitsPerSecond)
      }
    }
    domains[vm.position].writePace = pace
    if let index = migrations.lastIndex(where: { $0.vm == vm && $0.ended == nil }) {
      slowGuest(ofMigration: index, at: now)
    } else if domains[vm.position].memory.speed != pace {
      domains[vm.position].memory.setSpeed(pace, at: now)
    }
  }

  /// The most that one disk's session with an SR moves, there and back over a way, with the SR's
  /// window; nil for no limit.
  func windowCap(of sr: SRID, over route: Route) -> BitRate? {
    guard let window = inventory[sr].window else { return nil }
    var roundTrip = SimDuration.zero
    for link in route { roundTrip += network.topology.links[link.position].latency }
    for link in route.reverse { roundTrip += network.topology.links[link.position].latency }
    return roundTrip > .zero ? .windowCap(window: window, roundTrip: roundTrip) : nil
  }

  /// The way of what a host writes to an SR: to its server, or to the host that holds the same
  /// data.
  ///
  /// nil where nothing crosses the network: to a disk of the host's own, where the other host is
  /// off, or where there is no way.
  func writeRoute(from host: HostID, to sr: SRID) -> Route? {
    if let server = inventory[sr].server {
      return network.topology.route(
        from: inventory[host].pifs.map(\.nic), gateway: inventory[host].gateway, to: server)
    }
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
