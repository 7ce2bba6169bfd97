/// A pool: hosts that share one database, kept by the master.
///
/// Who belongs to it stands in each host's record, and there only.
public struct Pool: Hashable, Sendable {
  /// Shown once the pool has been created; a host that stands alone has a nameless one.
  public var name: String
  /// The host that keeps the database; of a dissolved pool, the last one.
  public var master: HostID
  /// Whether an operator gave it its name: what XenCenter calls a pool.
  public var isCreated: Bool
  /// False once its master has joined another pool.
  public var exists: Bool
  /// High availability, where it is on.
  public var ha: HighAvailability?
  /// The network that carries its cluster (GFS2 since XenServer 7.6); nil without one.
  public var clusterNetwork: NetworkID?

  public init(
    name: String = "", master: HostID, isCreated: Bool = false, ha: HighAvailability? = nil,
    clusterNetwork: NetworkID? = nil
  ) {
    self.name = name
    self.master = master
    self.isCreated = isCreated
    self.exists = true
    self.ha = ha
    self.clusterNetwork = clusterNetwork
  }

  public var hasHA: Bool { ha != nil }
}
