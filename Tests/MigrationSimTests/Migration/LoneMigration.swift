import MigrationSim

/// A migration with a link to itself: what the parent does, without a network or a pool.
struct LoneMigration {
  var migration: Migration
  var memory: GuestMemory
  /// What the link carries, headers included [B/s].
  let bytesPerSecond: Double
  private(set) var effects: [Migration.Effect] = []

  init(
    policy: StopPolicy, classes: [PageClass], pagesPerSecond: Double, seed: UInt64 = 1,
    profile: PhaseProfile = .instant
  ) {
    memory = GuestMemory(classes: classes)
    bytesPerSecond = pagesPerSecond * Double(Page.bytes + 8) + pagesPerSecond / 1024 * 16
    let source = RandomSource(seed: seed, replication: 0)
    migration = Migration(
      plan: MigrationPlan(policy: policy, profile: profile),
      streams: MigrationStreams(
        dirtying: source.stream("dirtying"), durations: source.stream("durations")))
  }

  /// Runs it to its end, and returns the instant of that.
  @discardableResult
  mutating func run() -> SimTime {
    var now = SimTime.zero
    while true {
      let demand = migration.proceed(at: now, memory: &memory)
      if demand.effect != .none { effects.append(demand.effect) }
      if demand.effect == .pauseGuest { memory.setIntensity(0, at: now) }
      switch demand.wait {
      case .span(let span): now = now + span
      case .sending(let bytes, _): now = now + .seconds(Double(bytes.bytes) / bytesPerSecond)
      case .copying, .nothing: return now
      }
    }
  }

  var liveRounds: [Round] { migration.rounds.filter(\.isLive) }
}

extension PhaseProfile {
  /// Phases that take no time: what is left is the sending.
  static let instant = PhaseProfile(
    name: "instant", durations: Phase.allCases.map { _ in .constant(0) })
}

extension Phase {
  /// Those of a pre-copy that moves no storage.
  static let ofPreCopy = allCases.filter { $0 != .copyStorage && $0 != .postCopy }
}
