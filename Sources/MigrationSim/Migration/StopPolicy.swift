/// When pre-copy stops, and what a pass leaves out.
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
  }

  /// What to do when a limit is met before the threshold is.
  public enum Limit: Hashable, Sendable {
    case stopAndCopy
    case abort
  }

  public var name: String
  /// Live passes at most; nil for no limit.
  public var maximumPasses: Int?
  /// Fewer pages than this and the guest is suspended [pages].
  public var threshold: Int
  public var measure: Measure
  /// Whether a set below the threshold is sent once more live before the guest is suspended.
  public var sendsSmallSetLive: Bool
  /// Stops when more than this many times the guest's pages have been sent; nil for no limit.
  public var maximumVolume: Double?
  /// Stops at the end of the pass in which this much time has gone by; nil for no limit.
  public var timeLimit: SimDuration?
  /// Whether live passes skip pages that have been dirtied again by the time of their batch.
  public var skipsRedirtied: Bool
  public var atLimit: Limit

  public init(
    name: String, maximumPasses: Int?, threshold: Int, measure: Measure = .dirtySet,
    sendsSmallSetLive: Bool = false, maximumVolume: Double? = nil, timeLimit: SimDuration? = nil,
    skipsRedirtied: Bool = false, atLimit: Limit = .stopAndCopy
  ) {
    self.name = name
    self.maximumPasses = maximumPasses
    self.threshold = threshold
    self.measure = measure
    self.sendsSmallSetLive = sendsSmallSetLive
    self.maximumVolume = maximumVolume
    self.timeLimit = timeLimit
    self.skipsRedirtied = skipsRedirtied
    self.atLimit = atLimit
  }

  /// Xen since 4.6: at most five live passes, or fewer than 50 pages dirty.
  ///
  /// Source: `SPP_MAX_ITERATIONS`, `SPP_TARGET_DIRTY_COUNT` and `send_memory_live` in
  /// tools/libs/guest/xg_sr_save.c (xen-project/xen): the loop sends even a set below the target
  /// once more before it suspends, and does not clean the bitmap after the fifth pass.
  public static let xen = StopPolicy(
    name: "xen", maximumPasses: 5, threshold: 50, sendsSmallSetLive: true)

  /// Xen to 4.5, and so XCP 1.x: 29 passes, fewer than 50 pages in one, or three times the memory.
  ///
  /// Source: `DEF_MAX_ITERS`, `DEF_MAX_FACTOR` and `xc_domain_save` in
  /// tools/libxc/xc_domain_save.c (xen-project/xen before b15bc4345e).
  public static let xenLegacy = StopPolicy(
    name: "xen-legacy", maximumPasses: 29, threshold: 50, measure: .setJustSent,
    maximumVolume: 3, skipsRedirtied: true)
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

  /// What it says of a pre-copy that gave up.
  public var text: String {
    switch self {
    case .belowThreshold: "few enough pages are left"
    case .passes: "the limit of passes is reached"
    case .volume: "the limit of volume is reached"
    case .time: "the limit of time is reached"
    }
  }
}
