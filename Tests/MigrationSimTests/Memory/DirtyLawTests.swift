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
}
