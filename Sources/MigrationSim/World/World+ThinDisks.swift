/// A disk that grows where it lies in a VHD file, and its guest writes to it.
struct GrowingDisk: Sendable {
  let vm: VMID
  /// Its number among the VM's disks.
  let disk: Int
  /// What of it was allocated when it was last settled, and what is written to it since.
  var growth: ThinGrowth
  /// Where it lies.
  var sr: SRID
  /// Where it grows as well, being on its way there; nil while it is not.
  var mirror: SRID?
  /// What the guest would write [B/s], had the SR room for it.
  var wanted = 0.0
  /// Whether writes have failed for want of room, and there has been none since.
  var isStopped = false
}

/// The disks that can grow, and when they were counted.
struct ThinDisks: Sendable {
  var disks: [GrowingDisk]
  /// Until when growth has been counted.
  var settled = SimTime.zero
  /// What SRs had in use when it was last looked how fast they fill.
  var used: [ByteCount] = []
  /// Rings when the next SR is full.
  let alarm: AlarmID

  init(of inventory: Inventory, alarm: AlarmID) {
    self.alarm = alarm
    let isSomewhere = inventory.storage.contains { $0.kind.isThin }
    disks = inventory.vmIDs.flatMap { vm in
      inventory[vm].disks.enumerated().compactMap { number, disk in
        guard isSomewhere, disk.writes > .zero, disk.allocated < disk.size else { return nil }
        return GrowingDisk(
          vm: vm, disk: number, growth: ThinGrowth(size: disk.size, allocated: disk.allocated),
          sr: disk.sr)
      }
    }
  }
}

/// An SR that had no room left for what a guest wrote.
public struct StorageShortage: BitwiseCopyable, Hashable, Sendable {
  public var time: SimTime
  public var sr: SRID
  public var vm: VMID
}

/// Disks in VHD files grow with what their guests write, until their SRs are full.
///
/// Between two events the writes go on alike, so that no write is an event: `ThinGrowth` tells
/// what there is at any instant. It is asked when somebody wants to know: a step, a move of disks,
/// a change of what is written, the end. When an SR has no room left, its growth stops: writes to
/// blocks that are not there fail (ENOSPC from the server or the file system, passed on by
/// tapdisk), and the guest sees errors of its disk. What it does then, remounting its file system
/// read-only or worse, is its own affair; here it runs on, and what it writes crosses the network
/// as before. xapi has no error for that, nor an alert.
extension World {
  /// Counts what disks have grown by since they were counted last.
  ///
  /// Everything that asks for room, takes it or gives it back calls this before. SRs fill up to
  /// the byte: allocation is rounded up to whole bytes, and cut off where an SR is full.
  mutating func settleGrowth(at now: SimTime) {
    let span = (now - thin.settled).seconds
    thin.settled = now
    guard span > 0 else { return }
    for place in thin.disks.indices where thin.disks[place].growth.writes > 0 {
      let disk = thin.disks[place]
      let exact = disk.growth.allocated + disk.growth.growth(after: span)
      let before = inventory[disk.vm].disks[disk.disk].allocated
      let due = ByteCount(Int64(exact.rounded(.up))) - before
      var more = due
      for sr in places(of: disk) { more = min(more, inventory.freeSpace(on: sr)) }
      if more > .zero {
        inventory[disk.vm].disks[disk.disk].allocated += more
        for sr in places(of: disk) { inventory[sr].used += more }
      }
      thin.disks[place].growth.allocated = more < due ? Double((before + more).bytes) : exact
    }
  }

  /// The SRs on which a disk takes more room as it grows.
  private func places(of disk: GrowingDisk) -> [SRID] {
    [disk.sr] + (disk.mirror.map { [$0] } ?? [])
  }

  /// Looks how fast disks grow from now on, and when the first SR will be full.
  ///
  /// - Returns: whether a move was broken off for want of room, which changes what others have.
  mutating func keepGrowing(_ schedule: inout Schedule<Event>) -> Bool {
    guard ended == nil, hasGrowthChanged else { return false }
    settleGrowth(at: schedule.now)
    thin.used = inventory.storage.map(\.used)
    var stranded: GrowingDisk?
    for place in thin.disks.indices {
      var disk = present(thin.disks[place])
      let hasRoom = inventory.freeSpace(on: disk.sr) > .zero
      if hasRoom || disk.sr != thin.disks[place].sr { disk.isStopped = false }
      if disk.wanted > 0, !hasRoom, !disk.isStopped {
        disk.isStopped = true
        noteFull(disk, at: schedule.now)
      }
      disk.growth.writes = hasRoom ? disk.wanted : 0
      if hasRoom, let mirror = disk.mirror, inventory.freeSpace(on: mirror) == .zero {
        stranded = stranded ?? disk
      }
      thin.disks[place] = disk
    }
    if let stranded, breakOff(moveOf: stranded, &schedule) { return true }
    setFullAlarm(&schedule)
    return false
  }

  private var hasGrowthChanged: Bool {
    if thin.used.count != inventory.storage.count { return true }
    for sr in inventory.srIDs where inventory[sr].used != thin.used[sr.position] { return true }
    return thin.disks.contains { disk in
      let now = present(disk)
      return now.wanted != disk.wanted || now.sr != disk.sr || now.mirror != disk.mirror
    }
  }

  /// A disk as it stands now: where it is, and what is written to it if there is room.
  private func present(_ disk: GrowingDisk) -> GrowingDisk {
    var now = disk
    let there = inventory[disk.vm].disks[disk.disk]
    (now.sr, now.mirror, now.wanted) = (there.sr, nil, 0)
    guard inventory[disk.vm].state == .running, inventory[there.sr].kind.isThin,
      there.allocated < there.size
    else { return now }
    let place = disk.vm.position
    now.wanted =
      there.writes.bytesPerSecond * domains[place].memory.intensity * domains[place].memory.speed
    guard let index = move(of: disk), let storage = migrations[index].storage,
      inventory[storage.sr].kind.isThin
    else { return now }
    now.mirror = storage.sr
    return now
  }

  /// The migration for which room is held for a disk elsewhere.
  private func move(of disk: GrowingDisk) -> Int? {
    migrations.lastIndex { run in
      run.ended == nil && run.vm == disk.vm
        && run.storage.map { !$0.isChangedOver && $0.numbers.contains(disk.disk) } == true
    }
  }

  /// Tells once that writes of a guest fail, however many disks of its lie there.
  private mutating func noteFull(_ disk: GrowingDisk, at now: SimTime) {
    let isTold = thin.disks.contains { $0.isStopped && $0.vm == disk.vm && $0.sr == disk.sr }
    guard !isTold else { return }
    shortages.append(StorageShortage(time: now, sr: disk.sr, vm: disk.vm))
    journal.note(.storageFull(disk.sr, disk.vm), at: now)
  }

  /// Gives up a move whose destination has no room for what the guest writes meanwhile.
  private mutating func breakOff(
    moveOf disk: GrowingDisk, _ schedule: inout Schedule<Event>
  ) -> Bool {
    guard let index = move(of: disk), let sr = disk.mirror else { return false }
    let name = inventory[disk.vm].name
    let reason = XapiError(
      "MIRROR_FAILED", ["disk \(disk.disk + 1) of \(name)"],
      explanation: WorldPhrase.both(
        WorldPhrase.noRoomForMirror(inventory[sr].name, name, disk.disk + 1),
        WorldPhrase.goesOnWithDisks(name, inventory[migrations[index].source].name)))
    giveUp(migration: index, [reason], &schedule)
    return true
  }

  private mutating func setFullAlarm(_ schedule: inout Schedule<Event>) {
    var first: Double?
    for sr in inventory.srIDs where inventory[sr].kind.isThin {
      let growing = thin.disks.filter { $0.growth.writes > 0 && places(of: $0).contains(sr) }
      guard !growing.isEmpty else { continue }
      // What is rounded up has taken its room already.
      let ahead = growing.reduce(0) { sum, disk in
        sum + Double(inventory[disk.vm].disks[disk.disk].allocated.bytes) - disk.growth.allocated
      }
      let room = Double(inventory.freeSpace(on: sr).bytes) + ahead
      if let time = ThinGrowth.time(until: room, of: growing.map(\.growth)) {
        first = min(first ?? time, time)
      }
    }
    guard let first else { return schedule.clear(thin.alarm) }
    let span = SimDuration(nanoseconds: Int64((first * 1e9).rounded(.up)))
    schedule.set(thin.alarm, at: schedule.now + span, .storageFills)
  }
}
