import MigrationSim
import Testing

@Suite struct `A migration` {
  private static func lone(_ profile: PhaseProfile = .xcp1) -> LoneMigration {
    LoneMigration(
      policy: .xen,
      classes: [PageClass(name: "all", pages: 5_000, pattern: .random, writesPerSecond: 800)],
      pagesPerSecond: 10_000, profile: profile)
  }

  @Test func `goes through every phase in order, without a gap`() {
    var lone = Self.lone()
    lone.run()
    #expect(lone.migration.phases.map(\.phase) == Phase.ofPreCopy)
    for (before, after) in zip(lone.migration.phases, lone.migration.phases.dropFirst()) {
      #expect(before.ended == after.began)
    }
  }

  @Test func `offers, pauses, restores, resumes and announces the guest once each, in that order`()
  {
    var lone = Self.lone()
    lone.run()
    #expect(
      lone.effects == [
        .offerGuest, .pauseGuest, .restoreGuest, .resumeGuest, .announceGuest, .end,
      ])
  }

  @Test func `sends its last pass with the guest paused`() {
    var lone = Self.lone()
    lone.run()
    let last = lone.migration.rounds.last!
    let span = lone.migration.phases.first { $0.phase == .finalPass }!
    #expect(!last.isLive)
    #expect(last.began == span.began && last.ended == span.ended)
  }

  @Test func `sends every page at least once`() {
    var lone = Self.lone(.instant)
    lone.run()
    #expect(lone.migration.rounds[0].pagesSent == 5_000)
  }

  @Test func `ends in the phase in which it fails`() {
    let source = RandomSource(seed: 1, replication: 0)
    var migration = Migration(
      plan: MigrationPlan(policy: .xen, profile: .xcp1),
      streams: MigrationStreams(
        dirtying: source.stream("dirtying"), durations: source.stream("durations")))
    var memory = GuestMemory(classes: [])
    _ = migration.proceed(at: .zero, memory: &memory)
    migration.fail(at: SimTime(nanoseconds: 5), memory: &memory)
    #expect(
      migration.phases == [
        PhaseSpan(phase: .checks, began: .zero, ended: SimTime(nanoseconds: 5))
      ])
  }
}
