@testable import MigrationSim
import Testing

@Suite struct `Moving disks of a halted VM` {
  private static func world() -> TwoHosts {
    var world = TwoHosts(
      disks: [`A migration with storage`.disk, `A migration with storage`.disk], state: .halted)
    world.move()
    return world
  }

  @Test func `copies them one after the other, and nothing else`() {
    let result = run(Self.world().setup, seed: 1)
    let migration = result.migrations[0]
    #expect(migration.outcome == .completed && migration.storage == .cold)
    #expect(migration.phases.map(\.phase) == [.checks, .copyStorage, .cleanUp])
    let copies = TwoHosts.goodput.duration(of: .gibibytes(2))
    #expect(abs((migration.totalTime - copies).nanoseconds) <= 4)
    #expect(migration.downtime == .zero && migration.rounds.isEmpty)
    #expect(migration.bytesMirrored == .zero)
    #expect(result.machines[0].state == .halted)
    #expect(result.inventory.vms[0].disks.allSatisfy { $0.sr == TwoHosts.localB })
    #expect(!result.inventory.vms[0].isBusy)
  }

  @Test func `lets it start where they lie then`() {
    var world = Self.world()
    world.setup.steps.append(
      Step(operation: .startVM(TwoHosts.vm, on: TwoHosts.destination)))
    world.setup.steps.append(
      Step(operation: .startVM(TwoHosts.vm, on: TwoHosts.source)))
    let result = run(world.setup, seed: 1)
    #expect(result.steps.map(\.outcome) == [.done, .done, .refused])
    #expect(result.machines[0].host == TwoHosts.destination)
  }

  @Test func `keeps it from being started, and its hosts from being turned off`() {
    var world = Self.world()
    world.at(5, .startVM(TwoHosts.vm, on: TwoHosts.source))
    world.at(6, .shutDownHost(TwoHosts.source))
    world.at(7, .setCPUCount(TwoHosts.destination, 4))
    let result = run(world.setup, seed: 1)
    #expect(result.steps.map(\.outcome) == [.done, .refused, .refused, .refused])
    for step in result.steps.dropFirst() {
      #expect(step.reasons.map(\.code) == ["OTHER_OPERATION_IN_PROGRESS"])
    }
  }

  @Test(arguments: [MigrationFailure.linkCut, .destinationDies])
  func `leaves them where they were when it fails`(failure: MigrationFailure) {
    var world = Self.world()
    world.setup.migrations[0].plan.injection = Injection(
      failure, in: .copyStorage, after: .seconds(12))
    let result = run(world.setup, seed: 1)
    #expect(result.migrations[0].outcome == .failed(in: .copyStorage))
    #expect(result.migrations[0].reasons.map(\.code) == ["VDI_COPY_FAILED"])
    #expect(result.machines[0].state == .halted)
    #expect(result.inventory.vms[0].disks.allSatisfy { $0.sr == TwoHosts.localA })
    #expect(result.inventory[TwoHosts.localB].used == .zero)
    #expect(result.inventory.contradictions() == [])
  }
}

@Suite struct `Moving disks of a guest that stays` {
  @Test func `suspends it only to change over`() {
    var disk = `A migration with storage`.disk
    disk.writes = .megabits(40)
    var world = TwoHosts(disks: [disk])
    world.setup.migrations[0].plan.profile = .xapi
    world.ping(fromConsole: true)
    world.move(to: TwoHosts.source, sr: TwoHosts.nfs)
    let result = run(world.setup, seed: 1)
    let migration = result.migrations[0]
    #expect(migration.outcome == .completed && migration.storage == .disksAlone)
    #expect(
      migration.phases.map(\.phase) == [
        .checks, .copyStorage, .suspend, .releaseStorage, .attachStorage, .unpause, .announce,
        .cleanUp,
      ])
    #expect(migration.rounds.isEmpty && migration.bytesMirrored > .zero)
    #expect(migration.downtime > .zero && migration.downtime < .seconds(1))
    #expect(result.machines[0].state == .running)
    #expect(result.machines[0].host == TwoHosts.source)
    #expect(result.inventory.vms[0].disks[0].sr == TwoHosts.nfs)
    #expect(PingStatistics(of: result.pings[0].requests).lost == 0)
  }

  // No link is in the way: 40 Gbit/s.
  @Test func `goes as fast as a stream within the host`() throws {
    var world = TwoHosts(disks: [`A migration with storage`.disk])
    world.setup.inventory[TwoHosts.localB].host = TwoHosts.source
    world.setup.inventory.setPBD(TwoHosts.localB, TwoHosts.source, isAttached: true)
    world.setup.inventory.setPBD(TwoHosts.localB, TwoHosts.destination, isAttached: false)
    world.move(to: TwoHosts.source)
    let result = run(world.setup, seed: 1)
    let time = try #require(result.migrations[0].disks[0].copyTime)
    #expect(abs(time.seconds - Double(1 << 30) * 8 / 40e9) < 2e-9)
  }
}

@Suite struct `A migration with storage that fails` {
  private static func world(_ phase: Phase, after: Double) -> TwoHosts {
    var disk = `A migration with storage`.disk
    disk.writes = .megabits(100)
    var world = TwoHosts(disks: [disk], memory: .mebibytes(256))
    world.setup.migrations[0].plan.injection = Injection(
      .linkCut, in: phase, after: .seconds(after))
    world.move()
    return world
  }

  @Test func `while it copies leaves guest and disks at the source`() throws {
    let result = run(Self.world(.copyStorage, after: 4).setup, seed: 1)
    let migration = result.migrations[0]
    #expect(migration.outcome == .failed(in: .copyStorage))
    #expect(migration.reasons.map(\.code) == ["MIRROR_FAILED"])
    #expect(migration.reasons[0].parameters == ["disk 1 of guest"])
    #expect(result.machines[0].state == .running)
    #expect(result.machines[0].host == TwoHosts.source)
    #expect(result.inventory.vms[0].disks[0].sr == TwoHosts.localA)
    #expect(result.inventory[TwoHosts.localA].used == .gibibytes(2))
    #expect(result.inventory[TwoHosts.localB].used == .zero)
    // Four seconds at what the mirror leaves of the link.
    let rate = (TwoHosts.goodput.bitsPerSecond - 100e6) / 8
    #expect(abs(Double(migration.bytesCopied.bytes) - 4 * rate) <= 1)
    #expect(abs(Double(migration.bytesMirrored.bytes) - 50e6) <= 1)
    #expect(migration.disks[0].copied == nil)
  }

  @Test func `while memory is sent leaves guest and disks at the source`() {
    let result = run(Self.world(.livePasses, after: 1).setup, seed: 1)
    #expect(result.migrations[0].outcome == .failed(in: .livePasses))
    #expect(result.migrations[0].bytesCopied == .gibibytes(1))
    #expect(result.machines[0].state == .running)
    #expect(result.inventory.vms[0].disks[0].sr == TwoHosts.localA)
    #expect(result.inventory[TwoHosts.localB].used == .zero)
  }

  @Test func `when the guest has arrived leaves both at the destination`() {
    let result = run(Self.world(.cleanUp, after: 0).setup, seed: 1)
    #expect(result.machines[0].host == TwoHosts.destination)
    #expect(result.inventory.vms[0].disks[0].sr == TwoHosts.localB)
    #expect(result.inventory[TwoHosts.localA].used == .zero)
    #expect(result.inventory[TwoHosts.localB].used == .gibibytes(2))
  }

  @Test func `may be tried again`() {
    var world = Self.world(.copyStorage, after: 4)
    var second = world.setup.migrations[0]
    second.plan.injection = nil
    world.setup.migrations.append(second)
    world.move(settings: 1)
    let result = run(world.setup, seed: 1)
    #expect(result.migrations.map(\.outcome) == [.failed(in: .copyStorage), .completed])
    #expect(result.inventory.vms[0].disks[0].sr == TwoHosts.localB)
  }
}

@Suite struct `Storage migrations at the same time` {
  private static func crowd(_ guests: Int, crossing: Int = 0) -> TwoHosts {
    var world = TwoHosts(disks: [
      VirtualDisk(on: TwoHosts.localA, size: .mebibytes(500))
    ])
    for guest in 1..<(guests + crossing) {
      _ = world.addGuest(
        "guest \(guest)", on: guest < guests ? TwoHosts.source : TwoHosts.destination)
    }
    for guest in guests..<(guests + crossing) {
      world.setup.inventory.vms[guest].disks[0].sr = TwoHosts.localB
    }
    for guest in 0..<(guests + crossing) {
      let leaves = guest < guests
      world.at(
        1,
        .migrateStorage(
          VMID(guest), to: leaves ? TwoHosts.destination : TwoHosts.source,
          sr: leaves ? TwoHosts.localB : TwoHosts.localA, settings: 0))
    }
    return world
  }

  @Test func `are three, which share the link; the fourth is refused`() throws {
    let result = run(Self.crowd(4).setup, seed: 1)
    #expect(
      result.migrations.map(\.outcome) == [.completed, .completed, .completed, .refused])
    #expect(result.steps[3].reasons.map(\.code) == ["TOO_MANY_STORAGE_MIGRATES"])
    #expect(result.steps[3].reasons[0].parameters == ["3"])
    let time = TwoHosts.goodput.duration(of: .mebibytes(1500))
    for migration in result.migrations.prefix(3) {
      #expect(abs((try #require(migration.disks[0].copyTime) - time).nanoseconds) <= 6)
    }
    #expect(result.inventory.contradictions() == [])
  }

  @Test func `count at both ends`() {
    let result = run(Self.crowd(2, crossing: 2).setup, seed: 1)
    #expect(
      result.migrations.map(\.outcome) == [.completed, .completed, .completed, .refused])
  }

  @Test func `make room for another as they end`() {
    var world = Self.crowd(4)
    world.at(
      60, .migrateStorage(VMID(3), to: TwoHosts.destination, sr: TwoHosts.localB, settings: 0))
    let result = run(world.setup, seed: 1)
    #expect(result.migrations.map(\.outcome).last == .completed)
    #expect(result.inventory[TwoHosts.localB].used == .mebibytes(2000))
  }

  @Test func `cannot both have the last room`() {
    var world = Self.crowd(2)
    world.setup.inventory.storage[TwoHosts.localB.position].size = .mebibytes(900)
    let result = run(world.setup, seed: 1)
    #expect(result.migrations.map(\.outcome) == [.completed, .refused])
    #expect(result.steps[1].reasons.map(\.code) == ["SR_BACKEND_FAILURE_44"])
  }

  // Anything at any time: nothing is left held, and every disk is somewhere.
  @Test(arguments: 0..<6 as Range<UInt64>)
  func `at random leave everything accounted for`(seed: UInt64) {
    var dice = Dice(seed: seed)
    var world = TwoHosts(disks: [
      VirtualDisk(on: TwoHosts.localA, size: .mebibytes(300), writes: .megabits(300)),
      VirtualDisk(on: TwoHosts.localA, size: .mebibytes(40), allocated: .zero),
    ])
    world.setup.migrations[0].plan.profile = .xapi
    for guest in 1..<4 { _ = world.addGuest("guest \(guest)", on: HostID(guest % 2)) }
    for guest in [1, 3] {
      for disk in 0..<2 { world.setup.inventory.vms[guest].disks[disk].sr = TwoHosts.localB }
    }
    for sr in [TwoHosts.localA, TwoHosts.localB] {
      world.setup.inventory.storage[sr.position].used = .mebibytes(680)
    }
    let failures: [MigrationFailure?] = [nil, nil, nil, .linkCut, .storageLost]
    world.setup.migrations += failures.map {
      var settings = world.setup.migrations[0]
      settings.plan.injection = $0.map {
        Injection($0, in: .copyStorage, after: .milliseconds(700))
      }
      return settings
    }
    for _ in 0..<40 {
      let vm = VMID(dice.int(0...3))
      let host = HostID(dice.int(0...1))
      let operation: Operation =
        switch dice.int(0...9) {
        case 0...6:
          .migrateStorage(
            vm, to: host, sr: SRID(dice.int(0...2)), settings: Int32(dice.int(0...5)))
        case 7: .startVM(vm, on: nil)
        case 8: .shutDownVM(vm)
        default: .migrate(vm, to: host, settings: Int32(dice.int(0...5)))
        }
      world.at(dice.real(0...120), operation)
    }
    world.setup.timeLimit = .seconds(3600)
    let result = run(world.setup, seed: seed)
    let inventory = result.inventory
    #expect(inventory.contradictions() == [])
    #expect(inventory.vms.allSatisfy { !$0.isBusy && $0.scheduledOn == nil })
    for sr in [TwoHosts.nfs, TwoHosts.localA, TwoHosts.localB] {
      let used = inventory.vms.flatMap(\.disks).filter { $0.sr == sr }
        .reduce(ByteCount.zero) { $0 + $1.space(on: inventory[sr].kind) }
      #expect(inventory[sr].used == used)
    }
    #expect(result.steps.allSatisfy { $0.outcome != .unfinished })
    #expect(result.migrations.contains { $0.storage != nil && $0.outcome == .completed })
  }
}
