import MigrationSim

/// A migration with a link to itself: what the parent does, without a network or a pool.
struct LoneMigration {
  var migration: Migration
  var memory: GuestMemory
  /// What the link carries, headers included [B/s].
  let bytesPerSecond: Double
  private(set) var effects: [Migration.Effect] = []
  /// The caps that were demanded, one after the other [B/s].
  private(set) var caps: [Double] = []

  init(
    policy: StopPolicy, classes: [PageClass], pagesPerSecond: Double, seed: UInt64 = 1,
    profile: PhaseProfile = .instant
  ) {
    self.init(
      plan: MigrationPlan(policy: policy, profile: profile), classes: classes,
      bytesPerSecond: Self.bytes(perSecond: pagesPerSecond), seed: seed)
  }

  init(
    plan: MigrationPlan, vcpus: Int = 1, classes: [PageClass], layout: PageLayout = .scattered,
    bytesPerSecond: Double, seed: UInt64 = 1
  ) {
    memory = GuestMemory(classes: classes, layout: layout)
    self.bytesPerSecond = bytesPerSecond
    let source = RandomSource(seed: seed, replication: 0)
    migration = Migration(
      plan: plan, vcpus: vcpus,
      streams: MigrationStreams(
        dirtying: source.stream("dirtying"), durations: source.stream("durations")))
  }

  /// What a link carries over which Xen sends so many pages a second.
  static func bytes(perSecond pages: Double) -> Double {
    pages * Double(Page.bytes + 8) + pages / 1024 * 16
  }

  /// Runs it to its end, and returns the instant of that.
  @discardableResult
  mutating func run() -> SimTime {
    var now = SimTime.zero
    while true {
      let demand = migration.proceed(at: now, memory: &memory)
      if demand.effect != .none { effects.append(demand.effect) }
      if demand.effect == .pauseGuest { memory.setIntensity(0, at: now) }
      if demand.effect == .resumeGuest { memory.setIntensity(1, at: now) }
      if memory.speed != migration.guestSpeed { memory.setSpeed(migration.guestSpeed, at: now) }
      switch demand.wait {
      case .span(let span): now = now + span
      case .sending(let bytes, let cap):
        if let cap, caps.last != cap.bytesPerSecond { caps.append(cap.bytesPerSecond) }
        let rate = min(bytesPerSecond, cap?.bytesPerSecond ?? .infinity)
        now = now + .seconds(Double(bytes.bytes) / rate)
      case .copying, .nothing: return now
      }
    }
  }

  var liveRounds: [Round] { migration.rounds.filter(\.isLive) }

  func phase(_ phase: Phase) -> PhaseSpan? { migration.phases.first { $0.phase == phase } }
}

extension PhaseProfile {
  /// Phases that take no time: what is left is the sending.
  static let instant = PhaseProfile(
    name: "instant", durations: Phase.allCases.map { _ in .constant(0) })

  /// Phases that take no time but the suspend, through which the guest writes on.
  static func suspending(for seconds: Double) -> PhaseProfile {
    var profile = instant
    profile[.suspend] = .constant(seconds)
    return profile
  }
}

extension Phase {
  /// Those of a pre-copy that moves no storage.
  static let ofPreCopy = allCases.filter { $0 != .copyStorage && $0 != .postCopy }
}
