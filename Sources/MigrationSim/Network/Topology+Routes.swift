extension Topology {
  /// The layer-2 way from one NIC to another: empty from a NIC to itself.
  public func reachability(from source: NICID, to target: NICID) -> Reachability {
    if source == target { return .reachable(Route()) }
    let (from, to) = (nics[source.position], nics[target.position])
    guard from.wire == to.wire else { return .unreachable(.otherWire) }
    return passing([from.transmit, to.receive])
  }

  /// The way of a host's own packets to an address, by its NICs' addresses and its gateway.
  ///
  /// The longest prefix decides, as in any IP stack: an address in the target's subnet must reach
  /// it on its own wire; only where there is none is the gateway asked, which must be reachable
  /// directly and lead to the target by another leg or its uplink. The answer is taken to
  /// come back the same way. Linear in the number of addresses.
  public func reachability(
    from hostNICs: [NICID], gateway: IPv4Address?, to target: IPv4Address
  ) -> Reachability {
    if let carrier = carrier(of: target), hostNICs.contains(carrier) {
      return .reachable(Route())
    }
    if let nic = neighbour(of: target, among: hostNICs) { return direct(from: nic, to: target) }
    let isInside = isInside(target)
    guard let gateway else {
      return .unreachable(isInside ? .noAddressInSubnet : .noGateway)
    }
    guard let nic = neighbour(of: gateway, among: hostNICs) else {
      return .unreachable(.gatewayUnreachable)
    }
    switch direct(from: nic, to: gateway) {
    case .unreachable(.linkDown): return .unreachable(.linkDown)
    case .unreachable: return .unreachable(.gatewayUnreachable)
    case .reachable(let route):
      guard let leg = carrier(of: gateway) else { return .unreachable(.gatewayUnreachable) }
      return forwarded(route, by: leg, to: target)
    }
  }

  /// The way of a guest's packets, bridged to the wire of `nic`, to an address.
  ///
  /// The guest's own subnet is not asked for: it reaches what is on its wire, and through a router
  /// on its wire what that router leads to. The routers are tried in the order they were added.
  public func reachability(bridgedFrom nic: NICID, to target: IPv4Address) -> Reachability {
    let wire = nics[nic.position].wire
    if let carrier = carrier(of: target), nics[carrier.position].wire == wire {
      return reachability(from: nic, to: carrier)
    }
    var obstacle = Reachability.Obstacle.noGateway
    for router in stations where router.isRouter {
      for leg in router.nics where nics[leg.position].wire == wire {
        let first = reachability(from: nic, to: leg)
        let way = first.route.map { forwarded($0, by: leg, to: target) } ?? first
        guard case .unreachable(let reason) = way else { return way }
        obstacle = reason
      }
    }
    return .unreachable(obstacle)
  }

  /// The route that `reachability(from:to:)` finds, if any.
  public func route(from source: NICID, to target: NICID) -> Route? {
    reachability(from: source, to: target).route
  }
  /// The route that `reachability(from:gateway:to:)` finds, if any.
  public func route(
    from hostNICs: [NICID], gateway: IPv4Address?, to target: IPv4Address
  ) -> Route? {
    reachability(from: hostNICs, gateway: gateway, to: target).route
  }
  /// The route that `reachability(bridgedFrom:to:)` finds, if any.
  public func route(bridgedFrom nic: NICID, to target: IPv4Address) -> Route? {
    reachability(bridgedFrom: nic, to: target).route
  }
}

extension Topology {
  /// The NIC among `candidates` whose address shares the longest prefix of a subnet with `target`.
  private func neighbour(of target: IPv4Address, among candidates: [NICID]) -> NICID? {
    var best: Assignment?
    for assignment in assignments
    where assignment.interface.contains(target) && candidates.contains(assignment.nic)
      && assignment.interface.prefixLength > best?.interface.prefixLength ?? 0
    {
      best = assignment
    }
    return best?.nic
  }

  /// The way to an address that ought to be on the wire of `nic`.
  private func direct(from nic: NICID, to target: IPv4Address) -> Reachability {
    guard let carrier = carrier(of: target) else { return .unreachable(.addressUnknown) }
    return reachability(from: nic, to: carrier)
  }

  /// `route`, which ends at the router's NIC `leg`, continued to `target`.
  private func forwarded(
    _ route: Route, by leg: NICID, to target: IPv4Address
  ) -> Reachability {
    let isInside = isInside(target)
    guard let station = nics[leg.position].station, stations[station.position].isRouter else {
      return .unreachable(isInside ? .noAddressInSubnet : .noUplink)
    }
    let router = stations[station.position]
    if isInside {
      guard let exit = neighbour(of: target, among: router.nics) else {
        return .unreachable(.noAddressInSubnet)
      }
      let last = direct(from: exit, to: target)
      return last.route.map { passing(Array(route) + $0) } ?? last
    }
    guard let uplink = router.uplink else { return .unreachable(.noUplink) }
    return passing(Array(route) + [uplink])
  }

  private func passing(_ path: some Sequence<LinkID>) -> Reachability {
    let route = Route(path)
    return route.allSatisfy { links[$0.position].isUp }
      ? .reachable(route) : .unreachable(.linkDown)
  }
}
