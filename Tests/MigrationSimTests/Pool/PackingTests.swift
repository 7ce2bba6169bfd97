import Testing

@testable import MigrationSim

/// Hosts with that much left, in GiB, and VMs of those sizes on them.
private func packing(_ free: [Int64], _ items: [(size: Int64, host: Int?)], of hosts: Int? = nil)
  -> Packing
{
  Packing(
    bins: free.enumerated().map {
      Packing.Bin(host: HostID($0), free: .gibibytes($1))
    },
    items: items.enumerated().map {
      Packing.Item(vm: VMID($0), size: .gibibytes($1.size), host: $1.host.map { HostID($0) })
    }, hostCount: hosts ?? free.count)
}

private func random(_ dice: inout Dice, hosts: Int, of count: Int? = nil) -> Packing {
  let free = (0..<hosts).map { _ in Int64(dice.int(0...12)) }
  let items = (0..<dice.int(0...7)).map { _ in
    (size: Int64(dice.int(1...6)), host: Optional(dice.int(0...(hosts - 1))))
  }
  return packing(free, items, of: count)
}

/// The slow twin of `survives`: every order of every choice of hosts, written out.
private func survivesAll(_ packing: Packing, _ failures: Int) -> Bool {
  func orders(_ hosts: [HostID], _ count: Int) -> [[HostID]] {
    count == 0
      ? [[]]
      : hosts.flatMap { first in
        orders(hosts.filter { $0 != first }, count - 1).map { [first] + $0 }
      }
  }
  if failures > packing.bins.count { return false }
  if failures > 0, failures == packing.bins.count, !packing.items.isEmpty { return false }
  return orders(packing.bins.map(\.host), failures).allSatisfy { order in
    var now: Packing? = packing
    for host in order { now = now?.afterFailure(of: host) }
    return now != nil
  }
}

@Suite struct `A packing` {
  // By hand: 5 to A (8 left 3); 4 to B (6 left 2); 3 to A (3 left 0); 2 to B (2 left 0).
  @Test func `puts the largest first, each where most is left`() {
    var packing = packing([8, 6], [(2, nil), (5, nil), (3, nil), (4, nil)])
    #expect(packing.place([0, 1, 2, 3]) == 4)
    #expect(packing.items.map(\.host?.index) == [1, 0, 0, 1])
    #expect(packing.bins.map(\.free) == [.zero, .zero])
  }

  // 3 to A, which then has as much left as B, and stands before it: 2 to A again.
  @Test func `serves, of hosts with as much left, the one that was served last`() {
    var packing = packing([7, 4], [(3, nil), (2, nil)])
    #expect(packing.place([0, 1]) == 2)
    #expect(packing.items.map(\.host?.index) == [0, 0])
  }

  @Test func `leaves out what fits nowhere, and goes on with what does`() {
    var packing = packing([4, 3], [(5, nil), (3, nil)])
    #expect(packing.place([0, 1]) == 1)
    #expect(packing.items.map(\.host?.index) == [nil, 0])
  }

  @Test func `survives what every order of every choice of hosts does`() {
    var dice = Dice(seed: 8)
    var answers: Set<Bool> = []
    for _ in 0..<400 {
      let packing = random(&dice, hosts: dice.int(1...4))
      for failures in 0...packing.bins.count {
        let survives = packing.survives(failures)
        answers.insert(survives)
        #expect(survives == survivesAll(packing, failures), "\(packing), \(failures) failures")
      }
    }
    #expect(answers == [true, false])
  }

  // What the approximation allows can be done (`binpack.ml`: "all real failures will be easier").
  @Test func `of more than 32 hosts survives only what can be survived`() {
    var dice = Dice(seed: 9)
    var allowed = 0
    for _ in 0..<400 {
      let packing = random(&dice, hosts: 4, of: 33)
      for failures in 1...3 where packing.survives(failures) {
        allowed += 1
        #expect(survivesAll(packing, failures), "\(packing), \(failures) failures")
      }
    }
    #expect(allowed > 100)
  }

  @Test func `with as many failures as hosts survives only if there is nothing to restart`() {
    #expect(packing([9, 9], []).survives(2))
    #expect(!packing([9, 9], [(1, 0)]).survives(2))
    #expect(!packing([9, 9], []).survives(3))
  }
}
