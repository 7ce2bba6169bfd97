import MigrationSim

/// When the live passes stop.
public struct PolicySpec: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// libxenguest of Xen 4.6 and later.
    case xen
    /// What decides in XenServer and XCP-ng.
    case emuManager = "emu-manager"
    /// libxc to Xen 4.5.
    case xenLegacy = "xen-legacy"
    /// Xen of 2005, whose rate follows the guest's dirtying.
    case clark2005 = "clark-2005"
    case qemu
    /// The simulator's virtual machines.
    case simgrid
    /// Nothing but what is given here.
    case custom
  }

  public enum Measure: String, CaseIterable, Hashable, Sendable {
    case dirtySet = "dirty-set"
    case setJustSent = "set-sent"
    case setLeft = "set-left"
  }

  public enum Limit: String, CaseIterable, Hashable, Sendable {
    case stopAndCopy = "stop-and-copy"
    case abort
    case postCopy = "post-copy"
  }

  /// Live passes at most, whatever is given: more would fill the memory with their records.
  static let mostPasses = 10_000

  public var kind: Kind
  public var maxPasses: Int?
  /// The last pass comes once fewer pages than this are dirty [pages].
  public var dirtyThreshold: Int?
  public var downtimeLimit: SimDuration?
  public var measure: Measure?
  public var sendsSmallSetLive: Bool?
  /// The most that is sent, in multiples of the VM's memory.
  public var maxFactor: Double?
  public var timeLimit: SimDuration?
  public var skipsRedirtied: Bool?
  /// Dirty bits are cleared so much memory at a time, just before it is sent; zero for all at once,
  /// when the pass begins.
  public var clearChunk: ByteCount?
  public var rate: AdaptiveRate?
  public var throttle: Throttle?
  public var capsLastPass: Bool?
  public var limit: Limit?

  init(kind: Kind) { self.kind = kind }

  init(_ fields: inout Fields) {
    kind = fields.required("name", .anyCase, "Which policy is begun with; custom has no rules.")
    maxPasses = fields.optional(
      "max_passes", .count(1...Self.mostPasses), "Live passes at most, the first included.")
    dirtyThreshold = fields.optional(
      "dirty_threshold", .count(0...Int(UInt32.max)),
      "The last pass comes once fewer pages than this are dirty.")
    downtimeLimit = fields.optional(
      "downtime_limit", .duration,
      "The last pass comes once what is dirty takes less than this to send.")
    measure = fields.optional(
      "measure", .anyCase,
      """
      What is held against the threshold: the dirty set after a pass, the set that a pass has \
      sent, or what is left while it goes on.
      """)
    sendsSmallSetLive = fields.optional(
      "small_set_live", .flag,
      "Whether a set below the threshold is sent once more before the guest is suspended.")
    maxFactor = fields.optional(
      "max_factor", .number(1...1e6), "The most that is sent, in multiples of the VM's memory.")
    timeLimit = fields.optional("time_limit", .duration, "The longest that live passes may take.")
    skipsRedirtied = fields.optional(
      "skip_redirtied", .flag,
      "Whether a pass leaves out pages that were written again meanwhile.")
    clearChunk = fields.optional(
      "clear_chunk", .storageSize,
      """
      Dirty bits are cleared so much memory at a time, just before it is sent (QEMU: 1 GiB); 0 B \
      clears all when the pass begins.
      """)
    if skipsRedirtied == true, let clearChunk, clearChunk > .zero {
      fields.report("a policy takes either skip_redirtied or clear_chunk")
    }
    rate = fields.optional(
      "rate", .object("an adaptive rate", AdaptiveRate.init),
      "The rate of each pass follows what the guest dirtied in the last.")
    throttle = fields.throttle()
    capsLastPass = fields.optional(
      "cap_last_pass", .flag, "Whether the cap on the bandwidth holds for the last pass too.")
    limit = fields.optional(
      "at_limit", .anyCase,
      """
      What is done at a limit: the guest is suspended all the same, the migration given up, or \
      ended as post-copy.
      """)
  }
}

extension Form where Value == PolicySpec {
  static var policy: Form {
    .either(
      Form<PolicySpec.Kind>.anyCase.map(PolicySpec.init(kind:)),
      or: .object("a policy", PolicySpec.init))
  }
}

extension AdaptiveRate {
  fileprivate init(_ fields: inout Fields) {
    let minimum = fields.required("min", .rate, "The rate of the first pass, and the lowest.")
    let increment = fields.required("increment", .rate, "How much above the rate of dirtying.")
    let maximum = fields.required("max", .rate, "The highest rate, and that of the last pass.")
    if minimum > maximum { fields.report("an adaptive rate begins no higher than its max") }
    self.init(minimum: minimum, increment: increment, maximum: maximum)
  }
}

extension Fields {
  /// How the guest is slowed, by share or by a limit on its dirtying.
  fileprivate mutating func throttle() -> Throttle? {
    let standard = Throttle.autoConverge
    let share: Throttle? =
      optional(
        "auto_converge",
        .either(
          Form<Bool>.flag.map { $0 ? standard : nil },
          or: .object("auto-converge") {
            Throttle(converging: &$0)
          }), "Whether, and how, a guest that dirties too fast is kept from running.") ?? nil
    let limit: Double? = optional(
      "dirty_limit", .pageRate,
      "The most that a guest that dirties too fast may dirty, as 20000 pages/s.")
    if share != nil && limit != nil {
      report("a policy takes either auto_converge or dirty_limit")
    }
    guard let limit else { return share }
    return Throttle(means: .dirtyLimit(pagesPerSecond: limit))
  }
}

extension Throttle {
  fileprivate init?(converging fields: inout Fields) {
    let initial = fields.optional(
      "initial", .share, default: "20 %",
      "The share of its time that it is first kept from running.")
    let increment = fields.optional("increment", .share, default: "10 %", "What each step adds.")
    let maximum = fields.optional("max", .share, default: "99 %", "The most.")
    let trigger = fields.optional(
      "trigger", .share, default: "50 %",
      "Of the bytes sent; where more are dirtied, it counts as too fast.")
    let looks = fields.optional(
      "looks", .count(1...1000), default: "2",
      "How often it must have been too fast before a step: 2, or 3 up to QEMU 4.")
    if initial > maximum { fields.report("auto-converge begins no higher than its max") }
    self.init(
      means: .share(initial: initial, increment: increment, maximum: maximum), trigger: trigger,
      looks: looks)
  }
}
