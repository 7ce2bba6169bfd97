/// One class of pages in the course of a migration.
///
/// What is in the set matters to a sweep: the set is what it wrote to last, so that it comes back
/// to a page of it only after all pages outside. With W writes since the bitmap was cleaned, over
/// n pages of which s are in the set, a sweep has written to
///
///     outside:  min(W, n - s) pages
///     the set:  min(max(W - (n - s), 0), s) pages
///
/// `random` writes make no such difference. Check: n = 1000, s = 300, W = 800: 700 and 100 pages.
public struct PageClassState: Hashable, Sendable {
  public let kind: PageClass
  /// Writes since the dirty bitmap was last cleaned [writes].
  private(set) var writes = 0.0
  /// Writes since the guest was started [writes].
  private var allWrites = 0.0
  /// Pages of the set that no batch has taken [pages].
  private(set) var toSend = 0
  /// Pages of the set, when it was new [pages].
  private var inSet = 0
  /// Pages sent in this pass that were clean when last looked at [pages].
  private var sentAndClean = 0
  /// The writes up to which those were followed [writes].
  private var followed = 0.0
  /// Pages known to be dirty: passed over, or dirtied after they were sent [pages].
  private var knownDirty = 0
  /// Pages that no batch has taken, of those that a sweep is known to have met [pages].
  private var sweptUnsent = 0
  /// Pages that a sweep had met, and whose bits were cleared as they were sent [pages].
  private var sweptAndCleared = 0
  /// How much of its next page a sweep had gone over when the bitmap was cleaned, from 0 to 1.
  private var sweptPart = 0.5
  /// Whether the pass is the first, over all pages.
  private var isFirstPass = true
  /// The share of the set that no pass has sent: all in the first, later what was left over.
  private var neverSentShare = 1.0
  /// Pages of the class that have been sent in some pass after the first, by expectation [pages].
  private(set) var seenPages = 0.0
  /// The share of the class whose last sent contents the sender has kept.
  private var cachedShare = 0.0

  init(_ kind: PageClass) { self.kind = kind }

  /// Whether the guest can write to it at all.
  var isWritable: Bool { kind.contents.isPopulated && kind.pages > 0 }

  /// Writes at intensity 1 between two instants since the guest was started.
  func writes(from begin: SimDuration, to end: SimDuration) -> Double {
    guard isWritable else { return 0 }
    if let trace = kind.trace { return trace.writes(until: end) - trace.writes(until: begin) }
    return kind.writesPerSecond * (end - begin).seconds
  }

  mutating func count(writes count: Double) {
    writes += count
    allWrites += count
  }

  /// Pages dirtied since the bitmap was cleaned, by expectation, after `more` writes [pages].
  func expectedDirty(after more: Double) -> Double {
    Double(kind.pages)
      * DirtyLaw.probability(kind.pattern, writes: writes + more, pages: kind.pages)
  }

  /// By how many pages that grows with one further write [pages].
  func dirtyingOfOneWrite(after more: Double) -> Double {
    let load = (writes + more) / Double(kind.pages)
    return switch kind.pattern {
    case .random: naturalExponential(-load)
    case .sequential: load < 1 ? 1 : 0
    }
  }

  /// The chance that a page of the set that nobody has looked at is dirty by now.
  var dirtyProbability: Double {
    DirtyLaw.probability(kind.pattern, writes: reaching(writes), pages: reached)
  }

  /// Puts every page into the set, but those that the stream does not name.
  mutating func startLogging(_ wire: WireFormat) {
    toSend = kind.contents.isPopulated || wire.namesAbsentPages ? kind.pages : 0
    sweptPart = 0.5
    isFirstPass = true
    neverSentShare = 1
    seenPages = 0
    cachedShare = 0
    forget()
  }

  /// Keeps that share of what has been sent since the first pass.
  mutating func cache(share: Double) {
    cachedShare = kind.pages > 0 ? share * seenPages / Double(kind.pages) : 0
  }

  private mutating func forget() {
    inSet = toSend
    writes = 0
    followed = 0
    sentAndClean = 0
    knownDirty = 0
    sweptUnsent = 0
    sweptAndCleared = 0
  }
}

// MARK: Taking pages from the set

extension PageClassState {
  /// Takes `count` pages out of the set, and returns how many of them are clean, and so sent.
  mutating func takeClean(_ count: Int, _ stream: inout RandomStream) -> Int {
    follow(&stream)
    let dirty =
      switch kind.pattern {
      case .random: binomial(trials: count, probability: dirtyProbability, &stream)
      case .sequential: takeSwept(count, &stream)
      }
    toSend -= count
    knownDirty += dirty
    sentAndClean += count - dirty
    return count - dirty
  }

  /// Takes `count` pages out of the set and sends them all, clean or not.
  mutating func take(_ count: Int, _ stream: inout RandomStream) {
    switch kind.pattern {
    case .random: toSend -= count
    case .sequential: _ = takeClean(count, &stream)
    }
  }

  /// Takes `count` pages whose dirty bits are cleared at this instant, and sends them all.
  mutating func takeClearing(_ count: Int, _ stream: inout RandomStream) {
    follow(&stream)
    let swept = kind.pattern == .random ? 0 : takeSwept(count, &stream)
    toSend -= count
    sweptAndCleared += swept
    sentAndClean += count - swept
  }

  /// Draws the dirty set and makes it the one to send; returns its size.
  mutating func clean(_ stream: inout RandomStream) -> Int {
    follow(&stream)
    let left = toSend
    if !isFirstPass, kind.pages > 0 {
      let sent = Double(inSet - toSend)
      seenPages += (1 - seenPages / Double(kind.pages)) * sent
    }
    let neverSent = Double(toSend) * neverSentShare
    toSend += knownDirty
    switch kind.pattern {
    case .random:
      let unseen = kind.pages - sentAndClean - knownDirty - left
      toSend += binomial(trials: unseen, probability: dirtyProbability, &stream)
    case .sequential:
      toSend += min(sweptPages, kind.pages - inSet) + sweptAgain(&stream)
      sweptPart += writes
      sweptPart -= sweptPart.rounded(.down)
    }
    neverSentShare = toSend > 0 ? neverSent / Double(toSend) : 0
    isFirstPass = false
    forget()
    return toSend
  }

  /// What `count` pages of the set are on the wire.
  ///
  /// - Parameter writesMeanwhile: Writes to the class until the last of them is sent [writes].
  // It changes nothing, and is mutating so that the row is worked on where it lies: to copy it out
  // took a twentieth of the instructions of a migration whose rounds are drawn.
  mutating func parcel(
    of count: Int, _ wire: WireFormat, writesMeanwhile: Double = 0,
    _ stream: inout RandomStream
  ) -> Batch {
    guard kind.contents.isPopulated else { return Batch(absent: count) }
    var zero = 0
    if wire.detectsZeros && kind.contents == .zero {
      // Simpson's rule: what share of them still holds zeros when its turn comes.
      let still =
        (unwrittenShare() + 4 * unwrittenShare(after: writesMeanwhile / 2)
          + unwrittenShare(after: writesMeanwhile)) / 6
      zero = binomial(trials: count, probability: neverSentShare * still, &stream)
    }
    let sent = count - zero
    guard dataShare(wire) < 1 else { return Batch(sent: sent, zero: zero) }
    // Whether the sender has kept what it sent of a page is luck, page by page.
    let kept =
      wire.deltaCachePages == nil
      ? 0
      : binomial(
        trials: sent, probability: cachedShare, &stream)
    let pages = Double(sent) - Double(kept) * (1 - kind.changed)
    let share = wire.compresses ? kind.compressed : 1
    let payload = pages * Double(Page.bytes) * share
    return Batch(sent: sent, zero: zero, payload: ByteCount(Int64(payload.rounded())))
  }

  /// What a page of the set takes on the wire, by expectation [B].
  func expectedBytes(of wire: WireFormat) -> Double {
    guard kind.contents.isPopulated else { return Double(wire.pageHeader) }
    let zero = wire.detectsZeros ? neverSentShare * unwrittenShare() : 0
    let data = Double(Page.bytes) * dataShare(wire)
    return Double(wire.pageHeader) + zero * Double(wire.zeroMark) + (1 - zero) * data
  }

  /// The share of a page's bytes that compression and differences leave, by expectation.
  private func dataShare(_ wire: WireFormat) -> Double {
    let share = wire.compresses ? kind.compressed : 1
    guard wire.deltaCachePages != nil else { return share }
    return share * (1 - cachedShare * (1 - kind.changed))
  }

  /// The share of the class that the guest has never written to.
  private func unwrittenShare(after more: Double = 0) -> Double {
    guard kind.contents == .zero else { return 0 }
    return 1 - DirtyLaw.probability(kind.pattern, writes: allWrites + more, pages: kind.pages)
  }

  /// Finds out which of the pages sent in this pass have been dirtied since.
  ///
  /// Looking at every batch is exact, not an approximation: random writes to distinct pages are
  /// independent, and a page that was clean keeps no memory of how long.
  private mutating func follow(_ stream: inout RandomStream) {
    if kind.pattern == .sequential { return followSweep(&stream) }
    if sentAndClean > 0 && writes > followed {
      let chance = DirtyLaw.probability(.random, writes: writes - followed, pages: kind.pages)
      let dirty = binomial(trials: sentAndClean, probability: chance, &stream)
      sentAndClean -= dirty
      knownDirty += dirty
    }
    followed = writes
  }

  /// Those of `writes` that may meet the set.
  private func reaching(_ writes: Double) -> Double {
    switch kind.pattern {
    case .random: writes
    case .sequential: max(0, writes - Double(kind.pages - inSet))
    }
  }

  /// The pages over which those go [pages].
  private var reached: Int { kind.pattern == .random ? kind.pages : inSet }
}

// MARK: Sweeps

/// A sweep leaves nothing to chance but which pages it meets, as the sender comes by them.
///
/// So many pages of the set have been swept, whatever their order; that order says nothing of the
/// sender's. Hence the pages that the sweep comes to next are drawn, without putting back, from
/// those that it has not met, sent or not; and so are the swept ones from those that a batch takes:
/// both numbers are hypergeometric, and all pages are accounted for at every instant.
extension PageClassState {
  /// Pages that the sweep has gone over since the bitmap was cleaned; more than there are once it
  /// has been all round.
  private var sweptPages: Int {
    Int(min((writes + sweptPart).rounded(.down), 2 * Double(kind.pages)))
  }

  /// Follows the sweep through the set.
  private mutating func followSweep(_ stream: inout RandomStream) {
    let swept = min(max(sweptPages - (kind.pages - inSet), 0), inSet)
    let fresh = swept - sweptUnsent - knownDirty - sweptAndCleared
    guard fresh > 0 else { return }
    let unsent = hypergeometric(
      successes: toSend - sweptUnsent, failures: sentAndClean, drawn: fresh, &stream)
    sweptUnsent += unsent
    sentAndClean -= fresh - unsent
    knownDirty += fresh - unsent
  }

  /// How many of the next `count` pages to send the sweep has met.
  private mutating func takeSwept(_ count: Int, _ stream: inout RandomStream) -> Int {
    let swept = hypergeometric(
      successes: sweptUnsent, failures: toSend - sweptUnsent, drawn: count, &stream)
    sweptUnsent -= swept
    return swept
  }

  /// Pages whose bits were cleared after the sweep had met them, and that it has met once more.
  private func sweptAgain(_ stream: inout RandomStream) -> Int {
    let again = min(max(sweptPages - 2 * kind.pages + inSet, 0), inSet)
    return hypergeometric(
      successes: sweptAndCleared, failures: inSet - sweptAndCleared, drawn: again, &stream)
  }
}
