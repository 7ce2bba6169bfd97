/// A guest's memory as a migration sees it: the pages to send, and those dirtied meanwhile.
///
/// What Xen keeps as two bitmaps (to send, and log-dirty) is kept here as counts per class. Pages
/// of a class are alike, so counts drawn from the right distributions are distributed as the
/// bitmaps' own counts would be, at a cost that does not depend on the size of the guest.
///
/// Three kinds of page are told apart while a pass goes on: those sent in it and clean since
/// (tracked, for they can be dirtied again), those known to be dirty (passed over, or dirtied
/// after they were sent), and all others, of which nothing has been looked at yet.
public struct GuestMemory: Sendable {
  public private(set) var classes: [PageClassState]
  /// Pages in all classes [pages].
  public let pages: Int
  /// By how much every write rate is scaled: phases of the workload, throttling; 0 when paused.
  public private(set) var intensity = 1.0
  /// Until when the writes have been counted.
  private var counted: SimTime

  /// A guest that begins to write at `start`.
  public init(classes: [PageClass], at start: SimTime = .zero) {
    counted = start
    self.classes = classes.map(PageClassState.init)
    pages = classes.reduce(0) { $0 + $1.pages }
  }

  /// Pages of the current set that no batch has taken yet [pages].
  public var pagesToSend: Int { classes.reduce(0) { $0 + $1.toSend } }

  /// Counts the writes up to `now`.
  public mutating func advance(to now: SimTime) {
    let writing = (now - counted).seconds * intensity
    counted = now
    guard writing > 0 else { return }
    for index in classes.indices {
      classes[index].writes += classes[index].kind.writesPerSecond * writing
    }
  }

  /// Scales every write rate by `intensity` from `now` on.
  public mutating func setIntensity(_ intensity: Double, at now: SimTime) {
    precondition(intensity >= 0, "a workload of intensity \(intensity)")
    advance(to: now)
    self.intensity = intensity
  }

  /// Turns log-dirty mode on: every page is to be sent, and none has been dirtied.
  public mutating func startLogging(at now: SimTime) {
    advance(to: now)
    for index in classes.indices { classes[index].startLogging() }
  }

  /// Takes the whole set for one pass that skips nothing.
  ///
  /// - Returns: the pages to send.
  public mutating func takeAll() -> Int {
    var taken = 0
    for index in classes.indices {
      taken += classes[index].toSend
      classes[index].toSend = 0
    }
    return taken
  }

  /// Takes the next batch of a pass that passes over what has been dirtied again.
  ///
  /// The legacy sender peeks at the dirty bitmap, then walks on through the set until it has
  /// `limit` pages that are still clean (`xc_domain_save`, tools/libxc/xc_domain_save.c of Xen
  /// 4.1). Classes lie mixed in memory: a batch takes from each in proportion to what it has left.
  ///
  /// - Returns: the pages sent and the pages passed over; both zero when the set is used up.
  public mutating func takeBatch(
    of limit: Int, at now: SimTime, _ stream: inout RandomStream
  ) -> Batch {
    advance(to: now)
    var scan = pagesToScan(for: limit)
    var left = pagesToSend
    var batch = Batch()
    for index in classes.indices {
      let remaining = classes[index].toSend
      guard remaining > 0 else { continue }
      // Rounded so that the shares add up to the scan exactly.
      let share = min(remaining, (scan * remaining + left / 2) / left)
      scan -= share
      left -= remaining
      let sent = classes[index].take(share, &stream)
      batch.sent += sent
      batch.skipped += share - sent
    }
    return batch
  }

  /// Reads and clears the dirty bitmap: the dirty pages become the set to send.
  ///
  /// Pages of the old set that no batch took stay in the new one.
  ///
  /// - Returns: the pages in the new set.
  public mutating func clean(at now: SimTime, _ stream: inout RandomStream) -> Int {
    advance(to: now)
    var dirty = 0
    for index in classes.indices { dirty += classes[index].clean(&stream) }
    return dirty
  }

  /// How many pages of the set hold `limit` that are clean, by expectation; at least one.
  private func pagesToScan(for limit: Int) -> Int {
    var remaining = 0
    var clean = 0.0
    for state in classes {
      remaining += state.toSend
      clean += Double(state.toSend) * (1 - state.dirtyProbability)
    }
    guard clean > Double(limit) else { return remaining }
    return max(1, Int((Double(limit) * Double(remaining) / clean).rounded()))
  }
}

/// What one batch of a pass took from the set.
public struct Batch: BitwiseCopyable, Hashable, Sendable {
  /// Pages sent with their data [pages].
  public var sent = 0
  /// Pages passed over, for they had been dirtied again [pages].
  public var skipped = 0

  public init(sent: Int = 0, skipped: Int = 0) {
    self.sent = sent
    self.skipped = skipped
  }
}
