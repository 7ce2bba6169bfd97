import MigrationSim
import Testing

@Suite struct `The memory of a host` {
  @Test func `a PV guest costs Xen one mebibyte more than it sees`() {
    #expect(Classroom().inventory[Classroom.dnfs].memoryOverhead == .mebibytes(1))
  }

  // memory.ml: 1 + 1 + (256·v + 2·m)/256 MiB. (256 + 2048)/256 = 9; (512 + 128)/256 = 2.5.
  @Test(arguments: [(Int32(1), Int64(1024), Int64(11)), (2, 64, 5)])
  func `an HVM guest costs its shadow too, rounded up to whole mebibytes`(
    vcpus: Int32, mebibytes: Int64, overhead: Int64
  ) {
    let vm = VirtualMachine(
      name: "windows", pool: Classroom.pool, memory: .mebibytes(mebibytes), vcpus: vcpus,
      mode: .hvm)
    #expect(vm.memoryOverhead == .mebibytes(overhead))
  }

  // 2048 - 752 = 1296; 1296 - (256 + 1) = 1039.
  @Test func `running VMs are taken off what Xen and dom0 leave`() {
    var inventory = Classroom().inventory
    #expect(inventory.freeMemory(of: Classroom.xcp00) == .mebibytes(1296))
    inventory.run(Classroom.dnfs, on: Classroom.xcp00)
    #expect(inventory.freeMemory(of: Classroom.xcp00) == .mebibytes(1039))
  }

  @Test func `a VM on its way counts on both hosts`() {
    var inventory = Classroom().operational
    inventory.run(Classroom.dnfs, on: Classroom.xcp00)
    inventory.reserve(Classroom.xcp01, for: Classroom.dnfs)
    #expect(inventory.freeMemory(of: Classroom.xcp00) == .mebibytes(1039))
    #expect(inventory.freeMemory(of: Classroom.xcp01) == .mebibytes(424 - 257))
    inventory.releaseReservation(of: Classroom.dnfs)
    #expect(inventory.freeMemory(of: Classroom.xcp01) == .mebibytes(424))
  }

  @Test func `a guest that may be ballooned counts for the least it can have`() {
    var classroom = Classroom()
    classroom.vms[Classroom.dnfs.position].dynamicMinimum = .mebibytes(100)
    var inventory = classroom.inventory
    inventory.run(Classroom.dnfs, on: Classroom.xcp00)
    #expect(inventory.freeMemory(of: Classroom.xcp00) == .mebibytes(1296 - 101))
  }

  @Test func `a host has never less than nothing free`() {
    var classroom = Classroom()
    classroom.hosts[0].memory = .mebibytes(512)
    #expect(classroom.inventory.freeMemory(of: Classroom.xcp00) == .zero)
  }
}
