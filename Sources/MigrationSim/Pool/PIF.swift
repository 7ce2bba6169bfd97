/// A host's interface on one network: xapi's physical interface, or a VLAN upon one.
public struct PIF: Hashable, Sendable {
  /// The NIC's number on its host: 0 for "NIC 0". Networks of a pool match by it.
  public var position: Int32
  /// The same NIC in the topology.
  public var nic: NICID
  public var network: NetworkID
  /// Nil where the host has no address on that network.
  public var interface: IPv4Interface?
  /// Whether it is the management interface.
  public var isManagement: Bool
  /// What XenCenter shows of an addressed interface: "Management", "Storage 1".
  public var name: String
  /// Whether it is a bond of several NICs.
  public var isBonded: Bool

  public init(
    position: Int32, nic: NICID, network: NetworkID, interface: IPv4Interface? = nil,
    isManagement: Bool = false, name: String = "", isBonded: Bool = false
  ) {
    self.position = position
    self.nic = nic
    self.network = network
    self.interface = interface
    self.isManagement = isManagement
    self.name = name
    self.isBonded = isBonded
  }
}
