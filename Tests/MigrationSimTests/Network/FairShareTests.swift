import MigrationSim
import Testing

@Suite struct `A fair share` {
  func rates(_ flows: [FairShare.Flow], _ capacities: [Double]) -> [Double] {
    FairShare.shares(of: flows, over: capacities.map { BitRate(bitsPerSecond: $0) })
      .map(\.rate.bitsPerSecond)
  }

  // Flows over {a}, {a, b}, {b} with a = 10 and b = 4: b fills first, at 2 each; a has 8 left.
  @Test func `what a narrow link holds back is left to others`() {
    let flows = [[0], [0, 1], [1]].map { FairShare.Flow(route: route($0)) }
    #expect(rates(flows, [10, 4]) == [8, 2, 2])
  }

  @Test func `a link is shared by weight`() {
    let flows = [1.0, 2, 5].map { FairShare.Flow(route: [LinkID(0)], weight: $0) }
    #expect(rates(flows, [80]) == [10, 20, 50])
  }

  @Test func `a cap leaves the rest to the others`() {
    var flows = [FairShare.Flow](repeating: .init(route: [LinkID(0)]), count: 4)
    flows[2].cap = BitRate(bitsPerSecond: 1)
    #expect(rates(flows, [10]) == [3, 3, 1, 3])
  }

  @Test func `a link that is down stops its flows and no others`() {
    let flows = [[0], [0, 1], [1]].map { FairShare.Flow(route: route($0)) }
    #expect(rates(flows, [10, 0]) == [10, 0, 0])
  }

  @Test func `without links only the cap limits`() {
    let flows = [
      FairShare.Flow(route: Route(), cap: BitRate(bitsPerSecond: 7)),
      FairShare.Flow(route: Route()),
    ]
    #expect(rates(flows, []) == [7, .infinity])
  }

  // Sender's and receiver's NICs are full at once: the queue stands before the first.
  @Test(arguments: [[0, 1], [1, 0]])
  func `of two links full at once the first on the way holds back`(links: [Int]) {
    let shares = FairShare.shares(
      of: [FairShare.Flow(route: route(links))], over: [.gigabits(1), .gigabits(1)])
    #expect(shares[0].bottleneck == LinkID(links[0]))
  }

  @Test func `a flow that meets its cap on a full link is held back by the cap`() {
    let flow = FairShare.Flow(route: [LinkID(0)], cap: .megabits(5))
    let shares = FairShare.shares(of: [flow, flow], over: [.megabits(10)])
    #expect(shares.allSatisfy { $0.bottleneck == nil && $0.rate == .megabits(5) })
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `progressive filling agrees with small steps of water`(seed: UInt64) {
    let problem = SharingProblem.random(seed: seed)
    let shares = FairShare.shares(
      of: problem.flows, over: problem.capacities.map { BitRate(bitsPerSecond: $0) })
    for (share, expected) in zip(shares, problem.obviousRates) {
      #expect(isClose(share.rate.bitsPerSecond, expected))
    }
  }
}

func route(_ links: [Int]) -> Route { Route(links.map { LinkID($0) }) }

func isClose(_ a: Double, _ b: Double, tolerance: Double = 1e-9) -> Bool {
  a == b || abs(a - b) <= tolerance * max(abs(a), abs(b))
}

/// Flows over links, and the slow obvious way to share them.
struct SharingProblem {
  var capacities: [Double] = []
  var flows: [FairShare.Flow] = []

  /// Up to 12 links, some of them equal and some down, and up to 40 flows over one to four of them.
  static func random(seed: UInt64) -> SharingProblem {
    var dice = Dice(seed: seed)
    var problem = SharingProblem()
    for _ in 0..<dice.int(1...12) {
      let capacity = dice.happens(0.5) ? 1e9 : dice.real(1e6...1e10)
      problem.capacities.append(dice.happens(0.05) ? 0 : capacity)
    }
    for _ in 0..<dice.int(1...40) {
      let links = problem.capacities.indices.shuffled(using: &dice).prefix(dice.int(1...4))
      let cap = dice.happens(0.3) ? BitRate(bitsPerSecond: dice.real(1e5...1e9)) : nil
      let weight = dice.happens(0.5) ? 1 : dice.real(0.1...10)
      problem.flows.append(.init(route: route(Array(links)), weight: weight, cap: cap))
    }
    return problem
  }

  /// Raises all rates together by the largest step that nothing forbids, until each is stuck.
  var obviousRates: [Double] {
    var rates = [Double](repeating: 0, count: flows.count)
    var isRising = [Bool](repeating: true, count: flows.count)
    while isRising.contains(true) {
      var step = Double.infinity
      for (flow, asked) in flows.enumerated() where isRising[flow] {
        if let cap = asked.cap {
          step = min(step, (cap.bitsPerSecond - rates[flow]) / asked.weight)
        }
        for link in asked.route { step = min(step, room(link, rates) / weight(link, isRising)) }
      }
      for flow in flows.indices where isRising[flow] { rates[flow] += step * flows[flow].weight }
      for (flow, asked) in flows.enumerated() where isRising[flow] {
        let isAtCap = asked.cap.map { rates[flow] >= $0.bitsPerSecond * (1 - 1e-12) } ?? false
        let isHeld = asked.route.contains { room($0, rates) <= capacities[$0.position] * 1e-12 }
        if isAtCap || isHeld { isRising[flow] = false }
      }
    }
    return rates
  }

  private func room(_ link: LinkID, _ rates: [Double]) -> Double {
    var room = capacities[link.position]
    for (flow, asked) in flows.enumerated() where asked.route.contains(link) { room -= rates[flow] }
    return max(room, 0)
  }

  private func weight(_ link: LinkID, _ isRising: [Bool]) -> Double {
    flows.indices.reduce(0) {
      $0 + (isRising[$1] && flows[$1].route.contains(link) ? flows[$1].weight : 0)
    }
  }
}
