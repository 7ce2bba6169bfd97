import MigrationSim

/// In what order memory and guest go over.
public enum StrategySpec: String, CaseIterable, Hashable, Sendable {
  case preCopy = "pre-copy"
  case stopAndCopy = "stop-and-copy"
  case postCopy = "post-copy"
  case hybrid
}

extension SwitchOver {
  init(_ fields: inout Fields) {
    let passes = fields.optional(
      "passes", .count(1...PolicySpec.mostPasses), "At the end of so many live passes.")
    let after = fields.optional(
      "after", .duration, "So long after the first live pass began, in the midst of a pass.")
    switch (passes, after) {
    case (let passes?, nil): self = .passes(passes)
    case (nil, let after?): self = .time(after)
    default:
      self = .atLimit
      fields.report("a switch-over takes either passes or after")
    }
  }
}

/// How pages are put on the wire, where it differs from the toolstack's own way.
public struct StreamSpec: Hashable, Sendable {
  public enum Format: String, CaseIterable, Hashable, Sendable { case xen, qemu, plain }

  public var format: Format?
  public var detectsZeros: Bool?
  public var compresses: Bool?
  /// The cache of XBZRLE; nil without it.
  public var deltaCache: ByteCount?

  init(_ fields: inout Fields) {
    format = fields.optional(
      "format", .anyCase,
      "Whose stream: xen, qemu, or plain, which is pages without headers, as formulas have it.")
    detectsZeros = fields.optional(
      "zero_pages", .flag, "Whether a page of zeros goes as a mark alone, as QEMU has it.")
    compresses = fields.optional(
      "compress", .flag, "Whether pages are compressed, each class to what it compresses to.")
    deltaCache = fields.optional(
      "xbzrle_cache", .storageSize,
      "Memory in which the sender keeps what it sent, to send differences (QEMU: 64 MiB).")
  }

  /// The stream of `standard` with what is given in its place.
  func wire(_ standard: WireFormat) -> WireFormat {
    var wire: WireFormat =
      switch format {
      case .xen: .xen
      case .qemu: .qemu
      case .plain: .plain
      case nil: standard
      }
    if let detectsZeros { wire.detectsZeros = detectsZeros }
    if let compresses { wire.compresses = compresses }
    if let deltaCache, deltaCache > .zero { wire.deltaCachePages = Page.count(of: deltaCache) }
    return wire
  }
}

/// What the sender's CPU can do, told as the rates that one channel reaches.
public struct SenderSpec: Hashable, Sendable {
  public var dataRate: BitRate?
  public var zeroRate: BitRate?
  public var compressionRate: BitRate?
  public var tlsRate: BitRate?
  public var channels: Int
  /// To have a page discarded at a switch-over to post-copy.
  public var discard: SimDuration

  init(_ fields: inout Fields) {
    dataRate = fields.optional(
      "data_rate", .rate, "The most that one channel copies out of the guest's memory.")
    zeroRate = fields.optional(
      "zero_rate", .rate, "The most at which one channel finds pages to hold zeros.")
    compressionRate = fields.optional(
      "compression_rate", .rate, "The most that one channel compresses, before it is compressed.")
    tlsRate = fields.optional("tls_rate", .rate, "The most that one channel encrypts.")
    channels = fields.optional(
      "channels", .count(1...256), default: "1",
      "Threads that send at a time, each over a connection of its own (QEMU's multifd).")
    discard = fields.optional(
      "discard", .duration, default: "0 s",
      "At a switch-over to post-copy, for 1000 pages that were dirtied since they were sent.")
  }

  /// The CPU time of a page: one after the other, what is done to it.
  var costs: SenderCosts {
    func time(_ rate: BitRate?) -> Double {
      rate.map { Double(Page.bytes) / $0.bytesPerSecond } ?? 0
    }
    return SenderCosts(
      page: time(dataRate) + time(compressionRate) + time(tlsRate), zeroPage: time(zeroRate),
      channels: channels, discard: discard.seconds / 1000)
  }
}

extension GuestCosts {
  init(_ fields: inout Fields) {
    self.init(
      fault: fields.optional(
        "write_fault", .duration, default: "0 s",
        "How long a CPU of the guest stands still when it writes to a page that is logged."),
      perGigabit: fields.optional(
        "per_gigabit", .number(0...1000), default: "0",
        """
        The share of its time that the guest loses to the sender for each Gbit/s sent: 0.1 is a \
        tenth.
        """),
      pageRequest: fields.optional(
        "page_request", .duration, default: "500 us",
        "How long a guest in post-copy waits for a page, besides its time on the wire."))
  }
}

extension Injection {
  init(_ fields: inout Fields) {
    let failure = fields.required(
      "failure",
      .choice(MigrationFailure.allCases.map { ($0.word, $0) }),
      "What goes wrong: link-cut, destination-dies, no-memory, suspend-timeout or storage-lost.")
    let phase = fields.optional(
      "in", .choice(Self.phases),
      "The phase in which; live_passes if left out. The last three have phases of their own.")
    let after = fields.optional(
      "after", .duration, default: "0 s", "How long after that phase began.")
    if let own = failure.ownPhase, let phase, phase != own {
      fields.report("\(failure.word) can happen in the phase \(Self.word(own)) alone")
    }
    self.init(failure, in: phase, after: after)
  }

  private static let phases: [(word: String, value: Phase)] =
    PhaseDurationSpec.keys.map { ($0.0, $0.1) } + [
      ("live_passes", .livePasses), ("final_pass", .finalPass), ("post_copy", .postCopy),
    ]

  private static func word(_ phase: Phase) -> String {
    phases.first { $0.value == phase }?.word ?? "\(phase)"
  }
}

extension MigrationFailure {
  fileprivate var word: String {
    switch self {
    case .linkCut: "link-cut"
    case .destinationDies: "destination-dies"
    case .noMemory: "no-memory"
    case .suspendTimeout: "suspend-timeout"
    case .storageLost: "storage-lost"
    }
  }
}
