@testable import MigrationSim
import Testing

@Suite struct `Moving storage` {
  private static let disk = VirtualDisk(
    on: TwoHosts.localA, size: .gibibytes(2), allocated: .gibibytes(1))

  private static func answers(
    _ disks: [VirtualDisk] = [disk], to host: HostID = TwoHosts.destination,
    sr: SRID = TwoHosts.localB, among chosen: [Int]? = nil, room: ByteCount = .gibibytes(20),
    state: PowerState = .running, _ change: (inout Inventory) -> Void = { _ in }
  ) -> [String] {
    var inventory = TwoHosts(disks: disks, state: state, room: room).setup.inventory
    change(&inventory)
    return codes(
      inventory.objections(
        toMovingStorageOf: TwoHosts.vm, disks: chosen, to: sr, on: host, under: .none))
  }

  @Test(arguments: [PowerState.running, .halted])
  func `is allowed where an ordinary migration is refused`(state: PowerState) {
    #expect(Self.answers(state: state) == [])
    let inventory = TwoHosts(disks: [Self.disk]).setup.inventory
    let ordinary = inventory.objections(
      toMigrating: TwoHosts.vm, to: TwoHosts.destination, under: .none)
    #expect(codes(ordinary) == ["VM_REQUIRES_SR"])
  }

  @Test func `needs an SR that is there`() {
    #expect(
      Self.answers { $0[TwoHosts.localB].exists = false }.first == "HANDLE_INVALID")
  }

  @Test func `needs an SR that holds disks`() {
    #expect(Self.answers(sr: TwoHosts.iso) == ["SR_DOES_NOT_SUPPORT_MIGRATION"])
  }

  @Test(arguments: [PowerState.running, .halted])
  func `needs the SR attached to the destination`(state: PowerState) {
    #expect(
      Self.answers(state: state) {
        $0.setPBD(TwoHosts.localB, TwoHosts.destination, isAttached: false)
      }
        == ["SR_NOT_ATTACHED"])
    #expect(Self.answers(to: TwoHosts.source, state: state) == ["SR_NOT_ATTACHED"])
  }

  // On LVM the whole 2 GiB are taken, on NFS the one that is allocated.
  @Test func `needs room on the SR`() {
    #expect(Self.answers(room: .gibibytes(2)) == [])
    #expect(
      Self.answers(room: .gibibytes(2)) { $0[TwoHosts.localB].used = ByteCount(1) }
        == ["SR_BACKEND_FAILURE_44"])
    let almost = ByteCount.gibibytes(99)
    #expect(Self.answers(sr: TwoHosts.nfs) { $0[TwoHosts.nfs].used = almost } == [])
    #expect(
      Self.answers(sr: TwoHosts.nfs) { $0[TwoHosts.nfs].used = almost + ByteCount(1) }
        == ["SR_BACKEND_FAILURE_44"])
  }

  @Test func `needs something to move`() {
    let there = VirtualDisk(on: TwoHosts.nfs, size: .gibibytes(1))
    #expect(
      Self.answers([there], to: TwoHosts.source, sr: TwoHosts.nfs) == ["OPERATION_NOT_ALLOWED"])
    #expect(Self.answers([there], sr: TwoHosts.nfs, state: .halted) == ["OPERATION_NOT_ALLOWED"])
    // To another host the guest moves at least.
    #expect(Self.answers([there], sr: TwoHosts.nfs) == [])
  }

  @Test func `needs the disks that stay to be seen by the destination`() {
    #expect(Self.answers([Self.disk, Self.disk], among: [1]) == ["VM_REQUIRES_SR"])
  }

  @Test func `needs a VM with nothing else under way, running or halted`() {
    #expect(
      Self.answers { $0.setBusy(TwoHosts.vm, true) } == ["OTHER_OPERATION_IN_PROGRESS"])
    #expect(Self.answers { $0[TwoHosts.vm].state = .paused } == ["VM_BAD_POWER_STATE"])
    #expect(Self.answers(state: .undefined).first == "HANDLE_INVALID")
  }

  @Test func `asks of the destination what an ordinary migration does`() {
    #expect(
      Self.answers {
        $0[TwoHosts.vm].memory = .gibibytes(3); $0[TwoHosts.vm].dynamicMinimum = .gibibytes(3)
      }
        == ["HOST_NOT_ENOUGH_FREE_MEMORY"])
    #expect(
      Self.answers { $0[TwoHosts.destination].state = .maintenance } == ["HOST_DISABLED"])
  }

  @Test func `of a halted VM needs a host that reads its disks`() {
    #expect(
      Self.answers(state: .halted) {
        $0.setPBD(TwoHosts.localA, TwoHosts.source, isAttached: false)
      } == ["SR_NOT_ATTACHED"])
  }
}
