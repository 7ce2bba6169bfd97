/// Which host gets through to which SR: what keeps hosts from SRs, where anything does.
///
/// Paths are the topology's business, so this room is told them: whoever joins the rooms asks the
/// topology as it stands, before every operation that plugs a PBD, for the hosts and SRs which that
/// concerns. Storage of a host's own is always reachable from there and needs no entry.
public struct StoragePaths: Hashable, Sendable {
  private struct Entry: Hashable, Sendable {
    let host: HostID
    let sr: SRID
    let obstacle: Reachability.Obstacle

    var place: (HostID, SRID) { (host, sr) }
  }

  /// In the order of hosts, and of SRs for each.
  private var entries: [Entry] = []

  /// Paths by which every host reaches every SR.
  public init() {}

  /// What keeps a host from an SR; nil where nothing does.
  ///
  /// Complexity: O(log n) in the number of obstacles to ask, and to set in order.
  public subscript(host: HostID, sr: SRID) -> Reachability.Obstacle? {
    get {
      let place = place(of: host, sr)
      return isEntry(place, host, sr) ? entries[place].obstacle : nil
    }
    set {
      let place = place(of: host, sr)
      if isEntry(place, host, sr) { entries.remove(at: place) }
      if let newValue { entries.insert(Entry(host: host, sr: sr, obstacle: newValue), at: place) }
    }
  }

  private func isEntry(_ place: Int, _ host: HostID, _ sr: SRID) -> Bool {
    place < entries.count && entries[place].place == (host, sr)
  }

  /// Where an entry stands, or would.
  private func place(of host: HostID, _ sr: SRID) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].place < (host, sr) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
