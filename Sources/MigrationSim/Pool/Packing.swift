/// Hosts with the memory that they have left, and VMs that are, or are to be, on them: what plans
/// for failing hosts are made from.
///
/// Source: `binpack.ml` (`ocaml/xapi`, xapi-project/xen-api). Hosts and VMs stand in the order of
/// their identifiers, where xapi has that of their UUIDs.
struct Packing: Hashable, Sendable {
  struct Bin: Hashable, Sendable {
    let host: HostID
    var free: ByteCount
  }

  struct Item: Hashable, Sendable {
    let vm: VMID
    let size: ByteCount
    /// nil while it is nowhere.
    var host: HostID?
  }

  /// Those at work.
  var bins: [Bin]
  var items: [Item]
  /// Hosts of the pool, those off and out of work included.
  let hostCount: Int

  /// Gives each of those items a host, the largest first, each to the host with most memory left;
  /// what fits on none stays where it was. Returns what was placed.
  mutating func place(_ failed: [Int]) -> Int {
    var placed = 0
    let largestFirst = failed.sorted { (items[$1].size, $0) < (items[$0].size, $1) }
    var roomiestFirst = bins.indices.sorted { (bins[$1].free, $0) < (bins[$0].free, $1) }
    for index in largestFirst {
      guard let roomiest = roomiestFirst.first, bins[roomiest].free >= items[index].size else {
        continue
      }
      bins[roomiest].free -= items[index].size
      items[index].host = bins[roomiest].host
      placed += 1
      // Of hosts with as much left as each other, the one that was served last comes first.
      roomiestFirst.removeFirst()
      let place = roomiestFirst.firstIndex { bins[$0].free <= bins[roomiest].free }
      roomiestFirst.insert(roomiest, at: place ?? roomiestFirst.endIndex)
    }
    return placed
  }

  /// What is on a host.
  private func items(on host: HostID) -> [Int] { items.indices.filter { items[$0].host == host } }

  /// The packing after a host has failed, and what was on it has been placed anew; nil if that
  /// cannot be.
  func afterFailure(of host: HostID) -> Packing? {
    var after = self
    after.bins.removeAll { $0.host == host }
    let failed = items(on: host)
    return after.place(failed) == failed.count ? after : nil
  }

  /// Whether that many hosts may fail, whichever they are and in whatever order, with everything
  /// placed anew after each.
  ///
  /// For as long as C(n, r)·r! < 3500, n ≤ 32, every order of every choice is tried; beyond, the
  /// worst is supposed: that all items are as large as the largest, that the hosts with most items
  /// fail, and that those with most room do. n: hosts of the pool; r: failures. Where r is 0, all
  /// is well here; xapi's approximation, which more than 32 hosts get, trips over that.
  func survives(_ failures: Int) -> Bool {
    if failures == 0 { return true }
    if bins.count < failures || bins.count == failures && !items.isEmpty { return false }
    return isSmall(failures)
      ? survivesEvery(failures, from: bins.map(\.host)) : survivesTheWorst(failures)
  }

  private func isSmall(_ failures: Int) -> Bool {
    guard hostCount <= 32 else { return false }
    // C(n, r)·r! is the number of ordered choices.
    var choices = 1
    for taken in 0..<failures {
      choices *= hostCount - taken
      if choices >= 3500 { return false }
    }
    return true
  }

  private func survivesEvery(_ failures: Int, from hosts: [HostID]) -> Bool {
    if failures == 0 { return true }
    return hosts.allSatisfy { host in
      guard let after = afterFailure(of: host) else { return false }
      return after.survivesEvery(failures - 1, from: hosts.filter { $0 != host })
    }
  }

  private func survivesTheWorst(_ failures: Int) -> Bool {
    let largest = items.map(\.size).max() ?? .zero
    guard largest > .zero else { return true }
    let rooms = bins.map { $0.free.bytes / largest.bytes }.sorted()
    let crowds = bins.map { items(on: $0.host).count }.sorted(by: >)
    let room = rooms.dropLast(failures).reduce(0, +)
    return crowds.prefix(failures).reduce(0, +) <= room
  }
}
