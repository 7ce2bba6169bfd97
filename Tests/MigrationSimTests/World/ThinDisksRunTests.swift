import Foundation
import MigrationSim
import Testing

extension TwoHosts {
  /// A world whose hosts keep the guest's disks in VHD files, on SRs of that size.
  static func thin(_ disks: [VirtualDisk], room: ByteCount = .gibibytes(20)) -> TwoHosts {
    var world = TwoHosts(disks: disks, room: room)
    world.change { storage in
      for sr in [Self.nfs, Self.localA, Self.localB] {
        if sr != Self.nfs { storage[sr.position].kind = .ext }
        storage[sr.position].used = disks.filter { $0.sr == sr }
          .reduce(.zero) { $0 + $1.allocated }
      }
    }
    world.setup.aftermath = .zero
    return world
  }

  mutating func change(_ change: (inout [StorageRepository]) -> Void) {
    let old = setup.inventory
    var storage = old.storage
    change(&storage)
    setup.inventory = Inventory(
      hosts: old.hosts, vms: old.vms, storage: storage, networks: old.networks, pools: old.pools,
      pbds: old.pbds)
  }

  mutating func wait(_ span: SimDuration) {
    setup.steps.append(Step(operation: .wait(span)))
  }
}

@Suite struct `A disk in a VHD file` {
  /// Of 8 GiB, with 2 of them there.
  private static func disk(
    on sr: SRID = TwoHosts.localA, writes: BitRate = BitRate(bytesPerSecond: 0x1p23)
  ) -> VirtualDisk {
    VirtualDisk(on: sr, size: .gibibytes(8), allocated: .gibibytes(2), writes: writes)
  }

  /// What is there of one after that many times its own size has been written to it.
  private static func allocated(_ exponent: Double) -> Double {
    (8 - 6 * exp(-exponent)) * 0x1p30
  }

  private static func allocated(in result: RunResult, disk: Int = 0) -> Double {
    Double(result.inventory.vms[0].disks[disk].allocated.bytes)
  }

  // 8 MiB/s for 1024 s: once its size. Counted up to the next byte.
  @Test(arguments: [TwoHosts.localA, TwoHosts.nfs])
  func `grows with what its guest writes, and its SR with it`(sr: SRID) {
    var world = TwoHosts.thin([Self.disk(on: sr)])
    world.wait(.seconds(1024))
    let result = run(world.setup, seed: 1)
    #expect(abs(Self.allocated(in: result) - Self.allocated(1)) <= 1)
    #expect(result.inventory[sr].used == result.inventory.vms[0].disks[0].allocated)
    #expect(result.shortages.isEmpty)
  }

  @Test func `does not on logical volumes`() {
    var world = TwoHosts(disks: [Self.disk()])
    world.wait(.seconds(1024))
    let inventory = run(world.setup, seed: 1).inventory
    #expect(inventory.vms[0].disks[0].allocated == .gibibytes(2))
    #expect(inventory[TwoHosts.localA].used == .gibibytes(8))
  }

  @Test func `does not while its guest is halted`() {
    var world = TwoHosts.thin([Self.disk()])
    world.setup.steps.append(Step(operation: .shutDownVM(TwoHosts.vm)))
    world.wait(.seconds(1024))
    let result = run(world.setup, seed: 1)
    // Until it is shut down it writes.
    let time = world.setup.times.shutDown.seconds
    #expect(abs(Self.allocated(in: result) - Self.allocated(time / 1024)) <= 1)
  }

  // 100 s as written, 100 s twice as much, 100 s nothing: 300 of 1024 s.
  @Test func `grows with the intensity of the workload`() {
    var world = TwoHosts.thin([Self.disk()])
    world.setup.guests[0].phases = [
      WorkloadPhase(begins: .seconds(100), intensity: 2),
      WorkloadPhase(begins: .seconds(200), intensity: 0),
    ]
    world.wait(.seconds(300))
    let result = run(world.setup, seed: 1)
    #expect(abs(Self.allocated(in: result) - Self.allocated(300.0 / 1024)) <= 1)
  }

  // Four times what the network carries: a quarter of it is written.
  @Test func `grows as fast as the network lets its guest write`() {
    var world = TwoHosts.thin([
      Self.disk(on: TwoHosts.nfs, writes: TwoHosts.goodput * 4)
    ])
    world.wait(.seconds(20))
    let result = run(world.setup, seed: 1)
    let written = TwoHosts.goodput.bytesPerSecond * 20 / (8 * 0x1p30)
    #expect(abs(Self.allocated(in: result) - Self.allocated(written)) <= 2)
  }

  // Asking changes nothing: steps that do nothing settle it at their instants.
  @Test func `is as large however often somebody asks`() {
    var often = TwoHosts.thin([Self.disk()])
    for _ in 0..<64 { often.wait(.seconds(16)) }
    let result = run(often.setup, seed: 1)
    #expect(abs(Self.allocated(in: result) - Self.allocated(1)) <= 1)
  }

  // V is what there was when the copy began; meanwhile both sides grow.
  @Test(arguments: [2, 8, 14, 19, 25, 60])
  func `takes the same room on both sides of a move, and once after it`(seconds: Double) {
    var world = TwoHosts.thin([
      Self.disk(writes: .megabits(100)), Self.disk(on: TwoHosts.nfs, writes: .megabits(100)),
    ])
    world.move()
    world.setup.timeLimit = .seconds(seconds)
    world.at(200, .wait(.zero))
    let result = run(world.setup, seed: 1)
    let inventory = result.inventory
    let disks = inventory.vms[0].disks
    let hasMoved = disks[0].sr == TwoHosts.localB
    let sum = disks.reduce(ByteCount.zero) { $0 + $1.allocated }
    #expect(hasMoved == (seconds == 60))
    #expect(disks[0].allocated > .gibibytes(2) && disks[1].allocated > .gibibytes(2))
    #expect(inventory[TwoHosts.localB].used == sum)
    let old = hasMoved ? ByteCount.zero : disks[0].allocated
    #expect(inventory[TwoHosts.localA].used == old)
    #expect(inventory[TwoHosts.nfs].used == (hasMoved ? .zero : disks[1].allocated))
    for motion in result.migrations[0].disks where motion.began != nil {
      #expect(motion.allocated > .gibibytes(2))
      #expect(motion.copied == nil || motion.bytesCopied == motion.allocated)
    }
  }
}

@Suite struct `An SR of VHD files` {
  private static let disks = [3.0, 1].map {
    VirtualDisk(
      on: TwoHosts.localA, size: .gibibytes(8), allocated: .gibibytes(2),
      writes: BitRate(bytesPerSecond: $0 * 0x1p22))
  }

  // 6 (1 - e^(-3x)) + 6 (1 - e^(-x)) = 6 GiB, with x the second disk's writes over its size: with
  // y = e^(-x), y³ + y = 1, y = 0.6823278. x = 0.382245 of 2048 s: 782.838 s.
  @Test func `is full when the law says, to the byte, and stays so`() throws {
    var world = TwoHosts.thin(Self.disks, room: .gibibytes(10))
    world.wait(.seconds(2_000))
    let result = run(world.setup, seed: 1)
    let shortage = try #require(result.shortages.first)
    #expect(result.shortages.count == 1)
    #expect(shortage.sr == TwoHosts.localA && shortage.vm == TwoHosts.vm)
    #expect(abs((shortage.time - .zero).seconds - 782.838) < 1e-3)
    #expect(
      result.records.contains {
        $0.time == shortage.time && $0.fact == .storageFull(TwoHosts.localA, TwoHosts.vm)
      })
    #expect(result.inventory[TwoHosts.localA].used == .gibibytes(10))
    let sum = result.inventory.vms[0].disks.reduce(ByteCount.zero) { $0 + $1.allocated }
    #expect(sum == .gibibytes(10))
  }

  // 4 GiB are free at first, and a disk of 2 GiB fits.
  @Test(arguments: [(1, StepOutcome.done), (700, .refused), (900, .refused)])
  func `refuses a disk that would have fitted before`(after: Double, outcome: StepOutcome) {
    let other = VirtualDisk(on: TwoHosts.nfs, size: .gibibytes(2))
    var world = TwoHosts.thin(Self.disks + [other], room: .gibibytes(10))
    world.setup.migrations[0].disks = [2]
    world.wait(.seconds(after - 1))
    world.move(to: TwoHosts.source, sr: TwoHosts.localA)
    let step = run(world.setup, seed: 1).steps[1]
    #expect(step.outcome == outcome)
    #expect(step.reasons.map(\.code) == (outcome == .done ? [] : ["SR_BACKEND_FAILURE_44"]))
  }

  // Once the disk of 2 GiB has gone to B, growth goes on and the SR fills a second time.
  @Test func `grows on when it has room again`() {
    let other = VirtualDisk(on: TwoHosts.localA, size: .gibibytes(2))
    var world = TwoHosts.thin(Self.disks + [other], room: .gibibytes(10))
    world.setup.migrations[0].disks = [2]
    world.wait(.seconds(600))
    world.setup.steps.append(
      Step(
        operation: .migrateStorage(
          TwoHosts.vm, to: TwoHosts.source, sr: TwoHosts.nfs, settings: 0)))
    world.wait(.seconds(2_000))
    let result = run(world.setup, seed: 1)
    #expect(result.migrations[0].outcome == .completed)
    #expect(result.shortages.count == 2)
    #expect(result.shortages.allSatisfy { $0.sr == TwoHosts.localA })
    #expect(result.inventory[TwoHosts.localA].used == .gibibytes(10))
  }

  @Test func `that is full before anything is written says so at once`() {
    var world = TwoHosts.thin(Self.disks, room: .gibibytes(4))
    world.wait(.seconds(5))
    let result = run(world.setup, seed: 1)
    #expect(result.shortages.map(\.time) == [.zero])
    #expect(result.inventory[TwoHosts.localA].used == .gibibytes(4))
  }

  // B has half a GiB more than the disk takes when its move begins, and 50 MB/s fill that in less
  // than half of the time that the copy takes.
  @Test func `breaks off a move to it that it has no room for any more`() throws {
    var disk = Self.disks[0]
    disk.writes = .megabits(400)
    var world = TwoHosts.thin([disk])
    world.change { $0[TwoHosts.localB.position].size = .mebibytes(2_560) }
    world.move()
    world.wait(.seconds(5))
    let result = run(world.setup, seed: 1)
    let migration = result.migrations[0]
    #expect(migration.outcome == .failed(in: .copyStorage))
    #expect(migration.reasons.map(\.code) == ["MIRROR_FAILED"])
    #expect(result.steps[0].outcome == .failed)
    #expect(result.machines[0].state == .running && result.machines[0].host == TwoHosts.source)
    #expect(result.inventory[TwoHosts.localB].used == .zero)
    let allocated = result.inventory.vms[0].disks[0].allocated
    #expect(result.inventory[TwoHosts.localA].used == allocated)
    // It goes on growing at its source.
    #expect(allocated > .mebibytes(2_560))
    #expect(result.shortages.isEmpty)
    #expect(result.inventory.contradictions() == [])
  }
}

@Suite struct `SRs, whatever moves between them` {
  /// Moves of some of three disks, to and fro, while their guest writes now more and now less.
  private static func world(_ dice: inout Dice) -> TwoHosts {
    let places = [TwoHosts.localA, TwoHosts.localB, TwoHosts.nfs]
    let disks = (0..<3).map { _ in
      VirtualDisk(
        on: places[dice.int(0...2)], size: .mebibytes(Int64(dice.int(500...900))),
        allocated: .mebibytes(Int64(dice.int(0...300))), writes: .megabits(dice.real(0...400)))
    }
    var world = TwoHosts.thin(disks, room: .mebibytes(Int64(dice.int(900...1_400))))
    if dice.happens(0.2) {
      world.change { storage in
        storage[TwoHosts.localB.position].kind = .lvm
        storage[TwoHosts.localB.position].size = .gibibytes(3)
        storage[TwoHosts.localB.position].used = disks.filter { $0.sr == TwoHosts.localB }
          .reduce(.zero) { $0 + $1.size }
      }
    }
    world.setup.guests[0].phases = (0..<5).map {
      WorkloadPhase(begins: .seconds(Double($0 * 13 + 1)), intensity: dice.real(0...3))
    }
    world.setup.migrations[0].plan.bandwidthCap = .megabits(200)
    for _ in 0..<8 {
      world.setup.migrations.append(world.setup.migrations[0])
      world.setup.migrations[world.setup.migrations.count - 1].disks = [dice.int(0...2)]
      world.at(
        dice.real(0...60),
        .migrateStorage(
          TwoHosts.vm, to: HostID(dice.int(0...1)), sr: places[dice.int(0...2)],
          settings: Int32(world.setup.migrations.count - 1)))
    }
    world.setup.timeLimit = .seconds(dice.real(5...80))
    return world
  }

  @Test
  func `have in use what lies there and what is on its way there, and no more than they hold`() {
    var dice = Dice(seed: 23)
    var (moves, shortages, failures) = (0, 0, 0)
    for _ in 0..<200 {
      let result = run(Self.world(&dice).setup, seed: 1)
      let inventory = result.inventory
      let disks = inventory.vms[0].disks
      for sr in [TwoHosts.localA, TwoHosts.localB, TwoHosts.nfs] {
        var expected = disks.filter { $0.sr == sr }
          .reduce(ByteCount.zero) { $0 + $1.space(on: inventory[sr].kind) }
        for motion in result.migrations.filter({ $0.outcome == .unfinished }).flatMap(\.disks)
        where motion.destination == sr && disks[motion.disk].sr != sr {
          expected += disks[motion.disk].space(on: inventory[sr].kind)
        }
        #expect(inventory[sr].used == expected)
        #expect(inventory[sr].used <= inventory[sr].size)
      }
      #expect(disks.allSatisfy { $0.allocated <= $0.size })
      moves += result.migrations.count { $0.outcome == .completed }
      failures += result.migrations.count { $0.reasons.first?.code == "MIRROR_FAILED" }
      shortages += result.shortages.count
    }
    // What the timelines are made for does happen in them.
    #expect(moves > 100)
    #expect(shortages > 10)
    #expect(failures > 5)
  }
}
