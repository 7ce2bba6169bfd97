extension Inventory {
  // MARK: New VM

  /// Every reason against making a VM from a template; without home it is to belong to the pool.
  ///
  /// A template that is assigned to a host keeps its VMs there: XenCenter offers no other home, so
  /// xapi is never asked and has no code for it; OPERATION_NOT_ALLOWED stands in. A system template
  /// and one assigned to the pool leave the choice free.
  public func objections(
    toCreating vm: VMID, from template: TemplateID, home: HostID?
  ) -> [Objection] {
    var found = objectionsForWantOfMaster(self[vm].pool)
    let name = self[vm].name
    if self[vm].state != .undefined {
      found.object("OPERATION_NOT_ALLOWED", ["The VM exists"], .vmExists, name)
    }
    if let pool = self[template].pool, pool != self[vm].pool {
      found.object(
        "HANDLE_INVALID", ["VM", self[template].name],
        .templateOfOtherPool, self[template].name)
    }
    if let bound = self[template].home, home != bound {
      let (source, owner) = (self[template].name, self[bound].name)
      found.object(
        "OPERATION_NOT_ALLOWED", ["The template is assigned to a host"],
        home.map { PoolPhrase.templateKeepsFromHost(name, self[$0].name, source, owner) }
          ?? PoolPhrase.templateKeepsFromPool(name, source, owner))
    }
    if let home { found += objectionsToHome(home, of: vm) }
    let candidates = home.map { [$0] } ?? hosts(of: self[vm].pool)
    for sr in self[vm].disks.map(\.sr) where !candidates.contains(where: { isAttached(sr, to: $0) })
    {
      found.object(
        "SR_HAS_NO_PBDS", [self[sr].name], .newDiskNotAttached, self[sr].name, name,
        candidates.map { self[$0].name }.listed(.or))
    }
    return found + objectionsToNewDisks(of: vm)
  }

  /// Whether the SRs of a new VM hold disks, and have room for its own.
  ///
  /// xapi asks first whether an SR's backend makes disks at all (`Xapi_sr`, VDI_CREATE); the
  /// backend then for room: SRNoSpace 44 (`LVHDSR.py`, `_ensureSpaceAvailable`). A VHD file takes
  /// what is copied into it from the template.
  private func objectionsToNewDisks(of vm: VMID) -> [Objection] {
    var found: [Objection] = []
    var asked: [SRID] = []
    for sr in self[vm].disks.map(\.sr) where self[sr].exists && !asked.contains(sr) {
      asked.append(sr)
      guard self[sr].kind.holdsDisks else {
        found.object(
          "SR_OPERATION_NOT_SUPPORTED", [self[sr].name], .srHoldsNoDisks, self[sr].name)
        continue
      }
      let numbers = self[vm].disks.indices.filter { self[vm].disks[$0].sr == sr }
      found += objectionsToRoom(
        for: space(of: Array(numbers), of: vm, on: sr), on: sr, .noRoomForNewDisks, vm)
    }
    return found
  }

  /// Makes a VM from a template: it is there, halted.
  public mutating func create(_ vm: VMID, from template: TemplateID, home: HostID?) {
    precondition(self[vm].state == .undefined, "VM \(vm) is made twice")
    self[vm].state = .halted
    for number in self[vm].disks.indices {
      claimSpace(for: [number], of: vm, on: self[vm].disks[number].sr)
    }
    self[vm].template = template
    self[vm].home = home
  }

  // MARK: Home server

  private func objectionsToHome(_ home: HostID, of vm: VMID) -> [Objection] {
    var found: [Objection] = []
    if self[home].pool != self[vm].pool {
      found.object(
        "HANDLE_INVALID", ["host", self[home].name],
        .hostOfOtherPool, self[home].name, self[vm].name)
    }
    return found
  }

  /// Every reason against a VM's having that home server, or none; it may be running.
  public func objections(toSettingHome home: HostID?, of vm: VMID) -> [Objection] {
    var found = objectionsForWantOfMaster(self[vm].pool) + objectionsForWantOfBeing(vm)
    if let home { found += objectionsToHome(home, of: vm) }
    return found
  }

  func objectionsForWantOfBeing(_ vm: VMID) -> [Objection] {
    var found: [Objection] = []
    if self[vm].state == .undefined {
      found.object(
        "HANDLE_INVALID", ["VM", self[vm].name], .noVMYet, self[vm].name)
    }
    return found
  }

  /// Gives a VM a home server, or with nil gives the VM to the pool.
  public mutating func setHome(_ home: HostID?, of vm: VMID) { self[vm].home = home }

  // MARK: Memory

  /// Every reason against changing a VM's memory: it must be halted (`VM.set_memory_limits`).
  public func objections(toSettingMemory memory: ByteCount, of vm: VMID) -> [Objection] {
    var found = objectionsToState(of: vm, wanting: .halted)
    if memory <= .zero {
      found.object(
        "MEMORY_CONSTRAINT_VIOLATION", ["0 < memory"],
        .badMemory, self[vm].name, memory.mebibytes)
    }
    return found
  }

  /// Sets a VM's memory; where it could be ballooned, it still can, no lower than before.
  public mutating func setMemory(_ memory: ByteCount, of vm: VMID) {
    let isFixed = self[vm].dynamicMinimum == self[vm].memory
    self[vm].dynamicMinimum = isFixed ? memory : min(memory, self[vm].dynamicMinimum)
    self[vm].memory = memory
  }
}
