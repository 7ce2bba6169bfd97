@testable import MigrationSim
import Testing

@Suite struct `Writes to storage across the network` {
  /// The guest's disk lies on an SR that both hosts hold alike, and it writes that much to it.
  private static func world(writes: BitRate) -> TwoHosts {
    var world = TwoHosts()
    let old = world.setup.inventory
    var guest = old.vms[0]
    guest.disks = [VirtualDisk(on: SRID(1), size: .gibibytes(1), writes: writes)]
    let twin = StorageRepository(
      name: "twin", kind: .drbd, pool: PoolID(0),
      replication: Replication(between: TwoHosts.source, and: TwoHosts.destination),
      size: .gibibytes(10))
    world.setup.inventory = Inventory(
      hosts: old.hosts, vms: [guest], storage: old.storage + [twin], networks: old.networks,
      pools: old.pools,
      pbds: old.pbds
        + [TwoHosts.source, TwoHosts.destination].map {
          PBD(sr: SRID(1), host: $0, isAttached: true)
        })
    world.setup.migrations[0].plan.profile = .instant
    return world
  }

  /// The guest's disk lies on a server, and it writes that much to it.
  private static func onServer(writes: BitRate) -> TwoHosts {
    TwoHosts(disks: [VirtualDisk(on: TwoHosts.nfs, size: .gibibytes(1), writes: writes)])
  }

  // R - w: the writes go from the source to the destination, as the memory does, and being less
  // than half of the link they have what they want.
  @Test func `leave the memory of a migration what they do not take`() throws {
    var world = Self.world(writes: .megabits(200))
    world.migrate()
    let migration = run(world.setup, seed: 1).migrations[0]
    #expect(migration.outcome == .completed)
    let rate = TwoHosts.goodput.bitsPerSecond - 200e6
    #expect(abs(migration.rounds[0].rate.bitsPerSecond / rate - 1) < 1e-6)
  }

  // The server is on the same wire, so that its writes leave by the NIC that the memory leaves by.
  @Test func `do so to a server as well`() throws {
    var world = Self.onServer(writes: .megabits(200))
    world.migrate()
    let migration = run(world.setup, seed: 1).migrations[0]
    #expect(migration.outcome == .completed)
    let rate = TwoHosts.goodput.bitsPerSecond - 200e6
    #expect(abs(migration.rounds[0].rate.bitsPerSecond / rate - 1) < 1e-6)
  }

  @Test func `take nothing of it where there are none`() throws {
    var idle = Self.world(writes: .zero)
    idle.migrate()
    let migration = run(idle.setup, seed: 1).migrations[0]
    #expect(
      abs(migration.rounds[0].rate.bitsPerSecond / TwoHosts.goodput.bitsPerSecond - 1) < 1e-6)
  }

  /// The world ten seconds into a run.
  private static func later(_ world: TwoHosts) -> World {
    var simulation = simulation(of: world)
    simulation.run(through: .zero + .seconds(10))
    return simulation.system
  }

  private static func simulation(of world: TwoHosts) -> Simulation<World> {
    var schedule = Schedule<World.Event>()
    let system = World(
      world.setup, random: RandomSource(seed: 1, replication: 0), keepsRecords: false, &schedule)
    return Simulation(system: system, schedule: schedule)
  }

  // s = r / w: 941.5 Mbit/s for 1883 Mbit/s of writes, a half.
  @Test func `slow a guest that writes more than the network carries`() {
    let writes = BitRate(bitsPerSecond: TwoHosts.goodput.bitsPerSecond * 2)
    var world = Self.world(writes: writes)
    world.setup.steps = [Step(operation: .wait(.seconds(20)))]
    let domain = Self.later(world).domains[0]
    #expect(abs(domain.writePace - 0.5) < 1e-9)
    #expect(abs(domain.memory.speed - 0.5) < 1e-9)
  }

  @Test func `slow one that writes more to a server than the network carries`() {
    let writes = BitRate(bitsPerSecond: TwoHosts.goodput.bitsPerSecond * 4)
    var world = Self.onServer(writes: writes)
    world.setup.steps = [Step(operation: .wait(.seconds(20)))]
    #expect(abs(Self.later(world).domains[0].memory.speed - 0.25) < 1e-9)
  }

  // Both ways leave by one NIC, and each wants all of it: beside the copy's megabit each has half.
  // The guest waits for one of them, not for one after the other.
  @Test func `and to a mirror are waited for once`() throws {
    var world = Self.onServer(writes: TwoHosts.goodput)
    world.setup.migrations[0].plan.bandwidthCap = .megabits(1)
    world.move()
    let system = Self.later(world)
    let half = (1 - 1e6 / TwoHosts.goodput.bitsPerSecond) / 2
    #expect(abs(system.migrations[0].storagePace - half) < 1e-9)
    #expect(abs(system.domains[0].memory.speed - half) < 1e-9)
  }

  @Test func `slow nobody once the other host is off`() {
    let writes = BitRate(bitsPerSecond: TwoHosts.goodput.bitsPerSecond * 2)
    var world = Self.world(writes: writes)
    world.setup.steps = [
      Step(operation: .shutDownHost(TwoHosts.destination)), Step(operation: .wait(.seconds(20))),
    ]
    world.setup.times.hostShutDown = .seconds(2)
    let system = Self.later(world)
    #expect(system.inventory[TwoHosts.destination].state == .off)
    #expect(system.domains[0].writePace == 1)
    #expect(system.domains[0].memory.speed == 1)
    #expect(system.written[0].transfer == nil)
  }
}
