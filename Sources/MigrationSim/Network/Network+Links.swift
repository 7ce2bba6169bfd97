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
    noteChange(over: [link])
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

/// To ask changes nothing: a transfer that was looked at finishes no nanosecond sooner or later.
///
/// Each question is answered from the rates in force. Where something has changed at this instant
/// and `nextCompletion` was not asked since, a copy of the network is brought up to date for it.
extension Network {
  /// The rate at which a transfer moves now; zero if it is idle or stands still.
  public func rate(of id: TransferID) -> BitRate {
    guard !isStale else { return refreshed.rate(of: id) }
    let transfer = transfers[slot(of: id)]
    guard transfer.bundle >= 0 else { return .zero }
    return BitRate(bitsPerSecond: bundles[Int(transfer.bundle)].level * transfer.flow.weight)
  }

  /// The whole bytes that a transfer has moved by `time`, which no completion may precede.
  public func moved(by id: TransferID, at time: SimTime) -> ByteCount {
    guard !isStale else { return refreshed.moved(by: id, at: time) }
    checkIsNext(time)
    return ByteCount(Int64(moved(slot(of: id), at: time)))
  }

  /// The whole bytes that a link has carried by `time`, for all transfers together.
  public func carried(by link: LinkID, at time: SimTime) -> ByteCount {
    guard !isStale else { return refreshed.carried(by: link, at: time) }
    checkIsNext(time)
    var sum = links[link.position].carried
    for bundle in links[link.position].sharing {
      for slot in bundles[Int(bundle)].members {
        sum += Int64(moved(Int(slot), at: time)) - transfers[Int(slot)].counted
      }
    }
    return ByteCount(sum)
  }

  /// The share of a link's capacity that is in use now, from 0 to 1; zero while it is down.
  public func utilisation(of link: LinkID) -> Double {
    guard !isStale else { return refreshed.utilisation(of: link) }
    let load = links[link.position].sharing.reduce(0) {
      $0 + bundles[Int($1)].level * bundles[Int($1)].weight
    }
    let capacity = capacities[link.position]
    return capacity > 0 ? min(load / capacity, 1) : 0
  }

  /// Whether elastic transfers fill a link, so that its buffer stands full.
  public func isSaturated(_ link: LinkID) -> Bool {
    guard !isStale else { return refreshed.isSaturated(link) }
    return links[link.position].isSaturated
  }

  /// Whether a change waits for the rates to follow it.
  var isStale: Bool { !changedLinks.isEmpty || !idling.isEmpty }

  /// This network with its rates brought up to date.
  var refreshed: Network {
    var network = self
    network.refreshRates()
    return network
  }
}
