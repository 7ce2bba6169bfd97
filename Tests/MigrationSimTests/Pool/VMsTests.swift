import MigrationSim
import Testing

@Suite struct `Making and changing VMs` {
  private func answers(_ template: TemplateID, home: HostID?) -> [String] {
    codes(
      Classroom().operational.objections(toCreating: Classroom.dscsi, from: template, home: home))
  }

  @Test func `dscsi, made from dBase, cannot be assigned to the pool`() {
    let objections = Classroom().operational.objections(
      toCreating: Classroom.dscsi, from: Classroom.dBase, home: nil)
    #expect(codes(objections) == ["OPERATION_NOT_ALLOWED"])
    #expect(
      objections[0].error.explanation.text
        == "dscsi cannot be assigned to the pool: its template dBase is assigned to xcp00.")
  }

  @Test func `it can be assigned to the host of dBase`() {
    #expect(answers(Classroom.dBase, home: Classroom.xcp00) == [])
  }

  @Test func `it cannot be assigned to another host than that of dBase`() {
    #expect(answers(Classroom.dBase, home: Classroom.xcp01) == ["OPERATION_NOT_ALLOWED"])
  }

  @Test(arguments: [Classroom.systemTemplate, Classroom.poolTemplate])
  func `from a system template or one of the pool it can`(template: TemplateID) {
    #expect(answers(template, home: nil) == [])
    #expect(answers(template, home: Classroom.xcp01) == [])
  }

  @Test func `a VM that is made is halted, with its home`() {
    var inventory = Classroom().operational
    inventory.create(Classroom.dscsi, from: Classroom.poolTemplate, home: nil)
    #expect(inventory[Classroom.dscsi].state == .halted)
    #expect(inventory[Classroom.dscsi].home == nil)
    #expect(inventory[Classroom.dscsi].template == Classroom.poolTemplate)
    #expect(inventory.contradictions() == [])
  }

  @Test func `a VM is not made twice`() {
    let objections = Classroom().operational.objections(
      toCreating: Classroom.dnfs, from: Classroom.systemTemplate, home: nil)
    #expect(codes(objections) == ["OPERATION_NOT_ALLOWED"])
  }

  @Test func `a disk is made where its SR is attached`() {
    let objections = Classroom().joined.objections(
      toCreating: Classroom.dscsi, from: Classroom.systemTemplate, home: Classroom.xcp01)
    #expect(codes(objections) == ["SR_HAS_NO_PBDS"])
  }

  // A logical volume of 8 GiB takes as much from the start; a VHD file what is copied into it.
  @Test func `a disk is made where there is room, for all of it or for what is written`() {
    func answer(on sr: SRID, left gibibytes: Int64) -> [String] {
      var classroom = Classroom()
      classroom.vms[Classroom.dscsi.position].disks = [
        VirtualDisk(on: sr, size: .gibibytes(8), allocated: .gibibytes(2))
      ]
      classroom.storage[sr.position].used = .gibibytes(200 - gibibytes)
      return codes(
        classroom.operational.objections(
          toCreating: Classroom.dscsi, from: Classroom.systemTemplate, home: nil))
    }
    #expect(answer(on: Classroom.iscsi, left: 8) == [])
    #expect(answer(on: Classroom.iscsi, left: 7) == ["SR_BACKEND_FAILURE_44"])
    #expect(answer(on: Classroom.nfs, left: 2) == [])
    #expect(answer(on: Classroom.nfs, left: 1) == ["SR_BACKEND_FAILURE_44"])
  }

  @Test func `two new disks on one SR need room together`() {
    var classroom = Classroom()
    classroom.vms[Classroom.dscsi.position].disks = [
      VirtualDisk(on: Classroom.iscsi, size: .gibibytes(101)),
      VirtualDisk(on: Classroom.iscsi, size: .gibibytes(100)),
    ]
    let objections = classroom.operational.objections(
      toCreating: Classroom.dscsi, from: Classroom.systemTemplate, home: nil)
    #expect(codes(objections) == ["SR_BACKEND_FAILURE_44"])
  }

  @Test func `a library of ISO images takes no disks`() {
    var classroom = Classroom()
    classroom.vms[Classroom.dscsi.position].disks = [VirtualDisk(on: Classroom.isoNFS)]
    let objections = classroom.operational.objections(
      toCreating: Classroom.dscsi, from: Classroom.systemTemplate, home: nil)
    #expect(codes(objections) == ["SR_OPERATION_NOT_SUPPORTED"])
  }

  @Test func `a disk is not made before its SR`() {
    var classroom = Classroom()
    classroom.vms[Classroom.dscsi.position].disks = [VirtualDisk(on: Classroom.newNFS)]
    let objections = classroom.operational.objections(
      toCreating: Classroom.dscsi, from: Classroom.systemTemplate, home: nil)
    #expect(codes(objections) == ["SR_HAS_NO_PBDS"])
  }

  @Test func `a host of another pool is no home of a new VM either`() {
    let objections = Classroom().inventory.objections(
      toCreating: Classroom.dscsi, from: Classroom.systemTemplate, home: Classroom.xcp01)
    #expect(codes(objections) == ["HANDLE_INVALID", "SR_HAS_NO_PBDS"])
  }

  @Test func `a template of another pool makes nothing`() {
    var classroom = Classroom()
    classroom.vms[Classroom.dscsi.position].pool = Classroom.poolOfOne
    classroom.vms[Classroom.dscsi.position].disks = [VirtualDisk(on: Classroom.local01)]
    let objections = classroom.inventory.objections(
      toCreating: Classroom.dscsi, from: Classroom.poolTemplate, home: nil)
    #expect(codes(objections) == ["HANDLE_INVALID"])
  }

  @Test func `a host of another pool is no home`() {
    let objections = Classroom().inventory.objections(
      toSettingHome: Classroom.xcp01, of: Classroom.drouter)
    #expect(codes(objections) == ["HANDLE_INVALID"])
  }

  @Test func `a VM can be told not to be assigned to any host`() {
    var inventory = Classroom().operational
    #expect(inventory.objections(toSettingHome: nil, of: Classroom.drouter) == [])
    inventory.setHome(nil, of: Classroom.drouter)
    #expect(inventory[Classroom.drouter].home == nil)
  }

  @Test func `a halted VM's memory can be lowered`() {
    var inventory = Classroom().operational
    #expect(inventory.objections(toSettingMemory: .mebibytes(128), of: Classroom.drouter) == [])
    inventory.setMemory(.mebibytes(128), of: Classroom.drouter)
    #expect(inventory[Classroom.drouter].memory == .mebibytes(128))
    #expect(inventory[Classroom.drouter].dynamicMinimum == .mebibytes(128))
  }

  @Test func `a running VM's memory cannot`() {
    var inventory = Classroom().operational
    inventory.run(Classroom.drouter, on: Classroom.xcp00)
    #expect(
      codes(inventory.objections(toSettingMemory: .mebibytes(128), of: Classroom.drouter))
        == ["VM_BAD_POWER_STATE"])
  }

  @Test func `no VM has no memory`() {
    let objections = Classroom().operational.objections(
      toSettingMemory: .zero, of: Classroom.drouter)
    #expect(codes(objections) == ["MEMORY_CONSTRAINT_VIOLATION"])
  }

  @Test func `a running VM can be shut down, and a halted one not`() {
    var inventory = Classroom().operational
    #expect(codes(inventory.objections(toShuttingDown: Classroom.dnfs)) == ["VM_BAD_POWER_STATE"])
    inventory.run(Classroom.dnfs, on: Classroom.xcp01)
    #expect(inventory.objections(toShuttingDown: Classroom.dnfs) == [])
    inventory.end(Classroom.dnfs, as: .halted)
    #expect(inventory.residents(of: Classroom.xcp01) == [])
    #expect(inventory[Classroom.dnfs].lastHost == Classroom.xcp01)
    #expect(inventory.contradictions() == [])
  }
}
