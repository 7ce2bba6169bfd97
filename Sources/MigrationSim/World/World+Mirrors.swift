/// Copies of disks, and mirrors of what guests write to them meanwhile.
extension World {
  /// Begins the copy of a disk and, where its guest runs, the mirror of its writes.
  ///
  /// What lies across the network is read from its server and written to its server: the copy
  /// takes a share of every link on that way. It goes no faster than either SR lets it, and no
  /// faster than the migration may, nor than the windows of SRs across the network let it.
  mutating func copy(disk place: Int, migration index: Int, at now: SimTime) {
    let run = migrations[index]
    settleGrowth(at: now)
    guard var storage = run.storage else { return }
    let source = storage.disks[place].motion.source
    let arriving = legs(writingTo: storage.sr, from: run.destination)
    let leaving = legs(to: source, from: run.source).reverse
    let windowCap = windowCap(of: storage.sr, over: arriving)
    let limits = [
      run.machine.plan.bandwidthCap, inventory[source].bandwidth, inventory[storage.sr].bandwidth,
      self.windowCap(of: source, over: leaving), windowCap,
    ]
    let allocated = inventory[run.vm].disks[storage.disks[place].motion.disk].allocated
    storage.disks[place].motion.allocated = allocated
    storage.disks[place].motion.began = now
    storage.disks[place].windowCap = windowCap
    if storage.motion.scope != .cold {
      storage.disks[place].mirror = network.start(
        nil, over: chain([run.route, arriving]), cap: .zero, at: now)
      if !mirroring.contains(index) { mirroring.append(index) }
    }
    let transfer = network.start(
      allocated, over: chain([leaving, run.route, arriving]),
      cap: limits.compactMap { $0 }.min(), at: now)
    storage.copy = (transfer, place)
    migrations[index].storage = storage
    own(transfer, migration: index)
  }

  /// Takes note of a copy that is complete.
  mutating func noteCopied(_ transfer: TransferID, migration index: Int, at now: SimTime) {
    guard var storage = migrations[index].storage, let copy = storage.copy,
      copy.transfer == transfer
    else { return }
    ownerOfTransfer[Int(transfer.slot)] = -1
    storage.copy = nil
    storage.disks[copy.place].motion.copied = now
    storage.disks[copy.place].motion.bytesCopied = storage.disks[copy.place].motion.allocated
    migrations[index].storage = storage
  }

  /// Breaks a copy off.
  mutating func endCopy(ofMigration index: Int, at now: SimTime) {
    guard var storage = migrations[index].storage, let copy = storage.copy else { return }
    ownerOfTransfer[Int(copy.transfer.slot)] = -1
    let left = network.cancel(copy.transfer, at: now)
    storage.copy = nil
    storage.disks[copy.place].motion.bytesCopied =
      storage.disks[copy.place].motion.allocated - left
    migrations[index].storage = storage
  }

  /// Ends the mirrors of a migration, and lets its guest run as it would.
  mutating func endMirrors(ofMigration index: Int, at now: SimTime) {
    notePace(1, ofMigration: index, at: now)
    guard var storage = migrations[index].storage else { return }
    for place in storage.disks.indices {
      guard let mirror = storage.disks[place].mirror else { continue }
      storage.disks[place].motion.bytesMirrored = network.moved(by: mirror, at: now)
      storage.disks[place].mirror = nil
      network.cancel(mirror, at: now)
    }
    migrations[index].storage = storage
    mirroring.removeAll { $0 == index }
  }

  /// Has every mirror take what its guest writes now, and slows guests that write more than the
  /// network carries.
  ///
  /// Law: s = min over the disks of min(1, r / w). s: the share of its time that the guest runs; w:
  /// what it would write to a disk as fast as throttling lets it [bit/s]; r: the rate that the
  /// network has for that [bit/s]. A write counts as done only when both sides have it (tapdisk's
  /// mirror is synchronous), so the guest waits. Check value: 200 Mbit/s of writes where there are
  /// 50: a quarter. The mirrors of its other disks keep taking what it would write then: where
  /// disks share their way, more than it does.
  mutating func keepMirrorsUp(at now: SimTime) {
    for index in mirroring {
      guard var storage = migrations[index].storage else { continue }
      let vm = migrations[index].vm
      let runs = inventory[vm].state == .running
      let intensity =
        runs ? domains[vm.position].intensity * migrations[index].machine.guestSpeed : 0
      for place in storage.disks.indices {
        guard let mirror = storage.disks[place].mirror else { continue }
        let writes = storage.disks[place].writes * intensity
        guard writes != storage.disks[place].mirrored else { continue }
        network.setCap(
          mirror, to: storage.disks[place].windowCap.map { min($0, writes) } ?? writes, at: now)
        storage.disks[place].mirrored = writes
      }
      migrations[index].storage = storage
    }
    _ = network.nextCompletion
    for index in mirroring { pace(migration: index, at: now) }
  }

  private mutating func pace(migration index: Int, at now: SimTime) {
    var pace = 1.0
    for disk in migrations[index].storage?.disks ?? [] where disk.mirrored > .zero {
      guard let mirror = disk.mirror else { continue }
      let rate = network.rate(of: mirror)
      // A link that has just room enough gives a cap back to the last bit but one.
      if rate.bitsPerSecond < disk.mirrored.bitsPerSecond * (1 - 1e-9) {
        pace = min(pace, rate.bitsPerSecond / disk.mirrored.bitsPerSecond)
      }
    }
    guard pace != migrations[index].storagePace else { return }
    notePace(pace, ofMigration: index, at: now)
    slowGuest(ofMigration: index, at: now)
  }

  /// Counts what the last pace has cost, unless the memory counts it, and begins another.
  private mutating func notePace(_ pace: Double, ofMigration index: Int, at now: SimTime) {
    guard let storage = migrations[index].storage else { return }
    let memory = domains[migrations[index].vm.position].memory
    let before = migrations[index].storagePace
    if !memory.isLogging, before < 1 {
      migrations[index].storage?.lost += (1 - before) * (now - storage.paced).seconds
    }
    migrations[index].storagePace = pace
    migrations[index].storage?.paced = now
  }
}

// MARK: So far

extension World {
  /// The disks of a migration, with what has been moved of them by now.
  func disks(of run: MigrationRun, at now: SimTime) -> [DiskMotion] {
    guard let storage = run.storage else { return [] }
    return storage.disks.enumerated().map { place, disk in
      var motion = disk.motion
      if let mirror = disk.mirror { motion.bytesMirrored = network.moved(by: mirror, at: now) }
      if let copy = storage.copy, copy.place == place {
        motion.bytesCopied = network.moved(by: copy.transfer, at: now)
      }
      return motion
    }
  }
}

// MARK: Ways

extension World {
  /// The way of what is written: to the server, or to the other host that holds the same data.
  private func legs(writingTo sr: SRID, from host: HostID) -> Route {
    writeRoute(from: host, to: sr) ?? Route()
  }

  /// The way from a host to an SR: none to a disk of its own.
  private func legs(to sr: SRID, from host: HostID) -> Route {
    inventory[sr].server == nil ? Route() : legs(writingTo: sr, from: host)
  }

  /// One way after the other, as a stream takes them that is read and passed on.
  ///
  /// A link that it would cross twice counts once, and links after the eighth not at all: both come
  /// up only where servers are behind routers.
  private func chain(_ legs: [Route]) -> Route {
    var whole = Route()
    for leg in legs {
      for link in leg where !whole.contains(link) && whole.count < Route.longest {
        whole.append(link)
      }
    }
    return whole
  }
}
