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
  public internal(set) var classes: [PageClassState]
  /// Pages in all classes [pages].
  public let pages: Int
  /// Where the classes lie.
  public let layout: PageLayout
  /// By how much every write rate is scaled: phases of the workload; 0 when paused.
  public private(set) var intensity = 1.0
  /// The share of its time that the guest runs: less when throttled, or when the sender takes it.
  public private(set) var speed = 1.0
  /// What it costs the guest that a clean page is written to while writes are logged [s].
  public private(set) var faultCost = 0.0
  /// Whether log-dirty mode is on.
  public private(set) var isLogging = false
  /// How the sender puts pages on the wire.
  public private(set) var wire = WireFormat.xen
  /// What the guest has lost to the migration since log-dirty mode was first on, in time that it
  /// would have run.
  public private(set) var lost = LostTime()
  /// Until when the writes have been counted.
  private var counted: SimTime
  /// When the guest was started.
  private let started: SimTime

  /// A guest that begins to write at `start`.
  public init(
    classes: [PageClass], layout: PageLayout = .scattered, at start: SimTime = .zero
  ) {
    counted = start
    started = start
    self.layout = layout
    self.classes = classes.map(PageClassState.init)
    pages = classes.reduce(0) { $0 + $1.pages }
  }

  /// Pages of the current set that no batch has taken yet [pages].
  public var pagesToSend: Int {
    // By index: an iterator would copy each class out, names and all.
    var sum = 0
    for index in classes.indices { sum += classes[index].toSend }
    return sum
  }

  /// What a page of those takes on the wire, by expectation [B].
  var bytesOfAPageToSend: Double {
    let bytes = classes.reduce(0) { sum, state in
      sum + Double(state.toSend) * state.expectedBytes(of: wire)
    }
    return pagesToSend > 0 ? bytes / Double(pagesToSend) : Double(Page.bytes)
  }

  /// Counts the writes up to `now`.
  public mutating func advance(to now: SimTime) {
    let begin = counted
    let span = (now - begin).seconds
    counted = now
    guard span > 0, intensity > 0 else { return }
    let available = span * speed
    var work = available
    if isLogging && faultCost > 0 {
      work = workBetweenFaults(in: available, from: begin, to: now)
      lost.logDirty += available - work
    }
    lost.slowed += span - available
    guard work > 0 else { return }
    let share = work / span * intensity
    for index in classes.indices {
      let writes = classes[index].writes(from: begin - started, to: now - started)
      if writes > 0 { classes[index].count(writes: writes * share) }
    }
  }

  /// Writes to a class in the next `span`, as the guest runs now [writes].
  func writes(to index: Int, in span: SimDuration) -> Double {
    guard span > .zero, intensity > 0 else { return 0 }
    let begin = counted - started
    return classes[index].writes(from: begin, to: begin + span) * intensity * speed
  }

  /// Scales every write rate by `intensity` from `now` on.
  public mutating func setIntensity(_ intensity: Double, at now: SimTime) {
    precondition(intensity >= 0, "a workload of intensity \(intensity)")
    advance(to: now)
    self.intensity = intensity
  }

  /// Lets the guest run for `speed` of its time from `now` on.
  public mutating func setSpeed(_ speed: Double, at now: SimTime) {
    precondition(speed >= 0 && speed <= 1, "a guest that runs \(speed) of its time")
    advance(to: now)
    self.speed = speed
  }

  /// Turns log-dirty mode on: every page is to be sent, and none has been dirtied.
  ///
  /// - Parameter faultCost: How long a guest stands still each time that it writes to a page for
  ///   the first time since the bitmap was cleaned, over the number of its CPUs.
  public mutating func startLogging(
    as wire: WireFormat = .xen, faultCost: SimDuration = .zero, at now: SimTime
  ) {
    advance(to: now)
    self.wire = wire
    self.faultCost = faultCost.seconds
    isLogging = true
    lost = LostTime()
    for index in classes.indices { classes[index].startLogging(wire) }
  }

  /// Turns log-dirty mode off; what is in the set stays in it.
  public mutating func stopLogging(at now: SimTime) {
    advance(to: now)
    isLogging = false
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
    if let capacity = wire.deltaCachePages { keepSent(in: capacity) }
    return dirty
  }

  /// Shares the sender's cache out among the pages that have been sent since the first pass.
  ///
  /// A cache of C pages holds all of U ≤ C pages in use, and of more each with the chance C/U.
  private mutating func keepSent(in capacity: Int) {
    let seen = classes.reduce(0) { $0 + $1.seenPages }
    let share = seen > 0 ? min(Double(capacity) / seen, 1) : 0
    for index in classes.indices { classes[index].cache(share: share) }
  }

  /// Pages that a guest at `speed` would dirty in the next second from a clean bitmap, by
  /// expectation [pages].
  public func dirtiedInASecond(at speed: Double) -> Double {
    let begin = counted - started
    return classes.reduce(0) { sum, state in
      guard state.isWritable else { return sum }
      let writes = state.writes(from: begin, to: begin + .seconds(1)) * intensity * speed
      return sum + Double(state.kind.pages)
        * DirtyLaw.probability(state.kind.pattern, writes: writes, pages: state.kind.pages)
    }
  }

  /// The speed at which the guest dirties so many pages a second, found by bisection; 1 where it
  /// dirties no more at full speed.
  ///
  /// Check value: 1000 random writes/s over 1000 pages dirty 632.12 of them in a second; half of
  /// those, 316.06, at a speed of -ln(1 - 0.31606) = 0.37989, for a second write dirties nothing.
  public func speed(dirtying pagesPerSecond: Double) -> Double {
    guard dirtiedInASecond(at: 1) > pagesPerSecond else { return 1 }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if dirtiedInASecond(at: middle) > pagesPerSecond { high = middle } else { low = middle }
    }
    return low
  }

  /// How much of `available` seconds the guest works, where the first write to each page since the
  /// bitmap was cleaned makes it stand still for c.
  ///
  ///     t = τ + c (D(w + r τ) - D(w))
  ///
  /// t: time that the guest has [s]; τ: time that it works [s]; r: its writes a second of work; D:
  /// pages dirtied by so many writes, by expectation. D bends downwards, so that Newton's method
  /// from τ = 0 comes to the root from below and never passes it. Check value: one class of 1000
  /// pages, clean, 1000 writes/s, c = 1 ms: τ = 1 needs t = 1.63212 s. Source: log-dirty mode write
  /// protects each page until the first write to it (Clark et al., NSDI 2005, §4: shadow tables).
  private func workBetweenFaults(
    in available: Double, from begin: SimTime, to now: SimTime
  ) -> Double {
    let span = (now - begin).seconds
    let rates = classes.map {
      $0.writes(from: begin - started, to: now - started) * intensity / span
    }
    let dirtyBefore = classes.indices.reduce(0) { sum, index in
      rates[index] > 0 ? sum + classes[index].expectedDirty(after: 0) : sum
    }
    var work = 0.0
    for _ in 0..<40 {
      var excess = work - available - faultCost * dirtyBefore
      var slope = 1.0
      for index in classes.indices where rates[index] > 0 {
        let more = rates[index] * work
        excess += faultCost * classes[index].expectedDirty(after: more)
        slope += faultCost * rates[index] * classes[index].dirtyingOfOneWrite(after: more)
      }
      let step = -excess / slope
      guard step > available * 1e-13 else { break }
      work = min(work + step, available)
    }
    return work
  }
}

/// Time that a guest would have run, and did not for its migration's sake [s].
public struct LostTime: BitwiseCopyable, Hashable, Sendable {
  /// To the faults by which writes are logged.
  public var logDirty = 0.0
  /// To throttling, to what the sender took of its CPUs, and to waiting for pages in post-copy.
  public var slowed = 0.0

  public init(logDirty: Double = 0, slowed: Double = 0) {
    self.logDirty = logDirty
    self.slowed = slowed
  }

  public var total: Double { logDirty + slowed }
}
