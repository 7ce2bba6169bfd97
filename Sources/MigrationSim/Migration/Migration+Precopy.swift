/// Pre-copy: the live passes, the rule that ends them, and the pass that follows.
extension Migration {
  /// What the end of a batch or pass leads to.
  enum PrecopyStep {
    case send(ByteCount)
    case suspend
    case abort
  }

  /// Turns log-dirty mode on and begins to send the whole memory.
  mutating func beginFirstPass(at now: SimTime, memory: inout GuestMemory) -> ByteCount {
    memory.startLogging(at: now)
    beginRound(isLive: true, pages: memory.pages, at: now)
    return sendNext(at: now, memory: &memory) ?? .zero
  }

  /// Goes on after a batch, or after a pass: with the next one, or with the suspend.
  mutating func continueLivePasses(at now: SimTime, memory: inout GuestMemory) -> PrecopyStep {
    if let bytes = sendNext(at: now, memory: &memory) { return .send(bytes) }
    rounds[rounds.count - 1].ended = now
    pagesSent += rounds[rounds.count - 1].pagesSent
    stop = reasonToStop(at: now, memory: memory)
    if let stop {
      return stop != .belowThreshold && policy.atLimit == .abort ? .abort : .suspend
    }
    let dirty = clean(at: now, memory: &memory)
    // With nothing dirty there is no next pass, even at a threshold of zero: it would take no time,
    // and so would the one after it.
    if policy.measure == .dirtySet && (dirty < policy.threshold || dirty == 0) {
      stop = .belowThreshold
      guard policy.sendsSmallSetLive && dirty > 0 else { return .suspend }
      isLastLivePass = true
    }
    beginRound(isLive: true, pages: dirty, at: now)
    return .send(sendNext(at: now, memory: &memory) ?? .zero)
  }

  /// Cleans the bitmap a last time, with the guest paused, and sends all that it held.
  mutating func beginFinalPass(at now: SimTime, memory: inout GuestMemory) -> ByteCount {
    let dirty = clean(at: now, memory: &memory)
    rounds[rounds.count - 1].wroteUntil = phases.last { $0.phase == .releaseStorage }?.began
    beginRound(isLive: false, pages: dirty, at: now)
    return sendAll(memory: &memory)
  }

  /// Weighs the pass that has just ended, before its bitmap is cleaned; nil to go on.
  private func reasonToStop(at now: SimTime, memory: GuestMemory) -> StopReason? {
    if isLastLivePass { return .belowThreshold }
    let last = rounds[rounds.count - 1]
    if policy.measure == .setJustSent && last.pagesSent + last.pagesSkipped < policy.threshold {
      return .belowThreshold
    }
    if let most = policy.maximumPasses, rounds.count >= most { return .passes }
    if let most = policy.maximumVolume, Double(pagesSent) > most * Double(memory.pages) {
      return .volume
    }
    if let most = policy.timeLimit, now - precopyBegan >= most { return .time }
    return nil
  }

  private mutating func beginRound(isLive: Bool, pages: Int, at now: SimTime) {
    rounds.append(
      Round(number: Int32(rounds.count + 1), isLive: isLive, began: now, pagesToSend: pages))
  }

  /// Reads and clears the bitmap, and notes in the last round what it held.
  private mutating func clean(at now: SimTime, memory: inout GuestMemory) -> Int {
    let dirty = memory.clean(at: now, &streams.dirtying)
    if !rounds.isEmpty { rounds[rounds.count - 1].pagesDirtied = dirty }
    return dirty
  }

  /// The next bytes of the pass under way; nil when the set is used up.
  private mutating func sendNext(at now: SimTime, memory: inout GuestMemory) -> ByteCount? {
    guard memory.pagesToSend > 0 else { return nil }
    guard policy.skipsRedirtied else { return sendAll(memory: &memory) }
    let batch = memory.takeBatch(of: WireFormat.batchPages, at: now, &streams.dirtying)
    return note(sent: batch.sent, skipped: batch.skipped)
  }

  private mutating func sendAll(memory: inout GuestMemory) -> ByteCount {
    note(sent: memory.takeAll(), skipped: 0)
  }

  private mutating func note(sent: Int, skipped: Int) -> ByteCount {
    let bytes = WireFormat.bytes(pages: sent)
    rounds[rounds.count - 1].pagesSent += sent
    rounds[rounds.count - 1].pagesSkipped += skipped
    rounds[rounds.count - 1].bytes += bytes
    return bytes
  }
}
