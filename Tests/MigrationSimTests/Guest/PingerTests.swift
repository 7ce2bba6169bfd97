import MigrationSim
import Testing

@Suite struct `A pinger` {
  /// Sends every request that is due until `end`, and returns when each went out.
  func sends(_ pinger: inout Pinger, until end: SimTime) -> [SimTime] {
    var times: [SimTime] = []
    while let next = pinger.nextSend, next <= end {
      _ = pinger.send(at: next)
      times.append(next)
    }
    return times
  }

  @Test func `the first request goes out at once, the others an interval apart`() {
    var pinger = Pinger(isFromConsole: true)
    #expect(pinger.nextSend == nil)
    pinger.start(at: at(2.5))
    #expect(sends(&pinger, until: at(5)) == [at(2.5), at(3.5), at(4.5)])
    #expect(pinger.requests.map(\.sequence) == [1, 2, 3])
  }

  // Why 6.J and 6.K lose no ping: the request that fell due in the pause waits for its end.
  @Test func `from the console a paused guest sends nothing, then one request at once`() {
    var pinger = Pinger(isFromConsole: true)
    pinger.start(at: .zero)
    #expect(sends(&pinger, until: at(1.2)) == [at(0), at(1)])
    pinger.hold()
    #expect(pinger.nextSend == nil)
    pinger.release(at: at(4.75))
    #expect(sends(&pinger, until: at(6)) == [at(4.75), at(5.75)])
  }

  @Test func `a pause between two requests is not noticed`() {
    var pinger = Pinger(isFromConsole: true)
    pinger.start(at: .zero)
    _ = pinger.send(at: .zero)
    pinger.hold()
    pinger.release(at: at(0.5))
    #expect(pinger.nextSend == at(1))
  }

  @Test func `from outside it goes on regardless`() {
    var pinger = Pinger(isFromConsole: false, interval: .milliseconds(100))
    pinger.start(at: .zero)
    pinger.hold()
    #expect(sends(&pinger, until: at(0.25)) == [at(0), at(0.1), at(0.2)])
    pinger.release(at: at(0.25))
    #expect(pinger.nextSend == at(0.3))
  }

  @Test func `it sends no more than its count, and waits for the last reply`() {
    var pinger = Pinger(isFromConsole: true, count: 2)
    pinger.start(at: .zero)
    #expect(sends(&pinger, until: at(10)) == [at(0), at(1)])
    pinger.answered(2, at: at(1.02))
    #expect(pinger.requests[1].fate == .answered(roundTrip: .milliseconds(20)))
  }

  @Test func `stopped it sends nothing and hears nothing`() {
    var pinger = Pinger(isFromConsole: true)
    pinger.start(at: .zero)
    _ = pinger.send(at: .zero)
    pinger.stop()
    pinger.answered(1, at: at(0.1))
    #expect(pinger.nextSend == nil)
    #expect(pinger.requests.map(\.fate) == [.pending])
  }

  @Test func `a request given up is not answered afterwards`() {
    var pinger = Pinger(isFromConsole: true)
    pinger.start(at: .zero)
    _ = pinger.send(at: .zero)
    pinger.lost(1, .queueFull)
    pinger.answered(1, at: at(3))
    #expect(pinger.requests.map(\.fate) == [.lost(.queueFull)])
  }
}

@Suite struct `Ping statistics` {
  /// One request a second, with these fates.
  func statistics(_ fates: [PingFate]) -> PingStatistics {
    PingStatistics(
      of: fates.enumerated().map {
        PingRecord(sequence: Int32($0 + 1), sent: at(Double($0)), fate: $1)
      })
  }
  let good = PingFate.answered(roundTrip: .milliseconds(1))

  // Mean (1 + 3) / 2 = 2 ms; mdev √(((1 - 2)² + (3 - 2)²) / 2) = 1 ms.
  @Test func `round trips are summed up as ping does`() {
    let times = statistics([good, .answered(roundTrip: .milliseconds(3)), .pending]).roundTrip
    #expect(times?.min == .milliseconds(1))
    #expect(times?.mean == .milliseconds(2))
    #expect(times?.max == .milliseconds(3))
    #expect(times?.mdev == .milliseconds(1))
  }

  @Test func `losses are counted by cause`() {
    let sums = statistics([good, .lost(.guestPaused), .lost(.guestPaused), .lost(.queueFull), good])
    #expect((sums.sent, sums.answered, sums.lost) == (5, 2, 3))
    #expect(sums.lostByCause[PingLoss.guestPaused.rawValue] == 2)
    #expect(sums.lostByCause[PingLoss.queueFull.rawValue] == 1)
    #expect(sums.lostByCause.reduce(0, +) == 3)
  }

  // Requests 0 and 3 are answered 1 ms and 5 ms after their sending.
  @Test func `the gap lasts from reply to reply`() {
    let late = PingFate.answered(roundTrip: .milliseconds(5))
    let sums = statistics([good, .lost(.guestPaused), .lost(.guestPaused), late, good])
    #expect(sums.gap == .milliseconds(3004))
  }

  @Test func `of several gaps the longest counts`() {
    let lost = PingFate.lost(.switchNotRelearned)
    let sums = statistics([good, lost, good, lost, lost, lost, good, lost, good])
    #expect(sums.gap == .seconds(4))
  }

  @Test func `an interruption without an end has no length`() {
    #expect(statistics([good, good]).gap == nil)
    #expect(statistics([.lost(.guestHalted), good]).gap == nil)
    #expect(statistics([good, .lost(.guestCrashed)]).gap == nil)
    #expect(statistics([]).roundTrip == nil)
  }
}
