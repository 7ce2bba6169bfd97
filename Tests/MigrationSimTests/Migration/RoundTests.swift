import MigrationSim
import Testing

@Suite struct `A round` {
  // Five thousand pages a second are swept, and never all of them. After the last live pass, which
  // takes 0.1 ms, the guest writes on for the 30 ms of the suspend, and then stands still.
  @Test func `tells the rate of dirtying over the time that the guest wrote`() {
    var lone = LoneMigration(
      policy: .xen,
      classes: [
        PageClass(name: "swept", pages: 50_000, pattern: .sequential, writesPerSecond: 5_000)
      ], pagesPerSecond: 50_000, profile: .xcp1)
    lone.run()
    #expect(lone.liveRounds.count == 5)
    #expect(lone.liveRounds.last!.duration < .milliseconds(1))
    for round in lone.liveRounds {
      #expect(abs(round.dirtyRate / 5_000 - 1) < 0.25)
    }
    #expect(lone.migration.rounds.last!.dirtyRate == 0)
  }
}
