/// What VMs are made from.
public struct Template: Hashable, Sendable {
  public var name: String
  /// The pool whose database knows it; nil for a system template, which every pool has.
  public var pool: PoolID?
  /// The host that it is assigned to; nil where it belongs to the pool.
  public var home: HostID?

  public init(name: String, pool: PoolID? = nil, home: HostID? = nil) {
    self.name = name
    self.pool = pool
    self.home = home
  }
}
