import MigrationSim
import Testing

@Suite struct `Migrating a running VM` {
  /// dnfs runs on xcp01, to be migrated to xcp00, as the manual does.
  private func running(
    under toolstack: Toolstack = .masking, _ change: (inout Classroom) -> Void = { _ in }
  ) -> Inventory {
    var classroom = Classroom()
    change(&classroom)
    var inventory = classroom.operational
    inventory.run(Classroom.dnfs, on: Classroom.xcp01, under: toolstack)
    return inventory
  }

  private func answers(
    _ inventory: Inventory, to host: HostID = Classroom.xcp00,
    under toolstack: Toolstack = .masking,
    force: Bool = false
  ) -> [String] {
    codes(
      inventory.objections(toMigrating: Classroom.dnfs, to: host, under: toolstack), force: force)
  }

  @Test(arguments: [Toolstack.none, .masking, .levelling])
  func `dnfs is migrated from xcp01 to xcp00`(under toolstack: Toolstack) {
    var inventory = running(under: toolstack)
    #expect(answers(inventory, under: toolstack) == [])
    inventory.reserve(Classroom.xcp00, for: Classroom.dnfs)
    #expect(inventory.contradictions() == [])
    inventory.finishMigrating(Classroom.dnfs)
    #expect(inventory[Classroom.dnfs].residentOn == Classroom.xcp00)
    #expect(inventory[Classroom.dnfs].lastHost == Classroom.xcp00)
    #expect(inventory[Classroom.dnfs].isBusy == false)
    #expect(inventory.contradictions() == [])
  }

  @Test func `a halted VM is not migrated live`() {
    #expect(answers(Classroom().operational) == ["VM_BAD_POWER_STATE"])
  }

  @Test func `a VM is not migrated to the host it is on`() {
    #expect(answers(running(), to: Classroom.xcp01) == ["OPERATION_NOT_ALLOWED"])
  }

  @Test func `a VM is not migrated twice at a time`() {
    var inventory = running()
    inventory.reserve(Classroom.xcp00, for: Classroom.dnfs)
    #expect(answers(inventory) == ["OTHER_OPERATION_IN_PROGRESS"])
  }

  @Test func `XenMotion needs shared storage: a local disk ties a VM to its host`() {
    var inventory = Classroom().operational
    inventory.run(Classroom.visitor, on: Classroom.xcp01)
    let objections = inventory.objections(
      toMigrating: Classroom.visitor, to: Classroom.xcp00, under: .masking)
    #expect(codes(objections) == ["VM_REQUIRES_SR"])
    #expect(objections[0].error.parameters == ["visitor", "Local storage on xcp01"])
  }

  @Test func `a VM on an internal network stays with it`() {
    let inventory = running { $0.vms[Classroom.dnfs.position].networks = [Classroom.inner] }
    #expect(answers(inventory) == ["VM_REQUIRES_NETWORK"])
  }

  @Test func `the destination has memory for it`() {
    var inventory = running()
    inventory.run(Classroom.big, on: Classroom.xcp00)
    #expect(answers(inventory) == ["HOST_NOT_ENOUGH_FREE_MEMORY"])
  }

  @Test func `the destination is not in maintenance mode`() {
    let inventory = running { $0.hosts[0].state = .maintenance }
    #expect(answers(inventory) == ["HOST_DISABLED"])
  }

  @Test func `an HVM guest goes to no host without VT-x or AMD-V`() {
    let inventory = running {
      $0.vms[Classroom.dnfs.position].mode = .hvm
      $0.hosts[1].hvmCapable = true
    }
    #expect(answers(inventory) == ["VM_HVM_REQUIRED"])
  }

  // MARK: CPUs

  /// xcp01, which dnfs is started on, has a feature more than xcp00.
  private let moreAble: (inout Classroom) -> Void = {
    $0.hosts[1].changeFeatures { $0[Feature(word: 1, bit: 19)] = true }
  }

  @Test func `before March 2011 a forced pool migrates blindly`() {
    let inventory = running(under: .none) {
      $0.hosts[1].changeVendor(.amd)
      $0.hosts[1].changeFeatures { $0 = FeatureSet() }
    }
    #expect(answers(inventory, under: .none) == [])
  }

  @Test func `a VM does not go to a CPU that lacks what it was started with`() {
    let inventory = running(moreAble)
    let error = inventory.objections(
      toMigrating: Classroom.dnfs, to: Classroom.xcp00, under: .masking)[0].error
    #expect(error.code == "VM_INCOMPATIBLE_WITH_THIS_HOST")
    #expect(
      error.parameters == [
        "dnfs", "xcp00", "VM last booted on a CPU with features this host's CPU does not have.",
      ])
    #expect(error.explanation.text == "xcp00 lacks 1:19, which dnfs was started with.")
  }

  @Test func `the other direction of the same pair is let through`() {
    var classroom = Classroom()
    moreAble(&classroom)
    var inventory = classroom.operational
    inventory.run(Classroom.dnfs, on: Classroom.xcp00)
    #expect(answers(inventory, to: Classroom.xcp01) == [])
  }

  @Test func `force waives the CPU and nothing else`() {
    let inventory = running {
      moreAble(&$0)
      $0.vms[Classroom.dnfs.position].networks = [Classroom.inner]
    }
    #expect(answers(inventory) == ["VM_INCOMPATIBLE_WITH_THIS_HOST", "VM_REQUIRES_NETWORK"])
    #expect(answers(inventory, force: true) == ["VM_REQUIRES_NETWORK"])
  }

  @Test func `another vendor has its own message`() {
    let inventory = running { $0.hosts[1].changeVendor(.amd) }
    let objections = inventory.objections(
      toMigrating: Classroom.dnfs, to: Classroom.xcp00, under: .levelling)
    #expect(
      objections.map { $0.error.parameters[2] }
        == ["VM last booted on a host which had a CPU from a different vendor."])
  }

  @Test func `in the era of levelling a VM starts with what every host of the pool has`() {
    let inventory = running(under: .levelling, moreAble)
    #expect(inventory[Classroom.dnfs].cpu?.bootFlags == Classroom.westmere.physicalFeatures)
    #expect(answers(inventory, under: .levelling) == [])
  }

  @Test func `a VM that ran before a less able host joined cannot go there until restarted`() {
    var classroom = Classroom()
    classroom.hosts[1].changeFeatures { $0[Feature(word: 1, bit: 9)] = false }
    var inventory = classroom.inventory
    inventory.run(Classroom.dnfs, on: Classroom.xcp00, under: .levelling)
    _ = inventory.beginJoining(Classroom.xcp01, to: Classroom.xcp00)
    _ = inventory.finishJoining(Classroom.xcp01, StoragePaths())
    #expect(
      answers(inventory, to: Classroom.xcp01, under: .levelling)
        == ["VM_INCOMPATIBLE_WITH_THIS_HOST"])
    inventory.end(Classroom.dnfs, as: .halted)
    inventory.run(Classroom.dnfs, on: Classroom.xcp00, under: .levelling)
    #expect(answers(inventory, to: Classroom.xcp01, under: .levelling) == [])
  }

  @Test func `after a migration a VM keeps the features it was started with`() {
    var inventory = running(moreAble)
    let before = inventory[Classroom.dnfs].cpu
    inventory.reserve(Classroom.xcp00, for: Classroom.dnfs)
    inventory.finishMigrating(Classroom.dnfs)
    #expect(inventory[Classroom.dnfs].cpu == before)
  }
}
