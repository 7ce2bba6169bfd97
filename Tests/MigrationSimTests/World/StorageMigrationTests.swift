@testable import MigrationSim
import Testing

@Suite struct `A migration with storage` {
  static let disk = VirtualDisk(on: TwoHosts.localA, size: .gibibytes(2), allocated: .gibibytes(1))

  // 1 GiB at 1 Gbit/s of which 1448/1538 is payload: 9.124 s.
  @Test func `copies what is allocated at the link's goodput`() throws {
    var world = TwoHosts(disks: [Self.disk])
    world.move()
    let migration = run(world.setup, seed: 1).migrations[0]
    let time = TwoHosts.goodput.duration(of: .gibibytes(1))
    #expect(migration.outcome == .completed)
    #expect(abs(try #require(migration.disks[0].copyTime).seconds - time.seconds) < 2e-9)
    #expect(abs(time.seconds - 9.1238) < 1e-4)
    #expect(migration.bytesCopied == .gibibytes(1))
    #expect(migration.bytesMirrored == .zero)
  }

  @Test func `moves guest and disks, and the room that they take`() {
    var world = TwoHosts(disks: [Self.disk])
    world.setup.inventory[TwoHosts.vm].home = TwoHosts.source
    world.move()
    let result = run(world.setup, seed: 1)
    let inventory = result.inventory
    #expect(result.machines[0].host == TwoHosts.destination)
    #expect(inventory[TwoHosts.vm].home == TwoHosts.source)
    #expect(inventory[TwoHosts.vm].disks.map(\.sr) == [TwoHosts.localB])
    #expect(inventory[TwoHosts.localA].used == .zero)
    // A logical volume is made whole.
    #expect(inventory[TwoHosts.localB].used == .gibibytes(2))
    #expect(result.migrations[0].phases.map(\.phase) == Phase.allCases.filter { $0 != .postCopy })
    #expect(inventory.contradictions() == [])
  }

  // V / (R - w): the writes take their share of the link first, being less than half of it.
  @Test func `copies the slower for the writes that are mirrored`() throws {
    var disk = Self.disk
    disk.writes = .megabits(200)
    var world = TwoHosts(disks: [disk])
    world.move()
    let migration = run(world.setup, seed: 1).migrations[0]
    let rate = TwoHosts.goodput.bitsPerSecond - 200e6
    let time = Double(ByteCount.gibibytes(1).bytes) * 8 / rate
    #expect(abs(try #require(migration.disks[0].copyTime).seconds - time) < 1e-8)
    // The memory's first pass shares the link with the mirror too.
    #expect(abs(migration.rounds[0].rate.bitsPerSecond / rate - 1) < 1e-6)
    // Mirrored until the guest stands still: 25 MB/s from the copy's beginning.
    let began = try #require(migration.disks[0].began)
    let paused = try #require(migration.phases.first { $0.phase == .releaseStorage }).began
    let expected = (paused - began).seconds * 25e6
    #expect(abs(Double(migration.bytesMirrored.bytes) - expected) <= 1)
    #expect(migration.brownout == .zero)
  }

  @Test func `puts on its link what it copies, mirrors and sends, and nothing else`() {
    var disks = [Self.disk, Self.disk]
    disks[0].writes = .megabits(31)
    disks[1].writes = .megabits(77)
    var world = TwoHosts(disks: disks)
    world.move()
    var simulation = Simulation(world.setup, seed: 1)
    simulation.run(through: .distantFuture)
    let result = simulation.system.result(
      seed: 1, replication: 0, ended: simulation.schedule.now, eventCount: 0)
    let nic = result.inventory.hosts[0].pifs[0].nic
    let link = simulation.system.network.topology.nics[nic.position].transmit
    let carried = simulation.system.network.carried(by: link, at: simulation.schedule.now)
    let migration = result.migrations[0]
    #expect(carried == migration.bytesCopied + migration.bytesMirrored + migration.bytes)
    #expect(migration.bytesCopied == .gibibytes(2))
  }

  @Test func `takes the smallest disk first, of equal ones the oldest, one after the other`() {
    let sizes: [Int64] = [3, 1, 2, 1]
    var world = TwoHosts(
      disks: sizes.map { VirtualDisk(on: TwoHosts.localA, size: .mebibytes(100 * $0)) })
    world.move()
    let disks = run(world.setup, seed: 1).migrations[0].disks
    #expect(disks.map(\.disk) == [1, 3, 2, 0])
    for (earlier, later) in zip(disks, disks.dropFirst()) {
      #expect(earlier.copied == later.began)
    }
  }

  @Test func `leaves disks where they are that are not meant`() {
    var world = TwoHosts(disks: [
      Self.disk, VirtualDisk(on: TwoHosts.nfs, size: .gibibytes(1)),
    ])
    world.setup.migrations[0].disks = [0]
    world.move()
    let result = run(world.setup, seed: 1)
    #expect(result.inventory.vms[0].disks.map(\.sr) == [TwoHosts.localB, TwoHosts.nfs])
    #expect(result.migrations[0].disks.map(\.disk) == [0])
  }

  @Test func `prepares each disk as long as the profile says`() throws {
    var world = TwoHosts(disks: [Self.disk, Self.disk])
    world.setup.migrations[0].plan.profile[.copyStorage] = .constant(2)
    world.move()
    let migration = run(world.setup, seed: 1).migrations[0]
    let phase = try #require(migration.phases.first { $0.phase == .copyStorage })
    let copies = TwoHosts.goodput.duration(of: .gibibytes(2)) + .seconds(4)
    #expect(abs((phase.duration - copies).nanoseconds) <= 4)
  }

  @Test(arguments: [TwoHosts.localA, TwoHosts.localB])
  func `copies no faster than an SR lets it`(sr: SRID) throws {
    var world = TwoHosts(disks: [Self.disk])
    world.limit(sr, to: .megabits(100))
    world.move()
    let time = try #require(run(world.setup, seed: 1).migrations[0].disks[0].copyTime)
    #expect(abs(time.seconds - BitRate.megabits(100).duration(of: .gibibytes(1)).seconds) < 2e-9)
  }

  // Both ways out of B's NIC lead on to the server: the copy is passed on as it comes.
  @Test func `writes on to a server across the network`() throws {
    var world = TwoHosts(disks: [Self.disk])
    world.move(sr: TwoHosts.nfs)
    var simulation = Simulation(world.setup, seed: 1)
    simulation.run(through: .zero + .seconds(5))
    let system = simulation.system
    let nic = system.inventory.hosts[1].pifs[0].nic
    let links = [
      system.network.topology.nics[nic.position].receive,
      system.network.topology.nics[nic.position].transmit,
    ]
    let carried = links.map { system.network.carried(by: $0, at: .zero + .seconds(5)) }
    #expect(carried[0] == carried[1] && carried[0] > .mebibytes(400))
    let copied = try #require(run(world.setup, seed: 1).migrations[0].disks[0].copyTime)
    #expect(abs((copied - TwoHosts.goodput.duration(of: .gibibytes(1))).nanoseconds) <= 2)
  }

  // Four seconds of it, at 25 MB/s of writes and what they leave of the link.
  @Test func `cut off by the end of the run tells how far it was`() {
    var disk = Self.disk
    disk.writes = .megabits(200)
    var world = TwoHosts(disks: [disk])
    world.setup.timeLimit = .seconds(5)
    world.at(5, .wait(.zero))
    world.setup.steps.insert(
      Step(
        start: .at(.zero + .seconds(1)),
        operation: .migrateStorage(
          TwoHosts.vm, to: TwoHosts.destination, sr: TwoHosts.localB, settings: 0)), at: 0)
    let migration = run(world.setup, seed: 1).migrations[0]
    #expect(migration.outcome == .unfinished)
    #expect(migration.bytesMirrored == ByteCount(100_000_000))
    let rate = (TwoHosts.goodput.bitsPerSecond - 200e6) / 8
    #expect(abs(Double(migration.bytesCopied.bytes) - 4 * rate) <= 1)
  }

  @Test func `has the same history every time, and from a fork`() {
    var disk = Self.disk
    disk.writes = .megabits(90)
    var world = TwoHosts(disks: [disk])
    world.setup.migrations[0].plan.profile = .xapi
    world.disturb(from: 3, to: 7, at: .megabits(800))
    world.move()
    let whole = run(world.setup, seed: 4)
    var simulation = Simulation(world.setup, seed: 4)
    simulation.run(through: .zero + .seconds(6))
    var fork = simulation
    fork.run(through: .distantFuture)
    simulation.run(through: .distantFuture)
    #expect(fork.system.fingerprint == whole.fingerprint)
    #expect(simulation.system.fingerprint == whole.fingerprint)
    #expect(
      whole.migrations[0].bytesMirrored == run(world.setup, seed: 4).migrations[0].bytesMirrored)
  }
}

@Suite struct `A mirror` {
  // Mirror and copy share the link evenly; the guest would write twice what it has.
  @Test func `slows a guest that writes more than the network carries`() throws {
    var disk = `A migration with storage`.disk
    disk.writes = TwoHosts.goodput * 2
    var world = TwoHosts(disks: [disk])
    world.move()
    var simulation = Simulation(world.setup, seed: 1)
    simulation.run(through: .zero + .seconds(5))
    #expect(abs(simulation.system.domains[0].memory.speed - 0.25) < 1e-9)
    simulation.run(through: .distantFuture)
    let migration = run(world.setup, seed: 1).migrations[0]
    let copy = try #require(migration.disks[0].copyTime)
    let twice = TwoHosts.goodput.duration(of: .gibibytes(1)) * 2
    #expect(abs((copy - twice).nanoseconds) <= 4)
    // Of the copy it loses three quarters; the memory's passes come on top.
    #expect(migration.brownout >= .seconds(copy.seconds * 0.75 - 1e-6))
    #expect(simulation.system.domains[0].memory.speed == 1)
    #expect(migration.outcome == .completed)
  }

  // Throttled to half its time, it writes half as much. Dirty pages make every look one too many.
  @Test func `takes less from a guest that is throttled`() {
    var disk = VirtualDisk(on: TwoHosts.localA, size: .mebibytes(1))
    disk.writes = .megabits(80)
    var world = TwoHosts(disks: [disk], memory: .mebibytes(1024))
    world.setup.guests[0].classes = [
      PageClass(name: "hot", pages: 262_144, pattern: .random, writesPerSecond: 1e6)
    ]
    var policy = StopPolicy(name: "custom", maximumPasses: 6, threshold: 1)
    policy.throttle = Throttle(
      means: .share(initial: 0.5, increment: 0, maximum: 0.5), looks: 1)
    world.setup.migrations[0].plan.policy = policy
    world.move()
    let migration = run(world.setup, seed: 1).migrations[0]
    let throttled = migration.rounds.filter { $0.isLive && $0.throttle > 0 }
    let free = migration.rounds.filter { $0.isLive && $0.throttle == 0 }
    #expect(!throttled.isEmpty)
    let copy = migration.disks[0].copyTime ?? .zero
    let seconds =
      (copy + free.reduce(.zero) { $0 + $1.duration }).seconds
      + throttled.reduce(0) { $0 + $1.duration.seconds } / 2
    #expect(abs(Double(migration.bytesMirrored.bytes) - seconds * 10e6) <= 8)
  }

  @Test func `takes what the workload's intensity makes of the writes`() throws {
    var disk = `A migration with storage`.disk
    disk.writes = .megabits(80)
    var world = TwoHosts(disks: [disk])
    world.setup.guests[0].phases = [
      WorkloadPhase(begins: .seconds(3), intensity: 2),
      WorkloadPhase(begins: .seconds(5), intensity: 0),
    ]
    world.move()
    // From 1 s: two seconds at 10 MB/s, two at 20 MB/s, none after that.
    let bytes = run(world.setup, seed: 1).migrations[0].bytesMirrored.bytes
    #expect(abs(Double(bytes) - 60e6) <= 1)
  }
}
