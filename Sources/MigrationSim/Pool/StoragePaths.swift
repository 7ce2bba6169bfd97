/// Which host gets through to which SR: a table of host by SR.
///
/// Paths are the topology's business, so this room is told them: whoever joins the rooms fills the
/// table from the topology as it stands, before every operation that plugs a PBD. Storage of a
/// host's own is always reachable from there and needs no entry.
public struct StoragePaths: Hashable, Sendable {
  private let srCount: Int
  private var obstacles: [Reachability.Obstacle?]

  /// A table in which every host reaches every SR.
  public init(of inventory: Inventory) {
    srCount = inventory.storage.count
    obstacles = Array(repeating: nil, count: inventory.hosts.count * srCount)
  }

  /// What keeps a host from an SR; nil where nothing does.
  public subscript(host: HostID, sr: SRID) -> Reachability.Obstacle? {
    get { obstacles[host.position * srCount + sr.position] }
    set { obstacles[host.position * srCount + sr.position] = newValue }
  }
}
