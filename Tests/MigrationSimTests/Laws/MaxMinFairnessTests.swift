import MigrationSim
import Testing

/// The laws of max-min fairness on random networks (D. Bertsekas, R. Gallager, Data Networks, 2nd
/// ed., 6.5.2).
@Suite struct `Max-min fairness` {
  struct Solved {
    let problem: SharingProblem
    let shares: [FairShare.Share]

    init(seed: UInt64) {
      problem = SharingProblem.random(seed: seed)
      shares = FairShare.shares(
        of: problem.flows, over: problem.capacities.map { BitRate(bitsPerSecond: $0) })
    }

    func load(_ link: Int) -> Double {
      zip(problem.flows, shares).reduce(0) {
        $0 + ($1.0.route.contains(LinkID(link)) ? $1.1.rate.bitsPerSecond : 0)
      }
    }
  }

  @Test(arguments: 1000..<1100 as Range<UInt64>)
  func `no link carries more than it can, and no flow more than its cap`(seed: UInt64) {
    let solved = Solved(seed: seed)
    for (link, capacity) in solved.problem.capacities.enumerated() {
      #expect(solved.load(link) <= capacity * (1 + 1e-12))
    }
    for (flow, share) in zip(solved.problem.flows, solved.shares) {
      if let cap = flow.cap { #expect(share.rate <= cap) }
    }
  }

  // A flow that could rise without pushing down one no better off would make the rates unfair.
  @Test(arguments: 1000..<1100 as Range<UInt64>)
  func `each flow meets its cap, or a full link on which none gets more for its weight`(
    seed: UInt64
  ) throws {
    let solved = Solved(seed: seed)
    for (flow, share) in zip(solved.problem.flows, solved.shares) {
      guard let link = share.bottleneck else {
        #expect(share.rate == flow.cap)
        continue
      }
      try #require(flow.route.contains(link))
      #expect(isClose(solved.load(link.position), solved.problem.capacities[link.position]))
      for (other, rival) in zip(solved.problem.flows, solved.shares)
      where other.route.contains(link) {
        let level = share.rate.bitsPerSecond / flow.weight
        #expect(rival.rate.bitsPerSecond / other.weight <= level * (1 + 1e-9))
      }
    }
  }

  @Test(arguments: 1...40)
  func `a link gives equal flows equal shares`(count: Int) {
    let flows = [FairShare.Flow](repeating: .init(route: [LinkID(0)]), count: count)
    let shares = FairShare.shares(of: flows, over: [.gigabits(1)])
    #expect(shares.allSatisfy { $0.rate.bitsPerSecond == 1e9 / Double(count) })
  }

  @Test(arguments: 1000..<1100 as Range<UInt64>)
  func `the order in which flows are told does not matter`(seed: UInt64) {
    let solved = Solved(seed: seed)
    let reversed = FairShare.shares(
      of: solved.problem.flows.reversed(),
      over: solved.problem.capacities.map { BitRate(bitsPerSecond: $0) })
    for (share, same) in zip(solved.shares, reversed.reversed()) {
      #expect(isClose(share.rate.bitsPerSecond, same.rate.bitsPerSecond))
    }
  }
}
