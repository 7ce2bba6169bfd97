import MigrationSim
import Testing

@Suite struct `Simulated time` {
  @Test func `a span past the range ends at the distant future`() {
    #expect(SimTime(nanoseconds: 1) + SimDuration.seconds(.infinity) == .distantFuture)
  }

  @Test func `seconds round to the nearest nanosecond`() {
    #expect(SimDuration.seconds(1.4e-9).nanoseconds == 1)
    #expect(SimDuration.seconds(-1.6e-9).nanoseconds == -2)
  }

  // 1 GiB over 1 Gbit/s: 2^30 · 8 / 10^9 s.
  @Test func `a gibibyte takes 8.59 seconds at a gigabit a second`() {
    let time = BitRate.gigabits(1).duration(of: .gibibytes(1))
    #expect(time == .seconds(8.589934592))
  }
}
