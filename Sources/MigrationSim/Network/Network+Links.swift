// MARK: Changes

extension Network {
  /// Plugs a NIC in or pulls it out, both directions at once.
  ///
  /// Transfers over a link that is down stand still until it is up again.
  public mutating func setUp(_ isUp: Bool, _ nic: NICID, at time: SimTime) {
    let nic = topology.nics[nic.position]
    setUp(isUp, nic.transmit, at: time)
    setUp(isUp, nic.receive, at: time)
  }

  /// Takes one direction of a link up or down.
  public mutating func setUp(_ isUp: Bool, _ link: LinkID, at time: SimTime) {
    move(to: time)
    topology.links[link.position].isUp = isUp
    updateCapacity(of: link)
  }

  /// Gives one direction of a link another line rate.
  public mutating func setLineRate(_ rate: BitRate, of link: LinkID, at time: SimTime) {
    precondition(rate > .zero, "a line rate of \(rate.bitsPerSecond) bit/s carries nothing")
    move(to: time)
    topology.links[link.position].lineRate = rate
    updateCapacity(of: link)
  }

  private mutating func updateCapacity(of link: LinkID) {
    capacities[link.position] = topology.links[link.position].capacity.bitsPerSecond
    changedLinks.append(link)
  }

  /// As `Topology.assign`: false, and nothing is changed, if some NIC carries the address already.
  public mutating func assign(_ interface: IPv4Interface, to nic: NICID) -> Bool {
    topology.assign(interface, to: nic)
  }

  /// As `Topology.unassign`.
  public mutating func unassign(_ address: IPv4Address) {
    topology.unassign(address)
  }
}

// MARK: Questions

/// To ask changes nothing in what follows: a transfer that was looked at finishes no nanosecond
/// sooner or later for it.
extension Network {
  /// The rate at which a transfer moves now; zero if it is idle or stands still.
  public mutating func rate(of id: TransferID) -> BitRate {
    refreshRates()
    return BitRate(bitsPerSecond: transfers[slot(of: id)].rate)
  }

  /// The whole bytes that a transfer has moved so far.
  public mutating func moved(by id: TransferID, at time: SimTime) -> ByteCount {
    move(to: time)
    return ByteCount(Int64(transfers[slot(of: id)].moved(at: time)))
  }

  /// The whole bytes that a link has carried so far, for all transfers together.
  public mutating func carried(by link: LinkID, at time: SimTime) -> ByteCount {
    move(to: time)
    var sum = links[link.position].carried
    for slot in links[link.position].sharing {
      let transfer = transfers[Int(slot)]
      sum += Int64(transfer.moved(at: time)) - transfer.counted
    }
    return ByteCount(sum)
  }

  /// The share of a link's capacity that is in use now, from 0 to 1; zero while it is down.
  public mutating func utilisation(of link: LinkID) -> Double {
    refreshRates()
    let load = links[link.position].sharing.reduce(0) { $0 + transfers[Int($1)].rate }
    let capacity = capacities[link.position]
    return capacity > 0 ? min(load / capacity, 1) : 0
  }

  /// Whether elastic transfers fill a link, so that its buffer stands full.
  public mutating func isSaturated(_ link: LinkID) -> Bool {
    refreshRates()
    return links[link.position].isSaturated
  }
}
