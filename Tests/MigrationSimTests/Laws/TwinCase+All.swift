import MigrationSim

/// The ways to migrate that are compared: each policy and strategy, each with its own workload.
extension TwinCase {
  fileprivate static let hot = [
    PageClass(name: "hot", pages: 150, pattern: .random, writesPerSecond: 450),
    PageClass(name: "warm", pages: 450, pattern: .random, writesPerSecond: 120),
    PageClass(name: "idle", pages: 900, pattern: .random, writesPerSecond: 0),
  ]

  fileprivate static let swept = [
    PageClass(name: "hot", pages: 100, pattern: .random, writesPerSecond: 100),
    PageClass(name: "swept", pages: 600, pattern: .sequential, writesPerSecond: 300),
    PageClass(name: "log", pages: 60, pattern: .sequential, writesPerSecond: 5),
    PageClass(name: "idle", pages: 740, pattern: .random, writesPerSecond: 0),
  ]

  fileprivate static let empty = [
    PageClass(
      name: "fresh", pages: 700, pattern: .random, writesPerSecond: 500, contents: .zero),
    PageClass(name: "hot", pages: 400, pattern: .random, writesPerSecond: 700, changed: 0.3),
    PageClass(name: "idle", pages: 800, pattern: .random, writesPerSecond: 0),
    PageClass(
      name: "ballooned", pages: 100, pattern: .random, writesPerSecond: 0,
      contents: .ballooned),
  ]

  fileprivate static let busy = [
    PageClass(name: "hot", pages: 1_000, pattern: .random, writesPerSecond: 3_000),
    PageClass(name: "idle", pages: 500, pattern: .random, writesPerSecond: 0),
  ]

  fileprivate static let warm = [
    PageClass(name: "warm", pages: 900, pattern: .random, writesPerSecond: 700),
    PageClass(name: "idle", pages: 600, pattern: .random, writesPerSecond: 0),
  ]

  static let xen: [TwinCase] = [
    TwinCase("xen", hot, .xen) { $0.runXen() },
    TwinCase("xen, swept", swept, .xen) { $0.runXen() },
    TwinCase("emu-manager", busy, .emuManager) { $0.runEmuManager() },
    TwinCase("xen-legacy", hot, .xenLegacy) { $0.runLegacy() },
    TwinCase("xen-legacy, swept", swept, .xenLegacy) { $0.runLegacy() },
    contiguous, faulting, clark,
    TwinCase("stop-and-copy", hot, .xen, .stopAndCopy) { $0.stopAndCopyAll() },
  ]

  private static var contiguous: TwinCase {
    var some = TwinCase("xen-legacy, contiguous", hot, .xenLegacy) { $0.runLegacy() }
    some.layout = .contiguous
    return some
  }

  private static var faulting: TwinCase {
    var some = TwinCase("xen, first writes cost time", hot, .xen) { $0.runXen() }
    // The engine takes the time of the expected number of faults, not of those that happen.
    some.nearness = 0
    some.plan.guest.fault = .milliseconds(2)
    some.vcpus = 2
    return some
  }

  private static var clark: TwinCase {
    let classes = [
      PageClass(name: "hot", pages: 1_200, pattern: .random, writesPerSecond: 8_000),
      PageClass(name: "idle", pages: 600, pattern: .random, writesPerSecond: 0),
    ]
    var some = TwinCase("clark-2005", classes, .clark2005) { $0.runClark() }
    some.bytesPerSecond = 1e8
    return some
  }
}

extension TwinCase {
  // QEMU goes on from where it was when it reads the log; the engine sends any of the set. What is
  // left over is therefore of other pages, by a few in a hundred, where the classes are unlike.
  static let qemu: [TwinCase] = [
    qemu("qemu", empty, .init(), nearness: 0.05),
    qemu("qemu, swept", swept, .init(), nearness: 0.02),
    qemu("qemu, bits cleared in chunks", warm, .init(clearChunk: 100, downtimeLimit: 0.15)),
    qemu(
      "qemu, bits cleared at the sync", warm, .init(clearChunk: nil, downtimeLimit: 0.2),
      nearness: 0.05),
    qemu("qemu, auto-converge", busy, .init(downtimeLimit: 0.1, slowing: .autoConverge)),
    qemu(
      "qemu, dirty-limit", busy, .init(downtimeLimit: 0.3, slowing: .dirtyLimit(300)),
      nearness: 0.02),
    qemu("qemu, XBZRLE", empty, .init(downtimeLimit: 0.1, isXBZRLE: true), nearness: 0.05),
    TwinCase("simgrid", swept, .simgrid) { $0.runSimGrid() },
  ]

  private static func qemu(
    _ name: String, _ classes: [PageClass], _ settings: PageSender.QEMU, nearness: Double? = nil
  ) -> TwinCase {
    var policy = StopPolicy.qemu
    policy.downtimeLimit = .seconds(settings.downtimeLimit)
    policy.selection = settings.clearChunk.map { .clearing(chunk: $0) } ?? .all
    switch settings.slowing {
    case nil: break
    case .autoConverge: policy.throttle = .autoConverge
    case .dirtyLimit(let limit):
      policy.throttle = Throttle(means: .dirtyLimit(pagesPerSecond: limit))
    }
    var wire = WireFormat.qemu
    wire.batchPages = 16
    if settings.isXBZRLE { wire.deltaCachePages = 1 << 14 }
    var some = TwinCase(name, classes, policy, wire: wire) { $0.runQEMU(settings) }
    some.nearness = nearness
    some.plan.bandwidthCap = settings.isXBZRLE ? nil : BitRate(bytesPerSecond: 1_400 * 4_104)
    return some
  }

  static let custom: [TwinCase] = [
    TwinCase("custom", busy, StopPolicy(name: "custom", maximumPasses: 7, threshold: 450)) {
      $0.runPasses(most: 7, threshold: 450)
      $0.stopAndCopy()
    },
    TwinCase(
      "custom, limited in time", busy,
      StopPolicy(name: "custom", maximumPasses: 7, threshold: 50, timeLimit: .seconds(1.7))
    ) {
      $0.runPasses(most: 7, threshold: 50, until: 1.7)
      $0.stopAndCopy()
    },
    postCopy("post-copy", vcpus: 1),
    postCopy("post-copy, four CPUs", vcpus: 4),
    hybrid("hybrid, after two passes", .passes(2), most: 2),
    hybrid("hybrid, after 1.3 s", .time(.seconds(1.3)), most: 1_000, until: 1.3),
  ]

  // The engine draws each page sent in post-copy as asked for or not; in truth one wait leads to
  // the next, so that the number asked for varies less than that.
  private static let touching = [
    PageClass(
      name: "hot", pages: 600, pattern: .random, writesPerSecond: 200, readsPerSecond: 300),
    PageClass(name: "idle", pages: 1_400, pattern: .random, writesPerSecond: 60),
  ]

  private static func postCopy(_ name: String, vcpus: Int) -> TwinCase {
    var some = TwinCase(name, touching, .xen, .postCopy) {
      $0.suspendGuest()
      $0.followGuest(request: 1e-3)
    }
    some.vcpus = vcpus
    some.nearness = 0.02
    some.plan.guest.pageRequest = .milliseconds(1)
    some.bytesPerSecond = 5_000 * 4_104
    return some
  }

  private static func hybrid(
    _ name: String, _ switchOver: SwitchOver, most: Int, until time: Double = .infinity
  ) -> TwinCase {
    let policy = StopPolicy(name: "custom", maximumPasses: nil, threshold: 10)
    var some = TwinCase(name, busy, policy, .hybrid(switchOver)) {
      $0.runPasses(most: most, threshold: 10, until: time)
      $0.suspendGuest()
      $0.followGuest(request: 500e-6)
    }
    some.nearness = 0.02
    return some
  }
}
