/// Whether a way leads from one place to another, and if none does, why.
public enum Reachability: BitwiseCopyable, Hashable, Sendable {
  case reachable(Route)
  case unreachable(Obstacle)

  /// The route, if there is one.
  public var route: Route? {
    if case .reachable(let route) = self { route } else { nil }
  }

  /// What is in the way, if there is no route.
  public var obstacle: Obstacle? {
    if case .unreachable(let obstacle) = self { obstacle } else { nil }
  }

  /// Why no way leads there.
  public enum Obstacle: BitwiseCopyable, Hashable, Sendable, CaseIterable {
    /// The target is of this site, but the sender has no address in its subnet, and no router
    /// leads there. A host that joined a pool without an address on the storage network finds this.
    case noAddressInSubnet
    /// Nothing carries the address.
    case addressUnknown
    /// The subnets agree, but the NICs are plugged into different wires.
    case otherWire
    /// A link on the way is down.
    case linkDown
    /// The target is outside, and the sender knows no gateway.
    case noGateway
    /// The sender's gateway cannot be reached directly.
    case gatewayUnreachable
    /// The gateway has no way to the outside, or does not forward.
    case noUplink
  }
}
