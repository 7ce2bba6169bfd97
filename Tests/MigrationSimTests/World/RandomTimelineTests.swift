import MigrationSim
import Testing

/// Timelines that no operator would write: anything at any time.
private struct RandomTimeline {
  var world: TwoHosts
  private var dice: Dice
  private let changesHosts: Bool

  init(seed: UInt64, changesHosts: Bool = false) {
    self.changesHosts = changesHosts
    dice = Dice(seed: seed)
    world = TwoHosts(
      source: TwoHosts.wide, destination: TwoHosts.narrow,
      uses: [
        FeatureUse(feature: .sse42, layer: .kernel, latch: .boot, usesPerSecond: 0.02),
        FeatureUse(feature: .popcnt, layer: .libc, latch: .processStart, usesPerSecond: 0.1),
      ],
      classes: [PageClass(name: "hot", pages: 4_000, pattern: .random, writesPerSecond: 5e4)])
    for guest in 1..<4 {
      _ = world.addGuest(
        "guest \(guest)", on: guest % 2 == 0 ? TwoHosts.source : TwoHosts.destination,
        classes: [
          PageClass(name: "log", pages: 900, pattern: .sequential, writesPerSecond: 700)
        ])
    }
    let policies: [StopPolicy] = [
      .xen, .xenLegacy,
      StopPolicy(name: "impatient", maximumPasses: 2, threshold: 1, atLimit: .abort),
    ]
    world.setup.migrations = policies.map {
      MigrationSettings(plan: MigrationPlan(policy: $0, profile: .xcp1))
    }
    world.setup.times.start = .seconds(3)
    world.setup.replacements = [TwoHosts.wide, TwoHosts.narrow].map {
      CPUReplacement($0, count: 2, hvmCapable: true)
    }
    world.setup.updates = [HostUpdate(patch: "p", withheld: [.popcnt])]
    if changesHosts {
      _ = world.addHost("C")
      world.setup.toolstack = Toolstack(
        levelling: Levelling(era: dice.happens(0.5) ? .levelling : .none))
      world.setup.times.hardware = .seconds(8)
    }
    world.setup.timeLimit = .seconds(300)
    for number in 0..<6 {
      world.setup.pingers.append(
        PingerSetup(
          vm: VMID(number % 4), isFromConsole: number < 3, peer: TwoHosts.internet,
          peerName: "far", interval: .milliseconds(dice.real(20...900))))
      world.at(dice.real(0...40), .startPing(Int32(number)))
    }
    for _ in 0..<30 {
      let vm = VMID(dice.int(0...3))
      let host = HostID(dice.int(0...(changesHosts ? 2 : 1)))
      world.at(dice.real(0...60), operation(vm, host))
    }
    world.disturb(from: 10, to: 30, at: .megabits(700))
  }

  private mutating func operation(_ vm: VMID, _ host: HostID) -> Operation {
    switch dice.int(0...(changesHosts ? 29 : 19)) {
    case 0...10: .migrate(vm, to: host, settings: Int32(dice.int(0...2)))
    case 11...13: .startVM(vm, on: dice.happens(0.5) ? host : nil)
    case 14...15: .shutDownVM(vm)
    case 16: .setMemory(vm, .mebibytes(Int64(dice.int(64...1500))))
    case 17: .setHomeServer(vm, host)
    case 18: .stopPing(Int32(dice.int(0...5)))
    default:
      changesHosts
        ? hostOperation(host) : dice.happens(0.3) ? .shutDownHost(host) : .setCPUCount(host, 4)
    }
  }

  private mutating func hostOperation(_ host: HostID) -> Operation {
    switch dice.int(0...20) {
    case 0: .rebootHost(host)
    case 1: .replaceCPU(host, Int32(dice.int(0...1)))
    case 2: .updateHost(host, 0)
    case 3: .maskCPU(host, CPUMask(text: FeatureSet(features: [.sse42]).legacyText))
    case 4: .unmaskCPU(host)
    case 5...7:
      .enterMaintenance(
        host, settings: Int32(dice.int(0...2)), atOnce: Int32(dice.int(1...3)))
    case 8: .failHost(host)
    case 9...10: .startHost(host)
    case 11: .resetPowerState(VMID(dice.int(0...3)))
    case 12: .becomeMaster(host)
    case 13: .recoverMembers(host)
    case 14: .designateMaster(host)
    case 15:
      .enableHA(
        PoolID(0), HASettings(statefile: SRID(0), timeout: .seconds(Double(dice.int(5...20)))))
    case 16: .disableHA(PoolID(0))
    case 17...18:
      .setRestartPriority(
        VMID(dice.int(0...3)), [.none, .bestEffort, .restart][dice.int(0...2)],
        order: Int32(dice.int(-1...2)))
    default: .exitMaintenance(host)
    }
  }
}

@Suite struct `A random timeline` {
  private static let seeds = 0..<8 as Range<UInt64>

  @Test(arguments: seeds, [false, true])
  func `contradicts itself at no instant, and ends every step`(seed: UInt64, changesHosts: Bool) {
    let setup = RandomTimeline(seed: seed, changesHosts: changesHosts).world.setup
    var simulation = Simulation(setup, seed: seed)
    var now = SimTime.zero
    while now < .zero + setup.timeLimit {
      now = now + .seconds(1)
      simulation.run(through: now)
      let inventory = simulation.system.inventory
      #expect(inventory.contradictions() == [])
      for host in inventory.hostIDs {
        let claimed = inventory.vmIDs.filter {
          inventory[$0].residentOn == host || inventory[$0].scheduledOn == host
        }
        let used = claimed.reduce(ByteCount.zero) { $0 + inventory[$1].leastMemory }
        #expect(used + inventory[host].memoryOverhead <= inventory[host].memory)
      }
    }
    let result = run(setup, seed: seed)
    #expect(simulation.system.fingerprint == result.fingerprint)
    for step in result.steps { #expect(step.outcome != .unfinished, "\(step)") }
    for vm in result.inventory.vms {
      #expect(!vm.isBusy)
      #expect(vm.scheduledOn == nil)
    }
  }

  @Test(arguments: seeds)
  func `gives each migration one ending, that agrees with its step and its phases`(seed: UInt64) {
    let result = run(RandomTimeline(seed: seed).world.setup, seed: seed)
    let steps = result.steps.filter {
      if case .migrate = $0.step.operation { true } else { false }
    }.sorted { $0.began < $1.began }
    #expect(steps.count == result.migrations.count)
    for (step, migration) in zip(steps, result.migrations) {
      #expect(step.began == migration.requested && step.ended == migration.ended)
      switch migration.outcome {
      case .completed:
        #expect(step.outcome == .done)
        #expect(migration.phases.map(\.phase) == Phase.ofPreCopy)
      case .refused:
        #expect(step.outcome == .refused)
        #expect(!step.reasons.isEmpty)
        #expect(migration.phases.isEmpty && migration.rounds.isEmpty)
      case .failed, .notConverged:
        #expect(step.outcome == .failed)
        #expect(!step.reasons.isEmpty)
      case .unfinished: Issue.record("a migration that has not ended")
      }
      for (before, after) in zip(migration.phases, migration.phases.dropFirst()) {
        #expect(before.ended == after.began)
      }
      for round in migration.rounds {
        #expect(round.pagesSent + round.pagesSkipped <= round.pagesToSend)
        #expect(round.pagesSent >= 0 && round.bytes >= .zero && round.ended >= round.began)
      }
    }
  }

  // Histories may be forked at any instant, and go on as they would have gone.
  @Test(arguments: 0..<3 as Range<UInt64>)
  func `goes on alike from a fork at any instant`(seed: UInt64) {
    let setup = RandomTimeline(seed: seed, changesHosts: true).world.setup
    let whole = run(setup, seed: seed, keepsRecords: false)
    var dice = Dice(seed: seed)
    var simulation = Simulation(setup, seed: seed)
    for fork in (0..<3).map({ _ in dice.real(0...60) }).sorted() {
      simulation.run(through: .zero + .seconds(fork))
      var copy = simulation
      copy.run(through: .zero + setup.timeLimit)
      #expect(copy.system.fingerprint == whole.fingerprint)
      #expect(copy.eventCount == whole.eventCount)
    }
  }
}
