import MigrationSim

/// One way to migrate one guest, told to the engine and to its slow twin.
struct TwinCase: Sendable, CustomStringConvertible {
  let name: String
  var classes: [PageClass]
  var plan: MigrationPlan
  var vcpus = 1
  var layout = PageLayout.scattered
  var bytesPerSecond = 1_500.0 * 4_104
  /// By what share of itself a mean may differ, where the engine only comes near the page-by-page
  /// law; its variances and histograms are then not compared. Nil where it is to be that law.
  var nearness: Double?
  let twin: @Sendable (inout PageSender) -> Void

  var description: String { name }

  static let suspend = 0.02

  init(
    _ name: String, _ classes: [PageClass], _ policy: StopPolicy,
    _ strategy: Strategy = .preCopy, wire: WireFormat = .xenInSmallBatches,
    twin: @escaping @Sendable (inout PageSender) -> Void
  ) {
    self.name = name
    self.classes = classes
    plan = MigrationPlan(
      strategy: strategy, policy: policy, profile: .suspending(for: Self.suspend), wire: wire)
    self.twin = twin
  }

  /// What the engine makes of one replication.
  func engine(_ seed: UInt64) -> Measures {
    var lone = LoneMigration(
      plan: plan, vcpus: vcpus, classes: classes, layout: layout,
      bytesPerSecond: bytesPerSecond, seed: seed)
    let end = lone.run()
    return Measures(lone, end: end.seconds)
  }

  /// What the twin makes of one.
  func twin(_ seed: UInt64) -> Measures {
    var guest = PagedGuest(classes, cpus: vcpus, layout: layout, seed: seed &* 0x9E37_79B9)
    guest.faultCost = plan.guest.fault.seconds
    var sender = PageSender(guest, wire: plan.wire, linkBytesPerSecond: bytesPerSecond)
    sender.suspend = Self.suspend
    if let cap = plan.bandwidthCap { sender.cap = cap.bytesPerSecond }
    twin(&sender)
    return Measures(sender)
  }
}

/// What one migration came to, as numbers to compare.
struct Measures {
  var values: [Double]

  static let names = [
    "passes", "pages sent", "pages skipped", "zero pages", "bytes", "seconds",
    "bytes of the second pass", "pages sent in the last pass", "throttle", "faults", "time lost",
  ]

  /// What rounding does to them: times are whole nanoseconds, bytes of a batch whole bytes.
  static let quanta = [0, 0, 0, 0, 2_000, 4e-4, 2_000, 0, 1e-9, 0, 1e-6]

  init(_ lone: LoneMigration, end: Double) {
    let rounds = lone.migration.rounds
    let isPostCopy = rounds.last?.kind == .postCopy
    values = [
      Double(rounds.count),
      Double(rounds.reduce(0) { $0 + $1.pagesSent }),
      Double(rounds.reduce(0) { $0 + $1.pagesSkipped }),
      Double(rounds.reduce(0) { $0 + $1.pagesZero }),
      Double(rounds.reduce(0) { $0 + $1.bytes.bytes }),
      end,
      rounds.count > 1 ? Double(rounds[1].bytes.bytes) : 0,
      Double(rounds[rounds.count - 1].pagesSent),
      rounds.last(where: \.isLive)?.throttle ?? 0,
      Double(lone.migration.pagesFaulted),
      isPostCopy ? lone.migration.lost.slowed : lone.migration.lost.logDirty,
    ]
  }

  init(_ sender: PageSender) {
    let passes = sender.passes
    let live = passes.last { $0.began < sender.paused }
    values = [
      Double(passes.count),
      Double(passes.reduce(0) { $0 + $1.sent }),
      Double(passes.reduce(0) { $0 + $1.skipped }),
      Double(passes.reduce(0) { $0 + $1.zero }),
      passes.reduce(0) { $0 + $1.bytes },
      sender.now,
      passes.count > 1 ? passes[1].bytes : 0,
      Double(passes[passes.count - 1].sent),
      live?.throttle ?? 0,
      Double(sender.faults),
      sender.isPostCopy ? sender.waited : sender.guest.lostToFaults,
    ]
  }
}

extension WireFormat {
  /// Xen's stream in batches small enough for a guest of a thousand pages to have many.
  static var xenInSmallBatches: WireFormat {
    var wire = xen
    wire.batchPages = 64
    return wire
  }
}
