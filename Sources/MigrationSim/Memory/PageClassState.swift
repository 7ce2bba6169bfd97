/// One class of pages in the course of a migration.
public struct PageClassState: Sendable {
  public let kind: PageClass
  /// Writes since the dirty bitmap was last cleaned [writes].
  var writes = 0.0
  /// Pages of the set that no batch has taken [pages].
  var toSend = 0
  /// Pages sent in this pass that were clean when last looked at [pages].
  private var sentAndClean = 0
  /// The writes up to which those were followed [writes].
  private var followed = 0.0
  /// Pages known to be dirty: passed over, or dirtied after they were sent [pages].
  private var knownDirty = 0

  init(_ kind: PageClass) { self.kind = kind }

  /// The chance that a page nobody has looked at is dirty by now.
  var dirtyProbability: Double {
    DirtyLaw.probability(kind.pattern, writes: writes, pages: kind.pages)
  }

  mutating func startLogging() {
    toSend = kind.pages
    forget()
  }

  /// Takes `count` pages out of the set, and returns how many of them are clean, and so sent.
  mutating func take(_ count: Int, _ stream: inout RandomStream) -> Int {
    follow(&stream)
    let dirty = DirtyLaw.draw(
      kind.pattern, count: count, probability: dirtyProbability, &stream)
    toSend -= count
    knownDirty += dirty
    sentAndClean += count - dirty
    return count - dirty
  }

  /// Draws the dirty set and makes it the one to send; returns its size.
  mutating func clean(_ stream: inout RandomStream) -> Int {
    follow(&stream)
    let unseen = kind.pages - sentAndClean - knownDirty - toSend
    let dirty =
      toSend + knownDirty
      + DirtyLaw.draw(kind.pattern, count: unseen, probability: dirtyProbability, &stream)
    toSend = dirty
    forget()
    return dirty
  }

  /// Finds out which of the pages sent in this pass have been dirtied since.
  ///
  /// Looking at every batch is exact, not an approximation: writes to distinct pages are
  /// independent, and a page that was clean keeps no memory of how long.
  private mutating func follow(_ stream: inout RandomStream) {
    if sentAndClean > 0 && writes > followed {
      let chance = DirtyLaw.probability(
        kind.pattern, cleanAfter: followed, dirtyAfter: writes, pages: kind.pages)
      let dirty = DirtyLaw.draw(
        kind.pattern, count: sentAndClean, probability: chance, &stream)
      sentAndClean -= dirty
      knownDirty += dirty
    }
    followed = writes
  }

  private mutating func forget() {
    writes = 0
    followed = 0
    sentAndClean = 0
    knownDirty = 0
  }
}
