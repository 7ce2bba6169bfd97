import MigrationSim
import Testing

@Suite struct `Every echo request` {
  private static func world(seed: UInt64) -> TwoHosts {
    var dice = Dice(seed: seed)
    var world = TwoHosts(classes: [
      PageClass(name: "hot", pages: 4_000, pattern: .random, writesPerSecond: 3e4)
    ])
    world.setup.migrations[0].plan.policy = dice.happens(0.5) ? .xen : .xenLegacy
    world.ping(fromConsole: true, interval: .milliseconds(dice.real(10...200)))
    world.ping(fromConsole: false, interval: .milliseconds(dice.real(1...50)))
    world.setup.pingers.append(
      PingerSetup(
        vm: TwoHosts.vm, isFromConsole: false, peer: TwoHosts.internet, peerName: "far",
        interval: .milliseconds(3)))
    world.setup.steps.append(Step(operation: .startPing(2)))
    world.migrate(after: .seconds(dice.real(0...2)))
    world.migrate(to: TwoHosts.source, after: .seconds(dice.real(0...2)))
    world.setup.aftermath = .seconds(1)
    for pinger in 0..<3 where dice.happens(0.5) {
      world.at(dice.real(1...6), .stopPing(Int32(pinger)))
    }
    return world
  }

  // The longest way there and back takes 21 ms: what is older than that when ping ends has met
  // its fate.
  @Test(arguments: [0, 2, 9, 18] as [UInt64])
  func `has one fate, and only those on their way when ping ends have none`(seed: UInt64) {
    let world = Self.world(seed: seed)
    let result = run(world.setup, seed: seed)
    for (index, ping) in result.pings.enumerated() {
      #expect(ping.requests.map(\.sequence) == Array(1...Int32(ping.requests.count)))
      let last = ping.requests.last!.sent
      for request in ping.requests where last - request.sent > .milliseconds(21) + ping.interval {
        #expect(request.fate != .pending)
      }
      for (before, after) in zip(ping.requests, ping.requests.dropFirst()) {
        let isHeld = ping.isFromConsole && after.sent - before.sent > ping.interval
        #expect(isHeld || after.sent - before.sent == ping.interval)
      }
      let lost = PingStatistics(of: ping.requests).lost
      let noted = result.records.count {
        if case .pingLost(Int32(index), _, _) = $0.fact { true } else { false }
      }
      #expect(noted == lost, "pinger \(index)")
    }
  }

  // Nobody hears of a reply, or of a loss, once ping has been stopped: neither may be written down.
  @Test func `on its way when ping is stopped is left open, in the records too`() {
    var world = TwoHosts()
    world.setup.pingers.append(
      PingerSetup(
        vm: TwoHosts.vm, isFromConsole: false, peer: TwoHosts.internet, peerName: "far",
        interval: .milliseconds(1)))
    world.setup.steps.append(Step(operation: .startPing(0)))
    world.migrate(after: .seconds(1))
    let paused = run(world.setup, seed: 1).migrations[0].phases.first {
      $0.phase == .releaseStorage
    }!
    world.at(paused.began.seconds + 0.005, .stopPing(0))
    let result = run(world.setup, seed: 1)
    let requests = result.pings[0].requests
    #expect(requests.count { $0.fate == .pending } >= 9)
    let noted = result.records.count { if case .pingLost = $0.fact { true } else { false } }
    #expect(noted == PingStatistics(of: requests).lost)
  }

  // Two events a request, when it is sent and when its reply returns, however often the guest
  // was paused for less than an interval.
  @Test func `costs the same number of events after many pauses as before`() {
    var world = TwoHosts()
    for hop in 0..<6 {
      world.migrate(to: hop % 2 == 0 ? TwoHosts.destination : TwoHosts.source)
    }
    let quiet = run(world.setup, seed: 1)
    let steps = world.setup.steps
    world.setup.steps = []
    world.ping(fromConsole: true, interval: .seconds(2))
    world.setup.steps += steps
    let result = run(world.setup, seed: 1)
    let requests = result.pings[0].requests.count
    let own = result.eventCount - quiet.eventCount - 2
    #expect(requests > 30)
    #expect(abs(own - 2 * requests) <= 1)
  }

  // The reply to a request that went out before the suspend finds the guest gone.
  @Test func `from the console whose reply meets a paused guest is lost for that`() {
    var world = TwoHosts()
    world.ping(fromConsole: true, interval: .milliseconds(4))
    world.migrate(after: .seconds(1))
    let statistics = PingStatistics(of: run(world.setup, seed: 1).pings[0].requests)
    // Twenty milliseconds of replies are under way at any time.
    let lost = statistics.lostByCause[PingLoss.replyInFlightAtSuspend.rawValue]
    #expect(lost == 5)
    #expect(statistics.lost == lost)
  }

  @Test func `is answered at once by a guest whose console has died`() {
    let use = FeatureUse(
      feature: .sse42, layer: .libc, latch: .processStart, usesPerSecond: 2)
    var world = TwoHosts(source: TwoHosts.wide, destination: TwoHosts.narrow, uses: [use])
    world.ping(fromConsole: true, interval: .milliseconds(100))
    world.ping(fromConsole: false, interval: .milliseconds(100))
    world.migrate()
    let result = run(world.setup, seed: 1)
    let died = result.machines[0].faults[0].time
    #expect(result.pings[0].requests.last!.sent <= died)
    let later = result.pings[1].requests.filter { $0.sent > died }
    #expect(later.count > 50)
    for request in later.dropLast() {
      guard case .answered = request.fate else {
        Issue.record("\(request)")
        continue
      }
    }
  }
}
