/// What is in the way of one who looks for an address.
public enum NetworkPhrase: String, Phrase {
  case noAddressInSubnet = "it has no address in the subnet of {address}"
  case addressUnknown = "nothing has the address {address}"
  case otherWire = "{address} is on another wire"
  case linkDown = "a link on the way to {address} is down"
  case noGateway = "{address} is in no subnet of its own, and it has no gateway"
  case gatewayUnreachable = "its gateway does not answer"
  case noUplink = "its gateway knows no way to {address}"
}

extension Reachability.Obstacle {
  /// What the sender finds, as a clause: "it has no address in the subnet of 172.16.0.100".
  public func explanation(to target: IPv4Address) -> Sentence {
    switch self {
    case .noAddressInSubnet: NetworkPhrase.noAddressInSubnet(target)
    case .addressUnknown: NetworkPhrase.addressUnknown(target)
    case .otherWire: NetworkPhrase.otherWire(target)
    case .linkDown: NetworkPhrase.linkDown(target)
    case .noGateway: NetworkPhrase.noGateway(target)
    case .gatewayUnreachable: NetworkPhrase.gatewayUnreachable()
    case .noUplink: NetworkPhrase.noUplink(target)
    }
  }
}

extension IPv4Address: SentencePart {
  public var argument: Sentence.Argument { .text(description) }
}
