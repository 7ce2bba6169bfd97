/// When pre-copy stops, what a pass leaves out, and how hard it presses the guest.
///
/// The policies of real senders are values of this one type, so that they can be compared on one
/// workload and varied one figure at a time.
public struct StopPolicy: Hashable, Sendable {
  /// Where a pass is weighed against the threshold.
  public enum Measure: Hashable, Sendable {
    /// The dirty set found after a pass.
    case dirtySet
    /// The set that the pass just went through, sent or passed over.
    case setJustSent
    /// What is left of the set while the pass goes on: then the bitmap is cleaned early, and the
    /// guest suspended if what is left is still below the threshold.
    case setLeft
  }

  /// Which pages a live pass sends.
  public enum Selection: Hashable, Sendable {
    /// All of the set.
    case all
    /// Those that have not been dirtied again by the time of their batch.
    case clean
    /// All of the set, and their dirty bits are cleared just before, so many pages at a time, but
    /// no more often than `mostChunks` times a pass.
    case clearing(chunk: Int)
  }

  /// How often a pass clears dirty bits at most: more would cost an event each and tell nothing,
  /// for a page waits a few thousandths of the pass at the longest.
  static let mostChunks = 4096

  /// What to do when a limit is met before the threshold is.
  public enum Limit: Hashable, Sendable {
    case stopAndCopy
    case abort
    /// Pre-copy gives way to post-copy.
    case postCopy
  }

  public var name: String
  /// Live passes at most; nil for no limit.
  public var maximumPasses: Int?
  /// Fewer pages than this and the guest is suspended [pages].
  public var threshold: Int
  /// Suspends the guest when what is left takes less than this at the rate last seen; it then
  /// stands in place of `threshold`.
  public var downtimeLimit: SimDuration?
  public var measure: Measure
  /// Whether a set below the threshold is sent once more live before the guest is suspended.
  public var sendsSmallSetLive: Bool
  /// Stops when more than this many times the guest's pages have been sent; nil for no limit.
  public var maximumVolume: Double?
  /// Stops when live passes have taken this long, wherever the pass then stands; nil for no limit.
  public var timeLimit: SimDuration?
  public var selection: Selection
  public var atLimit: Limit
  /// How fast each pass is sent; nil for as fast as the network and the sender allow.
  public var rateRule: AdaptiveRate?
  /// How the guest is slowed when it dirties faster than is sent; nil for not at all.
  public var throttle: Throttle?
  /// Whether the limit on the rate holds for the last pass too.
  public var capsLastPass: Bool

  public init(
    name: String, maximumPasses: Int?, threshold: Int, measure: Measure = .dirtySet,
    sendsSmallSetLive: Bool = false, maximumVolume: Double? = nil, timeLimit: SimDuration? = nil,
    selection: Selection = .all, atLimit: Limit = .stopAndCopy
  ) {
    self.name = name
    self.maximumPasses = maximumPasses
    self.threshold = threshold
    self.measure = measure
    self.sendsSmallSetLive = sendsSmallSetLive
    self.maximumVolume = maximumVolume
    self.timeLimit = timeLimit
    self.selection = selection
    self.atLimit = atLimit
    capsLastPass = true
  }

  /// The pages below which the guest is suspended, where so much is sent a second [pages].
  @inline(__always)
  public func threshold(at bytesPerSecond: Double) -> Int {
    guard let downtimeLimit else { return threshold }
    let pages = bytesPerSecond * downtimeLimit.seconds / Double(Page.bytes)
    return pages < 1e15 ? Int(pages) : Int(1e15)
  }
}

/// What ended the live passes.
public enum StopReason: Int, BitwiseCopyable, Hashable, Sendable, CaseIterable {
  /// Few enough pages were left: pre-copy converged.
  case belowThreshold
  /// As many passes were made as the policy allows.
  case passes
  /// As much was sent as the policy allows.
  case volume
  /// As much time had gone by as the policy allows.
  case time
  /// A pass at the highest rate that the policy allows sent more than the one before.
  case rate
  /// The operator switched to post-copy.
  case switched

  /// Whether the guest was suspended, or the migration given up, without having converged.
  public var isForced: Bool { self != .belowThreshold && self != .switched }
}
