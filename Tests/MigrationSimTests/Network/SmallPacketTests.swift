import MigrationSim
import Testing

@Suite struct `A small packet` {
  let ping = ByteCount(84)

  @Test func `on an idle way it takes propagation and serialisation`() {
    var topology = Topology()
    let wire = topology.addWire("lab")
    let nics = (0..<2).map { _ in
      topology.addNIC(
        on: wire,
        Link(lineRate: .gigabits(1), latency: .microseconds(20), buffer: ByteCount(1_000_000)))
    }
    let route = topology.route(from: nics[0], to: nics[1])!
    let network = Network(topology)
    // Two links: 20 us and (84 + 38) B · 8 / 10^9 b/s = 976 ns each.
    let passage = network.passage(of: ping, over: route)
    #expect(passage?.delay == SimDuration(nanoseconds: 2 * 20_976))
    #expect(passage?.lossProbability == 0)
  }

  @Test func `a frame is never shorter than Ethernet's shortest`() {
    let office = Office(lineRate: .gigabits(1))
    // (46 + 38) B · 8 / 10^9 b/s = 672 ns on each of two links.
    let passage = office.network.passage(of: ByteCount(28), over: office.route(0, 1))
    #expect(passage?.delay == SimDuration(nanoseconds: 2 * 672))
  }

  // 10^6 B · 8 / 10^9 b/s = 8 ms in the buffer of the NIC that sends. The one that receives is as
  // fast, so that nothing waits before it.
  @Test func `a full link makes it wait for the whole buffer, once`() {
    var office = Office(buffer: ByteCount(1_000_000), lineRate: .gigabits(1))
    let bulk = office.network.start(.gibibytes(1), over: office.route(0, 1), at: .zero)
    let idle = SimDuration(nanoseconds: 2 * 976)
    let full = idle + .milliseconds(8)
    func delay(_ from: Int = 0, _ to: Int = 1) -> SimDuration? {
      office.network.passage(of: ping, over: office.route(from, to))?.delay
    }
    #expect(delay() == full)
    #expect(delay(1, 0) == idle)
    office.network.setCap(bulk, to: .megabits(900), at: .zero)
    #expect(delay() == idle)
    office.network.setCap(bulk, to: nil, at: .zero)
    #expect(delay() == full)
    office.network.cancel(bulk, at: .zero)
    #expect(delay() == idle)
  }

  @Test func `links that only caps fill have no queue`() {
    var office = Office(buffer: ByteCount(1_000_000))
    for _ in 0..<4 {
      _ = office.network.start(nil, over: office.route(0, 1), cap: .megabits(250), at: .zero)
    }
    #expect(isClose(office.network.utilisation(of: office.route(0, 1)[0]), 1))
    let passage = office.network.passage(of: ping, over: office.route(0, 1))
    #expect(passage!.delay < .microseconds(2))
  }

  @Test func `losses of the links add up as independent chances`() throws {
    var topology = Topology()
    let wire = topology.addWire("lab")
    let nics = (0..<2).map { _ in
      topology.addNIC(
        on: wire,
        Link(lineRate: .gigabits(1), dropProbabilityWhenFull: 0.5, lossProbability: 0.1))
    }
    let route = topology.route(from: nics[0], to: nics[1])!
    var network = Network(topology)
    // 1 - 0.9^2; with the first link full, 1 - 0.9^2 · 0.5.
    let idle = network.passage(of: ping, over: route)
    #expect(isClose(try #require(idle).lossProbability, 0.19, tolerance: 1e-12))
    #expect(try #require(idle).dropProbability == 0)
    _ = network.start(nil, over: route, at: .zero)
    let full = network.passage(of: ping, over: route)
    #expect(isClose(try #require(full).lossProbability, 0.595, tolerance: 1e-12))
    #expect(try #require(full).dropProbability == 0.5)
  }

  @Test func `it does not pass a link that is down`() {
    var office = Office()
    office.network.setUp(false, office.nics[1], at: .zero)
    let route = Route([0, 3].map { LinkID($0) })
    #expect(office.network.passage(of: ping, over: route) == nil)
  }
}

@Suite struct `Goodput and window` {
  // 1448 / 1538 and 8948 / 9038 of the line rate.
  @Test(arguments: [(1500, 941.482), (9000, 990.042)])
  func `goodput is the payload's share of the line rate`(mtu: Int, expected: Double) {
    let link = Link(lineRate: .gigabits(1), mtu: mtu)
    #expect(abs(link.goodput.megabitsPerSecond - expected) < 5e-4)
  }

  @Test func `a TCP window caps the rate at a window for each round trip`() {
    let cap = BitRate.windowCap(window: .kibibytes(64), roundTrip: .milliseconds(10))
    #expect(isClose(cap.megabitsPerSecond, 52.4288, tolerance: 1e-12))
    #expect(BitRate.windowCap(window: .kibibytes(64), roundTrip: .zero) > .gigabits(1e6))
  }
}
