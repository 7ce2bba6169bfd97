/// Whether a host gets through to an SR's storage, and if not, why.
public enum PathVerdict: Hashable, Sendable {
  case reachable
  /// The reason completes a sentence: "has no address on Almacenamento".
  case unreachable(String)
}

/// Which host gets through to which SR: a table of host by SR.
///
/// Paths are the topology's business, so this room is told them: whoever joins the rooms fills the
/// table from the topology as it stands, before every operation that plugs a PBD. Storage of a
/// host's own is always reachable from there and needs no entry.
public struct StoragePaths: Hashable, Sendable {
  private let srCount: Int
  private var verdicts: [PathVerdict]

  /// A table in which every host reaches every SR.
  public init(of inventory: Inventory) {
    srCount = inventory.storage.count
    verdicts = Array(repeating: .reachable, count: inventory.hosts.count * srCount)
  }

  /// What a host finds on its way to an SR.
  public subscript(host: HostID, sr: SRID) -> PathVerdict {
    get { verdicts[host.position * srCount + sr.position] }
    set { verdicts[host.position * srCount + sr.position] = newValue }
  }
}
