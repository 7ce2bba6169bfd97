/// How a sender slows a guest that dirties its memory faster than it can be sent.
///
/// At each cleaning of the bitmap, more than a second after the last look, the bytes dirtied since
/// are weighed against a share of the bytes sent. When they were more for `looks` times, one step
/// is taken.
///
/// Source: `migration_trigger_throttle` and `mig_throttle_guest_down`, migration/ram.c, and
/// migration/options.c for the figures (qemu/qemu).
public struct Throttle: BitwiseCopyable, Hashable, Sendable {
  public enum Means: BitwiseCopyable, Hashable, Sendable {
    /// The guest is kept from running for a share of its time, `increment` more each step.
    case share(initial: Double, increment: Double, maximum: Double)
    /// The guest is kept from dirtying more than this many pages a second.
    case dirtyLimit(pagesPerSecond: Double)
  }

  public var means: Means
  /// The share of the bytes sent above which the bytes dirtied count as too many.
  public var trigger: Double
  /// Looks with too many, before a step is taken.
  public var looks: Int

  public init(means: Means, trigger: Double = 0.5, looks: Int = 2) {
    self.means = means
    self.trigger = trigger
    self.looks = looks
  }

  /// Auto-converge as QEMU has it: 20 %, then 10 % more each step, to 99 %.
  public static let autoConverge = Throttle(
    means: .share(initial: 0.2, increment: 0.1, maximum: 0.99))
}

/// A throttle at work.
struct Throttling: BitwiseCopyable, Hashable, Sendable {
  let throttle: Throttle
  /// The share of its time that the guest is kept from running.
  private(set) var share = 0.0
  private var tooMany = 0
  /// When the period began that the next look is to weigh, and what came to pass in it [B].
  private var began: SimTime
  private var dirtied = 0.0
  private var sent = 0.0

  init(_ throttle: Throttle, at now: SimTime) {
    self.throttle = throttle
    began = now
  }

  /// Looks at what has been dirtied and sent up to a cleaning of the bitmap.
  mutating func look(
    dirtied pages: Int, sent bytes: ByteCount, _ memory: GuestMemory, at now: SimTime
  ) {
    dirtied += Double(pages) * Double(Page.bytes)
    sent += Double(bytes.bytes)
    guard now - began > .seconds(1) else { return }
    if dirtied > throttle.trigger * sent { tooMany += 1 }
    if tooMany >= throttle.looks {
      tooMany = 0
      takeStep(memory)
    }
    began = now
    dirtied = 0
    sent = 0
  }

  private mutating func takeStep(_ memory: GuestMemory) {
    switch throttle.means {
    case .share(let initial, let increment, let maximum):
      share = min(share == 0 ? initial : share + increment, maximum)
    case .dirtyLimit(let pagesPerSecond):
      share = 1 - memory.speed(dirtying: pagesPerSecond)
    }
  }
}
