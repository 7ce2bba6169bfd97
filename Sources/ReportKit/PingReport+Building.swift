import MigrationSim

extension PingReport {
  init(_ result: PingResult, number: Int, _ names: Names) {
    self.number = number
    vm = names.name(of: result.vm)
    from = result.isFromConsole ? "console" : "outside"
    peer = result.peer
    intervalMs = result.interval.reported
    sent = result.requests.count

    var roundTrips: [SimDuration] = []
    var replies: [SimTime] = []
    lostRequests = []
    lostByCause = [:]
    pending = 0
    for request in result.requests {
      switch request.fate {
      case .pending: pending += 1
      case .answered(let roundTrip):
        roundTrips.append(roundTrip)
        replies.append(request.sent + roundTrip)
      case .lost(let loss):
        let cause = Wording.key(loss)
        lostByCause[cause, default: 0] += 1
        lostRequests.append(
          LostRequestReport(
            sequence: Int(request.sequence), sentS: request.sent.reported, cause: cause))
      }
    }
    answered = roundTrips.count
    lost = lostRequests.count
    if let shortest = roundTrips.min(), let longest = roundTrips.max() {
      let total = roundTrips.reduce(0.0) { $0 + Double($1.nanoseconds) }
      rttMs = RoundTripReport(
        minimum: shortest.reported,
        mean: (total / Double(roundTrips.count)).rounded() / 1e6,
        maximum: longest.reported)
    }
    // A reply may overtake another: the gap is between arrivals in their own order.
    replies.sort()
    gapMs = zip(replies, replies.dropFirst()).map { $1 - $0 }.max()?.reported
  }
}
