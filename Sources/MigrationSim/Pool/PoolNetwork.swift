/// A network of a pool: a virtual switch of that name on every host.
public struct PoolNetwork: Hashable, Sendable {
  public var name: String
  /// The pool whose database knows it.
  public var pool: PoolID
  /// The number of the NIC that it goes out through on every host; nil for an internal network.
  public var position: Int32?
  /// The tag, where it shares its NIC with another network.
  public var vlan: Int32?
  /// Bytes of the largest packet [B].
  public var mtu: Int32
  /// Whether XenCenter adds it to new VMs by itself.
  public var isAutoAdded: Bool
  /// False until a step of the timeline makes it, and once it is destroyed.
  public var exists: Bool

  public init(
    name: String, pool: PoolID, position: Int32?, vlan: Int32? = nil, mtu: Int32 = 1500,
    isAutoAdded: Bool = true, exists: Bool = true
  ) {
    self.name = name
    self.pool = pool
    self.position = position
    self.vlan = vlan
    self.mtu = mtu
    self.isAutoAdded = isAutoAdded
    self.exists = exists
  }
}
