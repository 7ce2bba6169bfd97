import MigrationSim

/// What pings tell: how many were lost, why, and why none.
extension Explainer {
  /// All that a ping saw, as its closing lines.
  func sum(ofPing number: Int) -> [Explanation.Remark] {
    guard result.pings.indices.contains(number) else { return [] }
    let requests = result.pings[number].requests
    let sums = PingStatistics(of: requests)
    let sentence =
      sums.lost == 0
      ? StepPhrase.pingLostNone(sums.sent, sums.answered)
      : StepPhrase.pingLostSome(sums.sent, sums.answered, sums.lost, losses(among: requests))
    let pending = sums.sent - sums.answered - sums.lost
    let rest = pending > 0 ? [Explanation.Remark(.ping, StepPhrase.pingPending(pending))] : []
    return [Explanation.Remark(.ping, sentence)] + rest
  }

  /// What pings saw of a migration, its downtime above all.
  func pings(during migration: MigrationResult) -> [Explanation.Remark] {
    result.pings.filter { $0.vm == migration.vm }.flatMap { ping in
      pinged(ping, during: migration)
    }
  }

  private func pinged(
    _ ping: PingResult, during migration: MigrationResult
  ) -> [Explanation.Remark] {
    // A reply may be lost that was on its way as the guest was suspended.
    let requests = ping.requests.filter {
      $0.sent + .seconds(1) >= migration.requested && $0.sent <= migration.ended
    }
    guard !requests.isEmpty, migration.downtime > .zero else { return [] }
    let lost = requests.count { $0.loss != nil }
    let vm = names.name(of: ping.vm)
    if lost > 0 {
      let name =
        ping.isFromConsole ? MovePhrase.consolePing() : MovePhrase.outsidePing(ping.peer)
      return [
        Explanation.Remark(
          .ping, MovePhrase.lost(name, lost, requests.count, losses(among: requests)))
      ] + queueing(requests, ping, migration)
    }
    let sentence =
      ping.isFromConsole
      ? MovePhrase.consoleLostNone(vm, Wording.duration(migration.downtime))
      : MovePhrase.outsideLostNone(ping.peer, vm)
    return [Explanation.Remark(.ping, sentence)] + queueing(requests, ping, migration)
  }

  /// The losses by cause, most frequent first, with the numbers of the requests.
  private func losses(among requests: [PingRecord]) -> Sentence.Argument {
    PingLoss.allCases.map { cause in
      (cause, requests.filter { $0.loss == cause }.map { Int($0.sequence) })
    }.filter { !$0.1.isEmpty }.sorted { $0.1.count > $1.1.count }.map { cause, numbers in
      StepPhrase.lossesByCause(numbers.count, ranges(numbers), phrase(for: cause))
    }.listed(.semicolons)
  }

  /// Rising numbers with neighbours drawn together: "nos. 310 to 313, 320".
  private func ranges(_ numbers: [Int]) -> Sentence {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    let parts = ranges.map {
      $0.count == 1
        ? $0.lowerBound.argument : StepPhrase.range($0.lowerBound, $0.upperBound).argument
    }
    return numbers.count == 1
      ? StepPhrase.oneNumber(numbers[0]) : StepPhrase.ranges(parts.listed(.commas))
  }

  private func phrase(for cause: PingLoss) -> Sentence {
    let phrase: StepPhrase =
      switch cause {
      case .guestPaused: .guestPaused
      case .replyInFlightAtSuspend: .replyInFlight
      case .switchNotRelearned: .notRelearned
      case .queueFull: .queueFull
      case .onTheWay: .onTheWay
      case .guestCrashed: .guestCrashed
      case .hostDown: .hostDown
      case .guestHalted: .guestHalted
      case .unreachable: .unreachable
      }
    return phrase()
  }

  /// How much longer replies took while the link was full, where that shows.
  private func queueing(
    _ requests: [PingRecord], _ ping: PingResult, _ migration: MigrationResult
  ) -> [Explanation.Remark] {
    let usual = ping.requests.filter { $0.sent + .seconds(1) < migration.requested }
      .compactMap(\.roundTrip).max()
    let most = requests.filter { $0.sent >= migration.requested }.compactMap(\.roundTrip).max()
    guard let usual, let most, most.nanoseconds > 2 * usual.nanoseconds else { return [] }
    return [
      Explanation.Remark(
        .ping, MovePhrase.queueing(Wording.duration(most), Wording.duration(usual)))
    ]
  }
}

extension PingRecord {
  fileprivate var loss: PingLoss? {
    if case .lost(let cause) = fate { cause } else { nil }
  }

  fileprivate var roundTrip: SimDuration? {
    if case .answered(let time) = fate { time } else { nil }
  }
}
