import MigrationSim
import Testing

@Suite struct `The law of dirtying` {
  // 1000 (1 - 1/e).
  @Test func `a thousand random writes touch 632 of a thousand pages`() {
    let chance = DirtyLaw.probability(.random, writes: 1000, pages: 1000)
    #expect(abs(chance * 1000 - 632.1205588) < 1e-6)
  }

  @Test func `a sweep touches as many pages as it writes, up to all of them`() {
    #expect(DirtyLaw.probability(.sequential, writes: 250, pages: 1000) == 0.25)
    #expect(DirtyLaw.probability(.sequential, writes: 2500, pages: 1000) == 1)
  }

  @Test func `nothing is dirty without writes or without pages`() {
    for pattern in WritePattern.allCases {
      #expect(DirtyLaw.probability(pattern, writes: 0, pages: 1000) == 0)
      #expect(DirtyLaw.probability(pattern, writes: 10, pages: 0) == 0)
    }
  }

  // P(dirty later) = P(dirty earlier) + P(clean earlier) · P(dirty later | clean earlier).
  @Test(arguments: WritePattern.allCases, [0.0, 100, 500, 999, 1000, 3000])
  func `the chance splits at any instant in between`(pattern: WritePattern, earlier: Double) {
    let later = earlier + 400
    let before = DirtyLaw.probability(pattern, writes: earlier, pages: 1000)
    let between = DirtyLaw.probability(
      pattern, cleanAfter: earlier, dirtyAfter: later, pages: 1000)
    let whole = DirtyLaw.probability(pattern, writes: later, pages: 1000)
    #expect(abs(before + (1 - before) * between - whole) < 1e-12)
  }
}
