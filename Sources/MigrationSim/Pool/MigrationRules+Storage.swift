/// What stands against moving a VM's disks, with or without the VM.
extension Inventory {
  /// The most migrations with storage that a host takes part in at a time.
  ///
  /// Source: `ocaml/xapi/xapi_vm_migrate.ml`, `with_migrate`.
  public static let mostStorageMigrations = 3

  /// Every reason against moving disks of a VM to an SR, and the VM, if it runs, to a host.
  ///
  /// The VM's state; the SR, where it must be reached from and what it must have; then, for a VM
  /// that goes to another host, what an ordinary migration asks, its disks on the way left out.
  /// For a VM that is halted the host only has to be one that the SR is attached to: it copies.
  ///
  /// - Parameter chosen: The disks that are to move, by number; all if nil.
  public func objections(
    toMovingStorageOf vm: VMID, disks chosen: [Int]?, to sr: SRID, on host: HostID,
    under toolstack: Toolstack
  ) -> [Objection] {
    let isHalted = self[vm].state.xapiName == PowerState.halted.xapiName
    var found = objectionsToState(of: vm, wanting: isHalted ? .halted : .running)
    let disks = disksToMove(of: vm, to: sr, among: chosen)
    if disks.isEmpty && (isHalted || self[vm].residentOn == host) {
      found.object(
        "OPERATION_NOT_ALLOWED", ["There is nothing to move"],
        .nothingToMove, self[vm].name, self[sr].name)
    }
    found += objectionsToReceiving(disks, of: vm, on: sr, at: host)
    if isHalted {
      if self[host].pool != self[vm].pool {
        found.object(
          "HANDLE_INVALID", ["host", self[host].name],
          .hostOfOtherPool, self[host].name, self[vm].name)
      }
      return found + objectionsToReading(disks, of: vm) + objectionsForWantOfLife(host)
    }
    guard self[vm].residentOn != host else { return found }
    return found + objectionsToCPU(of: host, for: vm, under: toolstack)
      + objectionsToBooting(vm, on: host, under: toolstack, leavingOut: disks)
  }

  /// Whether an SR can take disks, written from a host.
  private func objectionsToReceiving(
    _ disks: [Int], of vm: VMID, on sr: SRID, at host: HostID
  ) -> [Objection] {
    let (name, target) = (self[host].name, self[sr].name)
    guard self[sr].exists else {
      var found: [Objection] = []
      found.object("HANDLE_INVALID", ["SR", target], .noSRYet, target)
      return found
    }
    var found: [Objection] = []
    if !self[sr].kind.holdsDisks {
      found.object(
        "SR_DOES_NOT_SUPPORT_MIGRATION", [target], .srHoldsNoDisks, target)
    }
    if !isAttached(sr, to: host) {
      found.object("SR_NOT_ATTACHED", [target], .srNotAttached, target, name)
    }
    return found
      + objectionsToRoom(
        for: space(of: disks, of: vm, on: sr), on: sr, .tooLittleRoom, vm)
  }

  /// Whether some host can read the disks of a halted VM.
  private func objectionsToReading(_ disks: [Int], of vm: VMID) -> [Objection] {
    var found: [Objection] = []
    for number in disks where readers(of: self[vm].disks[number].sr).isEmpty {
      let sr = self[self[vm].disks[number].sr].name
      found.object(
        "SR_NOT_ATTACHED", [sr],
        .diskOnNoHost, sr, self[vm].name)
    }
    return found
  }

  private func readers(of sr: SRID) -> [HostID] { hostIDs.filter { isAttached(sr, to: $0) } }

  /// The host that reads a halted VM's disk to have it copied by another: that one itself, where it
  /// can.
  func reader(of sr: SRID, for host: HostID) -> HostID {
    isAttached(sr, to: host) ? host : readers(of: sr).first ?? host
  }
}
