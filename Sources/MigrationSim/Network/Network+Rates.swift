extension Network {
  /// What a search for the reach of a change has come upon.
  struct Search: Sendable {
    /// The number of this search: what bears it has been met.
    var visit = 0
    var links: [LinkID] = []
    var slots: [Int32] = []
  }

  /// Lets a transfer take part in the sharing of its links.
  mutating func share(_ slot: Int) {
    transfers[slot].isSharing = true
    let route = transfers[slot].flow.route
    if route.isEmpty { setLocalRate(slot) }
    for (step, link) in route.enumerated() {
      transfers[slot].places[step] = Int32(links[link.position].sharing.count)
      links[link.position].sharing.append(Int32(slot))
      changedLinks.append(link)
    }
  }

  /// Takes a transfer out of the sharing of its links.
  mutating func unshare(_ slot: Int) {
    guard transfers[slot].isSharing else { return }
    transfers[slot].isSharing = false
    transfers[slot].rate = 0
    for (step, link) in transfers[slot].flow.route.enumerated() {
      let place = Int(transfers[slot].places[step])
      let last = Int(links[link.position].sharing.removeLast())
      if last != slot {
        links[link.position].sharing[place] = Int32(last)
        for (step, other) in transfers[last].flow.route.enumerated() where other == link {
          transfers[last].places[step] = Int32(place)
        }
      }
      changedLinks.append(link)
    }
  }

  /// Brings all rates up to date with what has changed at this instant.
  mutating func refreshRates() {
    if !idling.isEmpty {
      for id in idling {
        let slot = Int(id.slot)
        if transfers[slot].number == id.number, transfers[slot].isIdle { unshare(slot) }
      }
      idling.removeAll(keepingCapacity: true)
    }
    guard !changedLinks.isEmpty else { return }
    findReach()
    changedLinks.removeAll(keepingCapacity: true)
    filling.removeAll()
    for slot in search.slots { filling.add(transfers[Int(slot)].flow) }
    filling.solve(capacities: capacities)
    for link in search.links { links[link.position].isSaturated = false }
    for (flow, slot) in search.slots.enumerated() {
      setRate(Int(slot), to: filling.rates[flow])
      let bottleneck = filling.bottlenecks[flow]
      if bottleneck >= 0, filling.rates[flow] > 0 {
        links[Int(bottleneck)].isSaturated = true
      }
    }
  }

  /// Finds every link and transfer that the changed links touch, directly or through others.
  private mutating func findReach() {
    search.visit += 1
    search.links.removeAll(keepingCapacity: true)
    search.slots.removeAll(keepingCapacity: true)
    for link in changedLinks { meet(link) }
    var next = 0
    while next < search.links.count {
      for slot in links[search.links[next].position].sharing
      where transfers[Int(slot)].visit != search.visit {
        transfers[Int(slot)].visit = search.visit
        search.slots.append(slot)
        for link in transfers[Int(slot)].flow.route { meet(link) }
      }
      next += 1
    }
  }

  private mutating func meet(_ link: LinkID) {
    guard links[link.position].visit != search.visit else { return }
    links[link.position].visit = search.visit
    search.links.append(link)
  }

  /// The rate over an empty route, where nothing is shared.
  mutating func setLocalRate(_ slot: Int) {
    setRate(slot, to: min(transfers[slot].flow.cap ?? Network.localRate, Network.localRate))
  }

  private mutating func setRate(_ slot: Int, to rate: BitRate) {
    setRate(slot, to: rate.bitsPerSecond)
  }

  private mutating func setRate(_ slot: Int, to rate: Double) {
    guard transfers[slot].rate != rate else { return }
    settle(slot)
    transfers[slot].rate = rate
    if !transfers[slot].isIdle { schedule(slot) }
  }

  /// Notes when a transfer will finish at its present rate.
  mutating func schedule(_ slot: Int) {
    if let due = transfers[slot].completion {
      completions.set(slot, number: transfers[slot].number, due: max(due, now))
    } else {
      completions.remove(slot)
    }
  }

  /// Brings a transfer up to this instant, and counts what it has moved on its links.
  ///
  /// Only whole bytes are counted, so that the sums are exact.
  mutating func settle(_ slot: Int) {
    transfers[slot].moved = transfers[slot].moved(at: now)
    transfers[slot].settled = now
    let whole = Int64(transfers[slot].moved)
    let news = whole - transfers[slot].counted
    guard news > 0 else { return }
    transfers[slot].counted = whole
    for link in transfers[slot].flow.route { links[link.position].carried += news }
  }
}
