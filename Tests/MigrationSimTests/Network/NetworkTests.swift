import MigrationSim
import Testing

/// Four NICs on one wire, 1 Gbit/s of data each way, so that expected times are round numbers.
struct Office {
  var network: Network
  let nics: [NICID]

  init(buffer: ByteCount = .zero, lineRate: BitRate? = nil) {
    var topology = Topology()
    let wire = topology.addWire("office")
    // The line rate at which the goodput of an MTU of 1500 is 1 Gbit/s: (1538 / 1448) Gbit/s.
    let rate = lineRate ?? .gigabits(1538.0 / 1448)
    let nics = (0..<4).map { _ in
      topology.addNIC(on: wire, Link(lineRate: rate, buffer: buffer))
    }
    self.nics = nics
    network = Network(topology)
  }

  /// The next completion, of a copy: an expectation takes no `mutating` getter.
  var due: SimTime? {
    var network = network
    return network.nextCompletion
  }

  func route(_ from: Int, _ to: Int) -> Route {
    network.topology.route(from: nics[from], to: nics[to])!
  }

  /// Runs until nothing is left to finish, and returns what finished when.
  mutating func drain() -> [(id: TransferID, time: SimTime)] {
    var all: [(TransferID, SimTime)] = []
    while let due = network.nextCompletion {
      var finished: [TransferID] = []
      network.advance(to: due, finished: &finished)
      all += finished.map { ($0, due) }
    }
    return all
  }
}

func at(_ seconds: Double) -> SimTime { .zero + .seconds(seconds) }

@Suite struct `A network` {
  @Test func `a transfer alone takes its size over the goodput`() {
    var office = Office(lineRate: .gigabits(1))
    let id = office.network.start(.gibibytes(1), over: office.route(0, 1), at: .zero)
    // 2^30 · 8 b / (10^9 · 1448 / 1538 b/s) = 9.123835 s, rounded up to a nanosecond.
    let expected = 1_073_741_824 * 8 / (1e9 * 1448 / 1538)
    let finished = office.drain()
    #expect(finished.map(\.id) == [id])
    #expect(abs((finished[0].time - .zero).seconds - expected) <= 2e-9)
  }

  @Test func `a full link is shared evenly, and what a finished transfer leaves is used`() {
    var office = Office()
    let short = office.network.start(ByteCount(125_000_000), over: office.route(0, 1), at: .zero)
    let long = office.network.start(ByteCount(250_000_000), over: office.route(0, 2), at: .zero)
    #expect(isClose(office.network.rate(of: short).bitsPerSecond, 5e8))
    // 1 Gb at half a Gbit/s: 2 s. By then the other has 1 of its 2 Gb left, and the link to itself.
    let finished = office.drain()
    #expect(finished.map(\.id) == [short, long])
    #expect(abs((finished[0].time - at(2)).nanoseconds) <= 1)
    #expect(abs((finished[1].time - at(3)).nanoseconds) <= 2)
  }

  @Test func `both directions of a NIC are full at once without sharing`() {
    var office = Office()
    let there = office.network.start(.gibibytes(1), over: office.route(0, 1), at: .zero)
    let back = office.network.start(.gibibytes(1), over: office.route(1, 0), at: .zero)
    #expect(isClose(office.network.rate(of: there).bitsPerSecond, 1e9))
    #expect(isClose(office.network.rate(of: back).bitsPerSecond, 1e9))
  }

  @Test func `an instant of completion is rounded up`() {
    var office = Office()
    let cap = BitRate(bitsPerSecond: 3e9)
    _ = office.network.start(ByteCount(1), over: Route(), cap: cap, at: .zero)
    // 8 b / 3 b/ns = 2.67 ns.
    #expect(office.due?.nanoseconds == 3)
  }

  @Test func `within one host a transfer moves at its cap or at the speed of copying`() {
    var office = Office()
    let free = office.network.start(.gibibytes(1), over: Route(), at: .zero)
    let capped = office.network.start(.gibibytes(1), over: Route(), cap: .gigabits(2), at: .zero)
    #expect(office.network.rate(of: free) == Network.localRate)
    #expect(office.network.rate(of: capped) == .gigabits(2))
    office.network.setCap(free, to: .gigabits(1), at: .zero)
    #expect(office.network.rate(of: free) == .gigabits(1))
  }

  @Test func `what finishes at one instant comes out in the order of its start`() {
    var office = Office()
    let first = office.network.start(.mebibytes(1), over: office.route(0, 1), at: .zero)
    let second = office.network.start(.mebibytes(1), over: office.route(1, 2), at: .zero)
    office.network.cancel(first, at: .zero)
    // The third takes the place of the first, but not its turn.
    let third = office.network.start(.mebibytes(1), over: office.route(0, 1), at: .zero)
    let fourth = office.network.start(.mebibytes(1), over: office.route(2, 3), at: .zero)
    let finished = office.drain()
    #expect(finished.map(\.id) == [second, third, fourth])
    #expect(Set(finished.map(\.time)).count == 1)
  }

  @Test func `advancing past several completions shares anew after each`() {
    var stepwise = Office()
    for office in 1...3 {
      _ = stepwise.network.start(
        .mebibytes(Int64(office)), over: stepwise.route(0, office), at: .zero)
    }
    var atOnce = stepwise
    let expected = stepwise.drain()
    var finished: [TransferID] = []
    atOnce.network.advance(to: at(10), finished: &finished)
    #expect(finished == expected.map(\.id))
    #expect(atOnce.network.now == at(10))
  }

  @Test func `a transfer over a link that went down waits for it`() {
    var office = Office()
    let id = office.network.start(ByteCount(125_000_000), over: office.route(0, 1), at: .zero)
    office.network.setUp(false, office.nics[1], at: at(0.25))
    #expect(office.due == nil)
    #expect(office.network.rate(of: id) == .zero)
    let way = office.network.topology.reachability(from: office.nics[0], to: office.nics[1])
    #expect(way == .unreachable(.linkDown))
    office.network.setUp(true, office.nics[1], at: at(5))
    // A quarter of its second was over.
    let finished = office.drain()
    #expect(abs((finished[0].time - at(5.75)).nanoseconds) <= 2)
  }

  @Test func `a link's new rate holds from its instant on`() {
    var office = Office()
    _ = office.network.start(ByteCount(125_000_000), over: office.route(0, 1), at: .zero)
    let link = office.route(0, 1)[0]
    office.network.setLineRate(.gigabits(0.5 * 1538 / 1448), of: link, at: at(0.5))
    let finished = office.drain()
    #expect(abs((finished[0].time - at(1.5)).nanoseconds) <= 2)
  }

  @Test func `a transfer without a size takes its share for ever`() {
    var office = Office()
    let background = office.network.start(nil, over: office.route(0, 1), at: .zero)
    #expect(office.due == nil)
    let id = office.network.start(ByteCount(125_000_000), over: office.route(0, 2), at: at(1))
    let finished = office.drain()
    #expect(finished.map(\.id) == [id])
    #expect(abs((finished[0].time - at(3)).nanoseconds) <= 1)
    // One second alone, two at half the rate: 2 Gb.
    let moved = office.network.moved(by: background, at: at(3)).bytes
    #expect(abs(moved - 250_000_000) <= 1)
    let left = office.network.cancel(background, at: at(3))
    #expect(left == .zero)
  }

  @Test func `what a cancelled transfer had not moved is told`() {
    var office = Office()
    let id = office.network.start(
      ByteCount(1000), over: office.route(0, 1), cap: BitRate(bytesPerSecond: 100), at: .zero)
    // 250.5 bytes in 2.505 s: the byte under way does not count.
    let left = office.network.cancel(id, at: at(2.505))
    #expect(left == ByteCount(750))
    #expect(office.network.carried(by: office.route(0, 1)[0], at: at(2.505)) == ByteCount(250))
    #expect(office.due == nil)
  }

  @Test func `utilisation and saturation follow the transfers`() {
    var office = Office()
    let (sending, receiving) = (office.route(0, 1)[0], office.route(0, 1)[1])
    let id = office.network.start(nil, over: office.route(0, 1), cap: .megabits(250), at: .zero)
    #expect(isClose(office.network.utilisation(of: sending), 0.25))
    #expect(!office.network.isSaturated(sending))
    office.network.setCap(id, to: nil, at: .zero)
    #expect(isClose(office.network.utilisation(of: receiving), 1))
    #expect(office.network.isSaturated(sending))
    #expect(!office.network.isSaturated(receiving))
    office.network.cancel(id, at: .zero)
    #expect(office.network.utilisation(of: sending) == 0)
    #expect(!office.network.isSaturated(sending))
  }

  @Test func `a transfer that has finished is not known any more`() async {
    await #expect(processExitsWith: .failure) {
      var network = Network(Topology())
      let id = network.start(.zero, over: Route(), at: .zero)
      var finished: [TransferID] = []
      network.advance(to: .zero, finished: &finished)
      network.extend(id, by: ByteCount(1), at: .zero)
    }
  }

  @Test func `no completion can be passed over`() async {
    await #expect(processExitsWith: .failure) {
      var network = Network(Topology())
      _ = network.start(ByteCount(1), over: Route(), at: .zero)
      _ = network.start(ByteCount(1), over: Route(), at: SimTime(nanoseconds: 1_000_000))
    }
  }
}

@Suite struct `An open transfer` {
  @Test func `batches in a row take as long as one transfer of their size`() {
    var whole = Office()
    _ = whole.network.start(.mebibytes(400), over: whole.route(0, 1), at: .zero)
    let expected = whole.drain()[0].time

    var batches = Office()
    let id = batches.network.start(
      .mebibytes(4), over: batches.route(0, 1), staysOpen: true, at: .zero)
    var reports: [SimTime] = []
    while let due = batches.network.nextCompletion {
      var finished: [TransferID] = []
      batches.network.advance(to: due, finished: &finished)
      #expect(finished == [id])
      reports.append(due)
      if reports.count < 100 { batches.network.extend(id, by: .mebibytes(4), at: due) }
    }
    #expect(reports.count == 100)
    // Each report waits for the next whole nanosecond.
    #expect((0...100).contains((reports[99] - expected).nanoseconds))
    #expect(batches.network.moved(by: id, at: batches.network.now) == .mebibytes(400))
  }

  @Test func `an extension leaves the others alone`() {
    var office = Office()
    let batch = office.network.start(
      ByteCount(1_250_000), over: office.route(0, 1), staysOpen: true, at: .zero)
    let other = office.network.start(.mebibytes(100), over: office.route(0, 2), at: .zero)
    let rate = office.network.rate(of: other)
    var finished: [TransferID] = []
    office.network.advance(to: office.network.nextCompletion!, finished: &finished)
    office.network.extend(batch, by: .mebibytes(1000), at: office.network.now)
    #expect(office.network.rate(of: other) == rate)
    #expect(office.network.rate(of: batch) == rate)
  }

  @Test func `while it waits for more it takes no share`() {
    var office = Office()
    let batch = office.network.start(
      ByteCount(1_250_000), over: office.route(0, 1), staysOpen: true, at: .zero)
    let other = office.network.start(nil, over: office.route(0, 2), at: .zero)
    var finished: [TransferID] = []
    office.network.advance(to: office.network.nextCompletion!, finished: &finished)
    #expect(finished == [batch])
    #expect(isClose(office.network.rate(of: other).bitsPerSecond, 1e9))
    #expect(office.network.rate(of: batch) == .zero)
    #expect(office.due == nil)

    office.network.extend(batch, by: ByteCount(1_250_000), at: at(1))
    #expect(isClose(office.network.rate(of: batch).bitsPerSecond, 5e8))
    #expect(abs((office.due! - at(1.02)).nanoseconds) <= 1)
  }

  @Test func `an extension before it runs dry only moves its end`() {
    var office = Office()
    let id = office.network.start(ByteCount(125_000_000), over: office.route(0, 1), at: .zero)
    office.network.extend(id, by: ByteCount(125_000_000), at: at(0.3))
    #expect(abs((office.due! - at(2)).nanoseconds) <= 1)
  }
}
