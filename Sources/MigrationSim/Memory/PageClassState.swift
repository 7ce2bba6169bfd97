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
  var writes = 0.0
  /// Pages of the set that no batch has taken [pages].
  var toSend = 0
  /// Pages of the set, when it was new [pages].
  private var inSet = 0
  /// Pages sent in this pass that were clean when last looked at [pages].
  private var sentAndClean = 0
  /// The writes up to which those were followed [writes].
  private var followed = 0.0
  /// Pages known to be dirty: passed over, or dirtied after they were sent [pages].
  private var knownDirty = 0
  /// The fraction of a page by which a sweep's whole numbers lag behind it [pages].
  private var remainder = 0.0

  init(_ kind: PageClass) { self.kind = kind }

  /// The chance that a page of the set that nobody has looked at is dirty by now.
  var dirtyProbability: Double {
    DirtyLaw.probability(kind.pattern, writes: reaching(writes), pages: reached)
  }

  mutating func startLogging() {
    toSend = kind.pages
    remainder = 0
    forget()
  }

  /// Takes `count` pages out of the set, and returns how many of them are clean, and so sent.
  mutating func take(_ count: Int, _ stream: inout RandomStream) -> Int {
    follow(&stream)
    let dirty = draw(count, dirtyProbability, &stream)
    toSend -= count
    knownDirty += dirty
    sentAndClean += count - dirty
    return count - dirty
  }

  /// Draws the dirty set and makes it the one to send; returns its size.
  mutating func clean(_ stream: inout RandomStream) -> Int {
    follow(&stream)
    let unseen = inSet - sentAndClean - knownDirty - toSend
    let outside = kind.pages - inSet
    let outsideProbability = DirtyLaw.probability(
      kind.pattern, writes: writes, pages: kind.pattern == .random ? kind.pages : outside)
    toSend += knownDirty + draw(unseen, dirtyProbability, &stream)
    toSend += draw(outside, outsideProbability, &stream)
    forget()
    return toSend
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

  private mutating func forget() {
    inSet = toSend
    writes = 0
    followed = 0
    sentAndClean = 0
    knownDirty = 0
  }
}
