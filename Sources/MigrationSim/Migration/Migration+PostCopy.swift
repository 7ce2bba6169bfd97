/// Post-copy: the guest runs at the destination and its memory follows.
extension Migration {
  /// Finds out what the destination lacks, with the guest paused.
  mutating func prepareMissing(at now: SimTime, memory: inout GuestMemory) {
    if plan.strategy == .postCopy {
      memory.startLogging(as: plan.wire, at: now)
    } else {
      cleanLastTime(at: now, memory: &memory)
    }
    memory.stopLogging(at: now)
    slowGuest(memory)
  }

  /// What a hybrid's destination takes, before the guest may run there, to discard the pages that
  /// have been dirtied since they were sent (`ram_postcopy_send_discard_bitmap`, migration/ram.c).
  func discarding(_ pagesToSend: Int) -> SimDuration {
    guard goesPostCopy, plan.sender.discard > 0 else { return .zero }
    // In the first pass only what has been dirtied was sent before; later all of the set was.
    let sentBefore = rounds.count > 1 ? pagesToSend : rounds.last?.pagesDirtied ?? 0
    return .seconds(Double(sentBefore) * plan.sender.discard)
  }

  mutating func beginPostCopy(at now: SimTime, memory: inout GuestMemory) -> Batch {
    beginRound(.postCopy, pages: memory.pagesToSend, at: now)
    return sendMissing(at: now, memory: &memory) ?? Batch()
  }

  /// The next of the missing pages; nil when none is missing any more.
  mutating func continuePostCopy(at now: SimTime, memory: inout GuestMemory) -> Batch? {
    if let batch = sendMissing(at: now, memory: &memory) { return batch }
    rounds[rounds.count - 1].ended = now
    noteLost(&memory, at: now)
    guestSpeed = 1
    return nil
  }

  /// Sends a 256th of what was missing, or a batch, with what the guest asks for in the meantime.
  private mutating func sendMissing(at now: SimTime, memory: inout GuestMemory) -> Batch? {
    let missing = memory.pagesToSend
    guard missing > 0 else { return nil }
    let part = max(rounds[rounds.count - 1].pagesToSend / 256, plan.wire.batchPages)
    // The first page goes alone, and tells the rate.
    let count = pagesPerSecond == nil ? 1 : min(missing, part)
    // While they go, what is missing shrinks: half of them are gone on average.
    let midway = 1 - Double(count) / Double(2 * missing)
    slowGuest(memory, midway: midway)
    let touches = memory.missingTouchesPerSecond * midway
    let asked = touches * guestSpeed / (pagesPerSecond ?? Double.infinity)
    let faulted = binomial(trials: count, probability: asked, &streams.dirtying)
    pagesFaulted += faulted
    return note(memory.takeMissing(count, faulted: faulted, &streams.dirtying))
  }

  /// How fast a guest runs that waits for each missing page that it touches.
  ///
  ///     s = min(1 / (1 + a L / v), B / a)
  ///
  /// s: its speed; a: its touches of missing pages at full speed [1/s]; L: the wait for one, the
  /// request, half a page that is on the wire already, and the page itself [s]; v: its CPUs, each
  /// of which waits for itself; B: pages that can be sent [1/s]. Valid where waits do not queue:
  /// the second bound stands in for that. Check value: a = 1000/s, L = 1 ms, v = 1: half speed.
  /// Source: a CPU that works for v/a on average and then waits for L, over and over.
  private func speed(touching touches: Double) -> Double {
    guard touches > 0 else { return 1 }
    let perPage = pagesPerSecond.map { 1 / $0 } ?? 0
    let wait = plan.guest.pageRequest.seconds + 1.5 * perPage
    let waiting = 1 / (1 + touches * wait / Double(vcpus))
    return min(waiting, (pagesPerSecond ?? .infinity) / touches)
  }

  /// Slows the guest by what it touches while a share of what is missing is sent.
  private mutating func slowGuest(_ memory: GuestMemory, midway: Double = 1) {
    guestSpeed = speed(touching: memory.missingTouchesPerSecond * midway)
  }
}
