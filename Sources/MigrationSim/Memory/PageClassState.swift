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
public struct PageClassState: Sendable {
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
  /// Pages of a sweep whose bits were cleared as they were sent [pages], and the sum over them of
  /// the writes that had reached the set by then.
  private var cleared = 0
  private var clearedAt = 0.0
  /// The fraction of a page by which a sweep's whole numbers lag behind it [pages].
  private var remainder = 0.0
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
    remainder = 0
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
    cleared = 0
    clearedAt = 0
  }
}

// MARK: Taking pages from the set

extension PageClassState {
  /// Takes `count` pages out of the set, and returns how many of them are clean, and so sent.
  mutating func takeClean(_ count: Int, _ stream: inout RandomStream) -> Int {
    follow(&stream)
    let dirty = draw(count, dirtyProbability, &stream)
    toSend -= count
    knownDirty += dirty
    sentAndClean += count - dirty
    return count - dirty
  }

  /// Takes `count` pages out of the set and sends them all, clean or not.
  mutating func take(_ count: Int) { toSend -= count }

  /// Takes `count` pages whose dirty bits are cleared at this instant, and sends them all.
  ///
  /// A sweep that meets a page of the set at a time of its own, alike for all, dirties of c pages
  /// cleared at W₁ by W₂ c (r(W₂) - r(W₁))/s, where r is what of the writes reaches the set of s:
  /// the sum over batches needs no more than Σ c and Σ c r(W₁).
  mutating func takeClearing(_ count: Int, _ stream: inout RandomStream) {
    toSend -= count
    if kind.pattern == .random {
      follow(&stream)
      sentAndClean += count
    } else {
      cleared += count
      clearedAt += Double(count) * min(reaching(writes), Double(inSet))
    }
  }

  /// Draws the dirty set and makes it the one to send; returns its size.
  mutating func clean(_ stream: inout RandomStream) -> Int {
    follow(&stream)
    let unseen = inSet - sentAndClean - knownDirty - cleared - toSend
    let outside = kind.pages - inSet
    let outsideProbability = DirtyLaw.probability(
      kind.pattern, writes: writes, pages: kind.pattern == .random ? kind.pages : outside)
    if !isFirstPass, kind.pages > 0 {
      let sent = Double(inSet - toSend)
      seenPages += (1 - seenPages / Double(kind.pages)) * sent
    }
    let neverSent = Double(toSend) * neverSentShare
    toSend += knownDirty + draw(unseen, dirtyProbability, &stream)
    if cleared > 0 {
      let swept = min(reaching(writes), Double(inSet)) - clearedAt / Double(cleared)
      toSend += draw(cleared, min(max(swept / Double(inSet), 0), 1), &stream)
    }
    toSend += draw(outside, outsideProbability, &stream)
    neverSentShare = toSend > 0 ? neverSent / Double(toSend) : 0
    isFirstPass = false
    forget()
    return toSend
  }

  /// What `count` pages of the set are on the wire.
  ///
  /// - Parameter writesMeanwhile: Writes to the class until the last of them is sent [writes].
  func parcel(
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
    let kept = wire.deltaCachePages == nil ? 0 : binomial(
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
  /// Looking at every batch is exact, not an approximation: writes to distinct pages are
  /// independent, and a page that was clean keeps no memory of how long.
  private mutating func follow(_ stream: inout RandomStream) {
    if sentAndClean > 0 && writes > followed {
      let chance = DirtyLaw.probability(
        kind.pattern, cleanAfter: reaching(followed), dirtyAfter: reaching(writes),
        pages: reached)
      let dirty = draw(sentAndClean, chance, &stream)
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

  private mutating func draw(
    _ count: Int, _ probability: Double, _ stream: inout RandomStream
  ) -> Int {
    DirtyLaw.draw(
      kind.pattern, count: count, probability: probability, remainder: &remainder, &stream)
  }
}
