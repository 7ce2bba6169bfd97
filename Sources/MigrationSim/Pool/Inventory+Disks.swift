extension ByteCount {
  /// Binary megabytes to a tenth: disks that grow are of any size.
  func mebibytes(_ rule: FloatingPointRoundingRule) -> Double {
    (mebibytes * 10).rounded(rule) / 10
  }
}

/// Disks of VMs: which of them move, what room they take, and where they lie afterwards.
extension Inventory {
  /// The disks that a move to an SR concerns, by number, in the order in which they go.
  ///
  /// The smallest first, of equal ones the oldest, as `migrate_send` sorts them
  /// (`ocaml/xapi/xapi_vm_migrate.ml`). What is on the SR already stays, and so does a CD.
  ///
  /// - Parameter chosen: The disks that are meant; all of the VM's if nil.
  public func disksToMove(of vm: VMID, to sr: SRID, among chosen: [Int]?) -> [Int] {
    let disks = self[vm].disks
    return disks.indices.filter { number in
      (chosen?.contains(number) ?? true) && disks[number].sr != sr
        && self[disks[number].sr].kind.holdsDisks
    }.sorted { (disks[$0].size, $0) < (disks[$1].size, $1) }
  }

  /// What disks of a VM take of an SR, or would take there.
  public func space(of disks: [Int], of vm: VMID, on sr: SRID) -> ByteCount {
    disks.reduce(.zero) { $0 + self[vm].disks[$1].space(on: self[sr].kind) }
  }

  /// What an SR has left.
  public func freeSpace(on sr: SRID) -> ByteCount { max(.zero, self[sr].size - self[sr].used) }

  /// Whether an SR has room for so much more: SRNoSpace 44 of its backend if not.
  func objectionsToRoom(
    for need: ByteCount, on sr: SRID, _ phrase: PoolPhrase, _ vm: VMID
  ) -> [Objection] {
    let free = freeSpace(on: sr)
    guard need > free else { return [] }
    var found: [Objection] = []
    found.object(
      "SR_BACKEND_FAILURE_44", ["", "There is insufficient space", ""],
      phrase, self[vm].name, need.mebibytes(.up), self[sr].name, free.mebibytes(.down))
    return found
  }

  /// Holds room on an SR for disks that are on their way to it.
  mutating func claimSpace(for disks: [Int], of vm: VMID, on sr: SRID) {
    self[sr].used += space(of: disks, of: vm, on: sr)
  }

  /// Gives up the room that disks take, or were to take, on an SR.
  mutating func releaseSpace(of disks: [Int], of vm: VMID, on sr: SRID) {
    self[sr].used = max(.zero, self[sr].used - space(of: disks, of: vm, on: sr))
  }

  /// Ends a move for which room was held: the disks lie on the SR, and are gone where they lay.
  mutating func finishMoving(_ disks: [Int], of vm: VMID, to sr: SRID) {
    for number in disks {
      releaseSpace(of: [number], of: vm, on: self[vm].disks[number].sr)
      self[vm].disks[number].sr = sr
    }
  }
}
