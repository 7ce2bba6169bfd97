import MigrationSim
import Testing

@Suite struct `Pings through a migration` {
  private static func world(fromConsole: Bool, interval: SimDuration) -> RunResult {
    var world = TwoHosts(
      classes: [PageClass(name: "hot", pages: 4_000, pattern: .random, writesPerSecond: 1e5)])
    world.ping(fromConsole: fromConsole, interval: interval)
    world.migrate(after: .milliseconds(3_450))
    return run(world.setup, seed: 1)
  }

  // The manual's observation in 6.J and 6.K. A reply is in flight for 20 ms of every second.
  @Test func `from the console lose none, for a paused guest sends none`() {
    let result = Self.world(fromConsole: true, interval: .seconds(1))
    #expect(result.migrations[0].downtime > .milliseconds(100))
    let statistics = PingStatistics(of: result.pings[0].requests)
    #expect(statistics.lost == 0)
    #expect(statistics.answered > 30)
  }

  @Test func `from outside are lost while the guest stands still`() {
    let result = Self.world(fromConsole: false, interval: .milliseconds(10))
    let statistics = PingStatistics(of: result.pings[0].requests)
    let downtime = result.migrations[0].downtime
    let paused = statistics.lostByCause[PingLoss.guestPaused.rawValue]
    // Outage O at interval I loses floor(O/I) or one more.
    #expect(abs(paused - Int(downtime.milliseconds / 10)) <= 1)
    let announce = result.migrations[0].phases.first { $0.phase == .announce }!.duration
    let unlearned = statistics.lostByCause[PingLoss.switchNotRelearned.rawValue]
    #expect(abs(unlearned - Int(announce.milliseconds / 10)) <= 1)
  }

  @Test func `from outside see a gap of the downtime and the relearning, and an interval`() {
    let result = Self.world(fromConsole: false, interval: .milliseconds(10))
    let gap = PingStatistics(of: result.pings[0].requests).gap!
    let phases = result.migrations[0].phases.filter {
      $0.phase.isDowntime || $0.phase == .announce
    }
    let outage = phases.last!.ended - phases[0].began
    #expect(gap > outage)
    #expect(gap < outage + .milliseconds(20))
  }

  @Test func `end with a guest that crashes`() {
    let use = FeatureUse(feature: .sse42, layer: .kernel, latch: .boot, usesPerSecond: 0.5)
    var world = TwoHosts(source: TwoHosts.wide, destination: TwoHosts.narrow, uses: [use])
    world.ping(fromConsole: false)
    world.migrate()
    let result = run(world.setup, seed: 1)
    let crashed = result.machines[0].faults[0].time
    for request in result.pings[0].requests where request.sent > crashed {
      #expect(request.fate == .lost(.guestCrashed))
    }
    #expect(result.pings[0].requests.contains { $0.sent > crashed })
  }

  @Test func `travel to the Internet and back in the round trip of the uplink`() {
    let result = Self.world(fromConsole: true, interval: .seconds(1))
    let roundTrip = PingStatistics(of: result.pings[0].requests).roundTrip!
    #expect(roundTrip.min >= .milliseconds(20))
    #expect(roundTrip.min < .milliseconds(21))
  }

  /// Sixty seconds of ten pings a second over a link whose one direction is full or lossy.
  private static func lossy(_ link: Link, isFull: Bool) -> PingStatistics {
    var world = TwoHosts(link: link)
    if isFull {
      world.setup.background = [
        BackgroundTraffic(
          from: world.setup.inventory.hosts[0].pifs[0].nic,
          to: world.setup.inventory.hosts[1].pifs[0].nic, rate: nil)
      ]
    }
    world.ping(fromConsole: true, interval: .milliseconds(100))
    world.setup.steps.append(Step(operation: .wait(.seconds(60))))
    return PingStatistics(of: run(world.setup, seed: 1).pings[0].requests)
  }

  // 900 requests, a tenth of them dropped: 90, standard deviation 9.
  @Test func `are dropped where transfers keep a queue full, and only there`() {
    let link = Link(
      lineRate: .gigabits(1), latency: .microseconds(50), buffer: .kibibytes(256),
      dropProbabilityWhenFull: 0.1)
    let dropped = Self.lossy(link, isFull: true).lostByCause[PingLoss.queueFull.rawValue]
    #expect(abs(Double(dropped) - 90) < 4 * 9)
    #expect(Self.lossy(link, isFull: false).lost == 0)
  }

  // The buffer's 2.1 ms come on top of the round trip while it stands full.
  @Test func `wait behind a full queue`() throws {
    let link = Link(
      lineRate: .gigabits(1), latency: .microseconds(50), buffer: .kibibytes(256))
    let full = try #require(Self.lossy(link, isFull: true).roundTrip).mean
    let idle = try #require(Self.lossy(link, isFull: false).roundTrip).mean
    #expect(abs((full - idle).milliseconds - 2.097152) < 0.001)
  }

  // Four passages of a lossy NIC and its wire's other end, there and back, at 2 % each: 7.8 %.
  @Test func `are lost on the way where a link is lossy`() {
    let link = Link(
      lineRate: .gigabits(1), latency: .microseconds(50), lossProbability: 0.02)
    let statistics = Self.lossy(link, isFull: false)
    let expected = Double(statistics.sent) * (1 - 0.98 * 0.98 * 0.98 * 0.98)
    #expect(statistics.lost == statistics.lostByCause[PingLoss.onTheWay.rawValue])
    #expect(abs(Double(statistics.lost) - expected) < 4 * expected.squareRoot())
  }
}
