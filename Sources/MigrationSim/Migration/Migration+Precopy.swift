/// Pre-copy: the live passes, the rule that ends them, and the pass that follows.
extension Migration {
  /// What the end of a batch or pass leads to.
  enum PrecopyStep {
    case send(Batch)
    case suspend
    case abort
  }

  /// Turns log-dirty mode on and begins to send the whole memory.
  mutating func beginFirstPass(at now: SimTime, memory: inout GuestMemory) -> Batch {
    precopyBegan = now
    let fault = SimDuration.seconds(plan.guest.fault.seconds / Double(vcpus))
    memory.startLogging(as: plan.wire, faultCost: fault, at: now)
    passRate = plan.policy.rateRule?.minimum
    throttling = plan.policy.throttle.map { Throttling($0, at: now) }
    beginRound(.live, pages: memory.pagesToSend, at: now)
    return sendNext(at: now, memory: &memory) ?? Batch()
  }

  /// Goes on after a batch, or after a pass: with the next one, or with the suspend.
  mutating func continueLivePasses(at now: SimTime, memory: inout GuestMemory) -> PrecopyStep {
    if let deadline, now - precopyBegan >= deadline.span {
      endRound(at: now)
      return end(for: deadline.reason)
    }
    if let batch = sendNext(at: now, memory: &memory) { return .send(batch) }
    endRound(at: now)
    if let reason = reasonToStop(at: now, pages: memory.pages) { return end(for: reason) }
    let dirty = clean(at: now, memory: &memory)
    if let reason = reasonToStop(with: dirty) {
      guard reason == .belowThreshold && plan.policy.sendsSmallSetLive && dirty > 0 else {
        return end(for: reason)
      }
      stop = reason
      isLastLivePass = true
    }
    beginRound(.live, pages: dirty, at: now)
    return .send(sendNext(at: now, memory: &memory) ?? Batch())
  }

  private mutating func endRound(at now: SimTime) {
    rounds[rounds.count - 1].ended = now
    pagesSent += rounds[rounds.count - 1].pagesSent
  }

  private mutating func end(for reason: StopReason) -> PrecopyStep {
    if case .hybrid = plan.strategy, reason == .switched || reason.isForced {
      return switchToPostCopy(for: reason)
    }
    stop = reason
    guard reason.isForced else { return .suspend }
    switch plan.policy.atLimit {
    case .stopAndCopy: return .suspend
    case .abort: return .abort
    case .postCopy: return switchToPostCopy(for: reason)
    }
  }

  private mutating func switchToPostCopy(for reason: StopReason) -> PrecopyStep {
    stop = reason
    goesPostCopy = true
    return .suspend
  }

  /// Weighs the pass that has just ended, before its bitmap is cleaned; nil to go on.
  @inline(__always)
  private func reasonToStop(at now: SimTime, pages: Int) -> StopReason? {
    if isLastLivePass { return .belowThreshold }
    let last = rounds[rounds.count - 1]
    let gone = last.pagesSent + last.pagesSkipped
    if plan.policy.measure == .setJustSent && gone < plan.policy.threshold {
      return .belowThreshold
    }
    if case .hybrid(.passes(let most)) = plan.strategy, rounds.count >= most { return .switched }
    if let most = plan.policy.maximumPasses, rounds.count >= most { return .passes }
    if let most = plan.policy.maximumVolume, Double(pagesSent) > most * Double(pages) {
      return .volume
    }
    return nil
  }

  /// When the live passes end wherever they stand, counted from the first one's beginning.
  @inline(__always)
  private var deadline: (span: SimDuration, reason: StopReason)? {
    var switching: SimDuration?
    if case .hybrid(.time(let span)) = plan.strategy { switching = span }
    switch (switching, plan.policy.timeLimit) {
    case (let span?, let limit) where span <= limit ?? span: return (span, .switched)
    case (_, let limit?): return (limit, .time)
    default: return nil
    }
  }

  /// Weighs the set that the next pass would have to send; nil to go on.
  ///
  /// With nothing dirty there is no next pass, even at a threshold of zero: it would take no time,
  /// and so would the one after it.
  private mutating func reasonToStop(with dirty: Int) -> StopReason? {
    if plan.policy.measure != .setJustSent && (dirty < threshold || dirty == 0) {
      return .belowThreshold
    }
    if let rule = plan.policy.rateRule {
      let last = rounds[rounds.count - 1]
      let rate = passRate ?? rule.minimum
      let before = rounds.count > 1 ? rounds[rounds.count - 2].pagesSent : Int.max
      if rate >= rule.maximum && last.pagesSent > before { return .rate }
      passRate = rule.next(after: rate, dirtying: last.dirtyRate)
    }
    return nil
  }

  /// The pages below which the guest is suspended, at the rate last seen [pages].
  @inline(__always)
  private var threshold: Int { plan.policy.threshold(at: bytesPerSecond ?? 0) }

  /// Cleans the bitmap a last time, with the guest paused, and sends all that it held.
  mutating func beginFinalPass(at now: SimTime, memory: inout GuestMemory) -> Batch {
    passRate = plan.policy.rateRule?.maximum
    if plan.strategy == .stopAndCopy {
      memory.startLogging(as: plan.wire, at: now)
      beginRound(.paused, pages: memory.pagesToSend, at: now)
    } else {
      let dirty = cleanLastTime(at: now, memory: &memory)
      beginRound(.paused, pages: dirty, at: now)
    }
    memory.stopLogging(at: now)
    return note(memory.takeAll(&streams.dirtying))
  }

  /// Cleans the bitmap of a guest that has stopped writing to it.
  @discardableResult
  mutating func cleanLastTime(at now: SimTime, memory: inout GuestMemory) -> Int {
    let dirty = clean(at: now, memory: &memory)
    rounds[rounds.count - 1].wroteUntil = phases.last { $0.phase == .releaseStorage }?.began
    guestSpeed = 1
    return dirty
  }

  /// Reads and clears the bitmap, and notes in the last round what it held.
  private mutating func clean(at now: SimTime, memory: inout GuestMemory) -> Int {
    let left = memory.pagesToSend
    let dirty = memory.clean(at: now, &streams.dirtying)
    guard !rounds.isEmpty else { return dirty }
    let last = rounds.count - 1
    // Some read the bitmap to decide, and once more when the guest has stopped.
    rounds[last].pagesDirtied += dirty - left
    throttling?.look(dirtied: dirty - left, sent: rounds[last].bytes, memory, at: now)
    guestSpeed = 1 - (throttling?.share ?? 0)
    return dirty
  }

  /// The next batch of the pass under way; nil when the pass is over.
  private mutating func sendNext(at now: SimTime, memory: inout GuestMemory) -> Batch? {
    guard let limit = pagesInHand(at: now, &memory) else { return nil }
    isBetweenLooks = bytesPerSecond == nil
    switch plan.policy.selection {
    case .all: return note(memory.takeAll(limit: limit, &streams.dirtying))
    case .clearing(let chunk):
      // A chunk is of the guest's addresses: of a set that is a tenth of them, it holds a tenth.
      let share = Double(rounds[rounds.count - 1].pagesToSend) / Double(max(memory.pages, 1))
      let finest = rounds[rounds.count - 1].pagesToSend / StopPolicy.mostChunks
      let inChunk = max(Int((Double(chunk) * share).rounded()), finest, 1)
      isBetweenLooks = isBetweenLooks || inChunk < limit
      return note(
        memory.takeClearing(
          limit: min(inChunk, limit), at: now, pagesPerSecond: pageRate(of: &memory),
          &streams.dirtying))
    case .clean:
      return note(
        memory.takeBatch(
          of: min(limit, plan.wire.batchPages), at: now, &streams.dirtying))
    }
  }

  /// How many pages of the set may go in one go; nil when the pass is over.
  ///
  /// A sender that watches what is left ends the pass once that is below the threshold. It looks
  /// ten times a second from the pass's beginning, so that it sends until one of those looks
  /// (BUFFER_DELAY of QEMU's migration/migration.c).
  private mutating func pagesInHand(at now: SimTime, _ memory: inout GuestMemory) -> Int? {
    let left = memory.pagesToSend
    guard left > 0 else { return nil }
    var limit = left
    guard plan.policy.measure == .setLeft || deadline != nil else { return limit }
    guard let rate = pageRate(of: &memory) else { return min(left, plan.wire.batchPages) }
    if plan.policy.measure == .setLeft {
      // A pass that has only just begun goes on even below the threshold, or nothing would ever
      // be sent in it.
      let gone = (now - rounds[rounds.count - 1].began).seconds
      guard left >= threshold || gone == 0 || isBetweenLooks else { return nil }
      let due = gone + Double(max(left - threshold + 1, 0)) / rate
      let look = max((due * 10 - 1e-6).rounded(.up), 1) / 10
      limit = Int(min(max((look - gone) * rate - 1e-3, 1).rounded(.up), Double(left)))
    }
    if let deadline {
      let pages = rate * (deadline.span - (now - precopyBegan)).seconds
      limit = Int(max(min(pages.rounded(.up), Double(limit)), 1))
    }
    return limit
  }

  /// How many pages of the set can be sent in a second, at the rate last seen [pages/s].
  @inline(__always)
  private func pageRate(of memory: inout GuestMemory) -> Double? {
    bytesPerSecond.map { $0 / memory.bytesOfAPageToSend }
  }
}
