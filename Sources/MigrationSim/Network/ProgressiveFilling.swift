/// The computation behind `FairShare`, with its working memory kept from one use to the next.
///
/// Rates are plain numbers in [bit/s] here.
struct ProgressiveFilling: Sendable {
  /// A link as its flows freeze one by one.
  private struct Filling: BitwiseCopyable {
    /// Capacity not yet given away [bit/s].
    var room = 0.0
    /// The sum of the weights of the flows that still rise.
    var weight = 0.0
    /// How many flows still rise.
    var rising: Int32 = 0
    /// Where the link's flows begin in `members`.
    var first: Int32 = 0
    /// Where the next one goes, while they are gathered; behind the last, when they are.
    var end: Int32 = 0

    /// The water level at which the link is full [bit/s per weight].
    var level: Double { max(room, 0) / weight }
  }

  private var links: [Filling]
  /// The links that some flow uses, in the order of their first use.
  private var used: [Int32] = []
  private var flows: [FairShare.Flow] = []
  /// Those among them that flows still rise over.
  private var open: [Int32] = []
  /// The numbers of the flows of each used link, one link after the other.
  private var members: [Int32] = []
  /// The flows with a cap, by the level at which they meet it.
  private var capped: [(level: Double, flow: Int32)] = []
  /// The rate of each flow; negative while it still rises.
  private(set) var rates: [Double] = []
  /// The link that holds each flow back; -1 if its cap does.
  private(set) var bottlenecks: [Int32] = []

  /// Links are full together whose levels differ by no more than this factor: rounding must not
  /// make one of two equally full links seem the tighter.
  static let evenlyFull = 1 + 1e-9

  init(linkCount: Int) {
    links = Array(repeating: Filling(), count: linkCount)
  }

  /// The share of the flow added at that place.
  func share(_ flow: Int) -> FairShare.Share {
    let link = bottlenecks[flow]
    return FairShare.Share(
      rate: BitRate(bitsPerSecond: rates[flow]), bottleneck: link < 0 ? nil : LinkID(Int(link)))
  }

  /// Forgets the flows of the last problem.
  mutating func removeAll() {
    for link in used { links[Int(link)] = Filling() }
    used.removeAll(keepingCapacity: true)
    flows.removeAll(keepingCapacity: true)
    members.removeAll(keepingCapacity: true)
    capped.removeAll(keepingCapacity: true)
    rates.removeAll(keepingCapacity: true)
    bottlenecks.removeAll(keepingCapacity: true)
  }

  mutating func add(_ flow: FairShare.Flow) {
    for link in flow.route {
      if links[link.position].rising == 0 { used.append(link.index) }
      links[link.position].rising += 1
      links[link.position].weight += flow.weight
    }
    if flow.cap != nil { capped.append((flow.capLevel, Int32(flows.count))) }
    flows.append(flow)
    rates.append(-1)
    bottlenecks.append(-1)
  }

  /// Finds the rates of all flows that were added, over links of these capacities [bit/s].
  mutating func solve(capacities: [Double]) {
    gather(capacities)
    capped.sort { ($0.level, $0.flow) < ($1.level, $1.flow) }
    open.removeAll(keepingCapacity: true)
    open.append(contentsOf: used)
    var nextCap = 0
    while let tightest = findTightest() {
      let level = links[Int(tightest)].level
      // A cap met below the level at which the first link fills lowers no other link's level, so
      // that all such caps can be taken at once; the links then have to be looked at anew.
      if nextCap < capped.count, capped[nextCap].level <= level {
        while nextCap < capped.count, capped[nextCap].level <= level {
          freezeAtCap(Int(capped[nextCap].flow))
          nextCap += 1
        }
      } else {
        fill(tightest, to: level)
      }
    }
    for flow in flows.indices where rates[flow] < 0 {
      rates[flow] = flows[flow].cap?.bitsPerSecond ?? .infinity
    }
  }

  /// Lists the flows of each link, side by side.
  private mutating func gather(_ capacities: [Double]) {
    var end: Int32 = 0
    for link in used {
      links[Int(link)].room = capacities[Int(link)]
      links[Int(link)].first = end
      links[Int(link)].end = end
      end += links[Int(link)].rising
    }
    members.append(contentsOf: repeatElement(0, count: Int(end)))
    for flow in flows.indices {
      for link in flows[flow].route {
        members[Int(links[link.position].end)] = Int32(flow)
        links[link.position].end += 1
      }
    }
  }

  /// The link that fills first; the earlier in `open` of two. Drops the links without rising flows.
  private mutating func findTightest() -> Int32? {
    var kept = 0
    var best: Int32?
    var lowest = Double.infinity
    for place in open.indices {
      let link = open[place]
      guard links[Int(link)].rising > 0 else { continue }
      open[kept] = link
      kept += 1
      let level = links[Int(link)].level
      if best == nil || level < lowest { (best, lowest) = (link, level) }
    }
    open.removeSubrange(kept...)
    return best
  }

  private mutating func freezeAtCap(_ flow: Int) {
    guard rates[flow] < 0, let cap = flows[flow].cap else { return }
    freeze(flow, at: cap.bitsPerSecond)
  }

  /// Freezes the flows that still rise over `link`.
  ///
  /// Two links of a flow are often full at once: a NIC that sends and the NIC that receives. The
  /// queue then stands before the first of them, which lets through only what the second takes.
  private mutating func fill(_ link: Int32, to level: Double) {
    let range = links[Int(link)].first..<links[Int(link)].end
    let fullLevel = level * Self.evenlyFull
    for position in range {
      let flow = Int(members[Int(position)])
      guard rates[flow] < 0 else { continue }
      let first = flows[flow].route.first { links[$0.position].level <= fullLevel }
      bottlenecks[flow] = first?.index ?? link
      freeze(flow, at: flows[flow].weight * level)
    }
  }

  private mutating func freeze(_ flow: Int, at rate: Double) {
    rates[flow] = rate
    for link in flows[flow].route {
      links[link.position].room -= rate
      links[link.position].weight -= flows[flow].weight
      links[link.position].rising -= 1
    }
  }
}
