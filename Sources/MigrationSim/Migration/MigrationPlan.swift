/// How a migration is to be made: which strategy, policy and toolstack, and with what means.
public struct MigrationPlan: Hashable, Sendable {
  public var strategy: Strategy
  public var policy: StopPolicy
  public var profile: PhaseProfile
  public var wire: WireFormat
  public var sender: SenderCosts
  public var guest: GuestCosts
  /// The sender's own limit on the rate; nil for none.
  public var bandwidthCap: BitRate?
  /// What goes wrong, if something is to.
  public var injection: Injection?

  public init(
    strategy: Strategy = .preCopy, policy: StopPolicy, profile: PhaseProfile,
    wire: WireFormat = .xen, sender: SenderCosts = .none, guest: GuestCosts = .none,
    bandwidthCap: BitRate? = nil, injection: Injection? = nil
  ) {
    self.strategy = strategy
    self.policy = policy
    self.profile = profile
    self.wire = wire
    self.sender = sender
    self.guest = guest
    self.bandwidthCap = bandwidthCap
    self.injection = injection
  }
}

/// In what order memory and guest go over.
public enum Strategy: Hashable, Sendable {
  /// Memory in live passes, then the guest with what is left.
  case preCopy
  /// The guest stands still while all of its memory is sent.
  case stopAndCopy
  /// The guest first; its memory follows, what it touches before the rest.
  case postCopy
  /// Live passes, and then the guest before what is left.
  case hybrid(SwitchOver)

  /// What the field calls it.
  public var name: String {
    switch self {
    case .preCopy: "pre-copy"
    case .stopAndCopy: "stop-and-copy"
    case .postCopy: "post-copy"
    case .hybrid: "hybrid"
    }
  }
}

/// When a hybrid migration goes over to post-copy, unless pre-copy has converged before.
public enum SwitchOver: BitwiseCopyable, Hashable, Sendable {
  /// At the end of so many live passes.
  case passes(Int)
  /// So long after the first live pass began, wherever the pass then stands.
  case time(SimDuration)
  /// When the policy would give up.
  case atLimit
}

/// What sending pages costs the sender's CPU.
///
/// A batch of d pages with data and z of zeros cannot be sent faster than
///
///     (d page + z zeroPage) / channels   [s]
///
/// so that a slow sender holds the rate below what the network has to give. Where each channel is a
/// thread with a connection of its own, they share the work, and take as many shares of a link.
///
/// Source: one thread of QEMU sends 8 Gbit/s at the most, fitted to one measurement and met by
/// others (Scenarios/validation/qemu-clear-log.yaml, qemu-multifd.yaml). Check value: that is
/// 4.096 µs a page.
public struct SenderCosts: BitwiseCopyable, Hashable, Sendable {
  /// CPU time to copy, compress or encrypt a page with data [s].
  public var page: Double
  /// CPU time to find a page to hold zeros [s].
  public var zeroPage: Double
  /// Channels that send at a time.
  public var channels: Int
  /// Time with the guest paused to have the destination discard a page that was sent and then
  /// dirtied, before post-copy sends it anew [s].
  public var discard: Double

  public init(page: Double = 0, zeroPage: Double = 0, channels: Int = 1, discard: Double = 0) {
    self.page = page
    self.zeroPage = zeroPage
    self.discard = discard
    self.channels = channels
  }

  public static let none = SenderCosts()

  /// CPU time of a batch, all channels at work [s].
  func duration(of batch: Batch) -> Double {
    (Double(batch.sent) * page + Double(batch.zero) * zeroPage) / Double(channels)
  }
}

/// What migrating costs the guest: brownout.
///
/// Source: Clark et al., NSDI 2005, §6.2: sending at 100 Mbit/s takes 12 % of a CPU from a web
/// server, which is 1.144 for each Gbit/s (their Mbit is 2²⁰ bits), and its throughput falls by so
/// much.
public struct GuestCosts: BitwiseCopyable, Hashable, Sendable {
  /// How long one CPU of the guest stands still for the first write to a page that is logged.
  public var fault: SimDuration
  /// The share of its time that the guest loses where 1 Gbit/s is sent, for the sender works on
  /// its CPUs.
  public var perGigabit: Double
  /// How long a guest in post-copy waits for a page that it touches, besides the page's own time on
  /// the wire.
  public var pageRequest: SimDuration

  public init(
    fault: SimDuration = .zero, perGigabit: Double = 0,
    pageRequest: SimDuration = .microseconds(500)
  ) {
    self.fault = fault
    self.perGigabit = perGigabit
    self.pageRequest = pageRequest
  }

  public static let none = GuestCosts()
}
