import MigrationSim

/// A sender that goes from page to page: the slow obvious twin of `Migration`.
///
/// It has a bit for each page that is to be sent, puts one page after the other on a link of
/// constant rate, and lets the guest write meanwhile. Each sender's rules are written down anew
/// from that sender's source, with its own constants; none is shared with `StopPolicy`.
struct PageSender {
  /// What became of one pass.
  struct Pass {
    var toSend: Int
    var began: Double
    var ended: Double
    var sent = 0
    var skipped = 0
    var zero = 0
    var bytes = 0.0
    var throttle = 0.0
  }

  var guest: PagedGuest
  let wire: WireFormat
  /// What the link carries, headers included [B/s].
  let linkBytesPerSecond: Double
  /// The most that the sender allows itself [B/s].
  var cap = Double.infinity
  /// From the request to suspend to the guest's standing still [s].
  var suspend = 0.0
  var now = 0.0
  var passes: [Pass] = []
  /// Whether each page is still to be sent in this pass, or left over for the next.
  var isToSend: [Bool]
  /// How many those are.
  var left: Int
  /// Where the pass under way has come to.
  var position = 0
  /// Whether the contents last sent of each page are kept, for XBZRLE.
  var isCached: [Bool]
  var keepsContents = false
  /// Pages of the batch under way, which has a header of its own.
  var inBatch = 0
  var isPostCopy = false
  /// What the guest asked for in post-copy, and what that cost it.
  var faults = 0
  var waited = 0.0
  /// When the guest stood still.
  var paused = 0.0

  init(
    _ guest: PagedGuest, wire: WireFormat = .xen, linkBytesPerSecond: Double
  ) {
    self.guest = guest
    self.wire = wire
    self.linkBytesPerSecond = linkBytesPerSecond
    let pages = guest.owner.count
    isToSend = guest.owner.map {
      guest.classes[$0].contents.isPopulated || wire.namesAbsentPages
    }
    left = isToSend.count { $0 }
    isCached = [Bool](repeating: false, count: pages)
  }

  var pages: Int { isToSend.count }

  mutating func beginPass() {
    position = 0
    inBatch = 0
    passes.append(Pass(toSend: left, began: now, ended: now))
  }

  mutating func endPass() { passes[passes.count - 1].ended = now }

  /// Puts one page on the wire, whatever it holds.
  mutating func send(_ page: Int) {
    var bytes = Double(wire.pageHeader)
    if inBatch == 0 { bytes += Double(wire.batchHeader) }
    inBatch = (inBatch + 1) % wire.batchPages
    let kind = guest.classes[guest.owner[page]]
    if !kind.contents.isPopulated {
      // Named, without data.
    } else if wire.detectsZeros && guest.holdsZeros[page] {
      bytes += Double(wire.zeroMark)
      passes[passes.count - 1].zero += 1
    } else {
      var data = Double(Page.bytes)
      if wire.compresses { data *= kind.compressed }
      if isCached[page] { data *= kind.changed }
      bytes += data
      passes[passes.count - 1].sent += 1
      if keepsContents { isCached[page] = true }
    }
    isToSend[page] = false
    left -= 1
    passes[passes.count - 1].bytes += bytes
    pass(bytes / min(linkBytesPerSecond, cap))
  }

  mutating func pass(_ seconds: Double) {
    now += seconds
    guest.run(until: now)
  }

  /// Sends all that is in the set, from one end to the other.
  mutating func sendAll() {
    beginPass()
    for page in isToSend.indices where isToSend[page] { send(page) }
    endPass()
  }

  /// Reads and clears the log: what is dirty joins what was left over. Returns the new ones.
  @discardableResult
  mutating func readLog() -> Int {
    var found = 0
    for page in isToSend.indices where guest.dirty[page] && !isToSend[page] {
      isToSend[page] = true
      found += 1
    }
    guest.markAllClean()
    left += found
    return found
  }

  /// Suspends the guest, and reads the log a last time.
  mutating func suspendGuest() {
    pass(suspend)
    guest.isPaused = true
    paused = now
    readLog()
  }

  /// Suspends the guest and sends what is dirty.
  mutating func stopAndCopy() {
    suspendGuest()
    sendAll()
  }
}

extension PageSender {
  /// Suspends the guest before anything is sent: all of it goes then.
  mutating func stopAndCopyAll() {
    pass(suspend)
    guest.isPaused = true
    paused = now
    sendAll()
  }
}
