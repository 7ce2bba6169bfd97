/// One run of `ping`, and the luck of its packets.
struct PingRun: Sendable {
  let setup: PingerSetup
  var pinger: Pinger
  /// Decides which packets a lossy link or a full buffer drops.
  var luck: RandomStream

  init(_ setup: PingerSetup, _ luck: RandomStream) {
    self.setup = setup
    self.luck = luck
    pinger = Pinger(
      from: setup.isFromConsole ? .console : .outside, interval: setup.interval,
      count: setup.count.map(Int.init))
  }
}

/// Pings: each request and each reply is followed on its way.
extension World {
  /// An echo request as `ping` sends it: 56 bytes of data, 8 of ICMP, 20 of IP.
  private static let packet = ByteCount(84)

  mutating func handle(_ event: PingEvent, _ schedule: inout Schedule<Event>) {
    switch event {
    case .due(let pinger): send(pinger: Int(pinger), &schedule)
    case .arrives(let pinger, let sequence):
      arrive(pinger: Int(pinger), sequence, &schedule)
    case .returns(let pinger, let sequence):
      comeBack(pinger: Int(pinger), sequence, at: schedule.now)
    }
  }
}
