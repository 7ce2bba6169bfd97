@testable import MigrationSim
import Testing

/// From a host to the NAS there are two links of 50 µs, and as many back: 200 µs. A window of 8 KiB
/// moves 327.68 Mbit/s then.
@Suite struct `The window of an SR across the network` {
  private static let cap = BitRate.megabits(327.68)

  private static func world(_ disk: VirtualDisk) -> TwoHosts {
    var world = TwoHosts(disks: [disk])
    world.change { $0[TwoHosts.nfs.position].window = .kibibytes(8) }
    return world
  }

  @Test func `slows a guest that writes more than it lets through`() {
    var world = Self.world(
      VirtualDisk(on: TwoHosts.nfs, size: .gibibytes(1), writes: Self.cap * 2))
    world.wait(.seconds(10))
    var simulation = Simulation(world.setup, seed: 1)
    simulation.run(through: .zero + .seconds(5))
    #expect(abs(simulation.system.domains[0].memory.speed - 0.5) < 1e-9)
  }

  @Test func `slows none that writes less`() {
    var world = Self.world(
      VirtualDisk(on: TwoHosts.nfs, size: .gibibytes(1), writes: Self.cap * 0.9))
    world.wait(.seconds(10))
    var simulation = Simulation(world.setup, seed: 1)
    simulation.run(through: .zero + .seconds(5))
    #expect(simulation.system.domains[0].memory.speed == 1)
  }

  @Test(arguments: [true, false])
  func `holds down a copy to it and from it`(isSource: Bool) throws {
    var world = Self.world(
      VirtualDisk(on: isSource ? TwoHosts.nfs : TwoHosts.localA, size: .gibibytes(1)))
    world.move(sr: isSource ? TwoHosts.localB : TwoHosts.nfs)
    let time = try #require(run(world.setup, seed: 1).migrations[0].disks[0].copyTime)
    #expect(abs(time.seconds / Self.cap.duration(of: .gibibytes(1)).seconds - 1) < 1e-9)
  }

  // The copy has a session of its own, which moves as much.
  @Test func `holds down a mirror to it, and the guest with it`() {
    var world = Self.world(
      VirtualDisk(on: TwoHosts.localA, size: .gibibytes(1), writes: Self.cap * 2))
    world.move(sr: TwoHosts.nfs)
    var simulation = Simulation(world.setup, seed: 1)
    simulation.run(through: .zero + .seconds(5))
    #expect(abs(simulation.system.domains[0].memory.speed - 0.5) < 1e-9)
  }

  @Test func `means nothing where nothing crosses the network`() throws {
    var world = TwoHosts(disks: [VirtualDisk(on: TwoHosts.localA, size: .gibibytes(1))])
    world.change { for sr in $0.indices { $0[sr].window = .kibibytes(8) } }
    world.move()
    let time = try #require(run(world.setup, seed: 1).migrations[0].disks[0].copyTime)
    #expect(abs(time.seconds - TwoHosts.goodput.duration(of: .gibibytes(1)).seconds) < 2e-9)
  }
}
