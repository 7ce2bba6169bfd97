/// Batches on their way: how fast they may go, and what is learnt from how fast they went.
extension Migration {
  /// What to wait for while a batch is sent.
  ///
  /// The rate is held down by the operator's cap, by the adaptive rate, and by what the sender's
  /// CPU makes of these pages.
  mutating func wait(for batch: Batch, at now: SimTime) -> Wait {
    let bytes = plan.wire.bytes(of: batch)
    let work = plan.sender.duration(of: batch)
    demanded = (batch, now)
    guard bytes > .zero else { return .span(.seconds(work)) }
    var rate = isCapped ? plan.bandwidthCap : nil
    if let passRate { rate = min(rate ?? passRate, passRate) }
    if work > 0 {
      let ofCPU = BitRate(bytesPerSecond: Double(bytes.bytes) / work)
      rate = min(rate ?? ofCPU, ofCPU)
    }
    return .sending(bytes, atMost: rate)
  }

  /// Some senders lift the cap for the last pass, and for post-copy.
  @inline(__always)
  private var isCapped: Bool {
    switch phase {
    case .finalPass, .postCopy: plan.policy.capsLastPass
    default: true
    }
  }

  /// Learns from the batch that has just gone through how fast the next may go.
  mutating func noteRate(at now: SimTime) {
    guard let (batch, began) = demanded else { return }
    demanded = nil
    let seconds = (now - began).seconds
    guard batch.taken > batch.skipped && seconds > 0 else { return }
    bytesPerSecond = Double(plan.wire.bytes(of: batch).bytes) / seconds
    pagesPerSecond = Double(batch.taken) / seconds
  }

  /// Notes a batch in the round under way, and what it is on the wire.
  mutating func note(_ batch: Batch) -> Batch {
    let last = rounds.count - 1
    rounds[last].pagesSent += batch.sent
    rounds[last].pagesSkipped += batch.skipped
    rounds[last].pagesZero += batch.zero
    rounds[last].bytes += plan.wire.bytes(of: batch)
    if rounds[last].isLive { rounds[last].throttle = throttling?.share ?? 0 }
    return batch
  }

  mutating func beginRound(_ kind: Round.Kind, pages: Int, at now: SimTime) {
    rounds.append(
      Round(number: Int32(rounds.count + 1), kind: kind, began: now, pagesToSend: pages))
  }

  /// Takes over what the memory says that the guest has lost.
  mutating func noteLost(_ memory: inout GuestMemory, at now: SimTime) {
    guard memory.isLogging || phase == .postCopy else { return }
    memory.advance(to: now)
    lost = memory.lost
  }
}
