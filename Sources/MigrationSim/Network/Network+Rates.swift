extension Network {
  /// What a search for the reach of a change has come upon.
  struct Search: Sendable {
    /// The number of this search: what bears it has been met.
    var visit = 0
    var links: [LinkID] = []
    var bundles: [Int32] = []
  }

  /// Brings all rates up to date with what has changed at this instant.
  mutating func refreshRates() {
    guard isStale else { return }
    if !idling.isEmpty {
      for id in idling {
        let slot = Int(id.slot)
        if transfers[slot].number == id.number, transfers[slot].isIdle { leave(slot) }
      }
      idling.clear()
    }
    guard !changedLinks.isEmpty else { return }
    findReach()
    changedLinks.clear()
    for link in search.links { links[link.position].isSaturated = false }
    switch search.bundles.count {
    case 0: break
    case 1: fill(alone: Int(search.bundles[0]))
    default: fillProgressively()
    }
  }

  /// Finds every link and bundle that the changed links touch, directly or through others.
  private mutating func findReach() {
    search.visit += 1
    search.links.clear()
    search.bundles.clear()
    for link in changedLinks { meet(link) }
    var next = 0
    while next < search.links.count {
      for bundle in links[search.links[next].position].sharing
      where bundles[Int(bundle)].visit != search.visit {
        bundles[Int(bundle)].visit = search.visit
        search.bundles.append(bundle)
        for link in bundles[Int(bundle)].route { meet(link) }
      }
      next += 1
    }
  }

  private mutating func meet(_ link: LinkID) {
    guard links[link.position].visit != search.visit else { return }
    links[link.position].visit = search.visit
    search.links.append(link)
  }

  /// The level of a bundle that shares its links with no other: that of its tightest link.
  ///
  /// What `ProgressiveFilling` would find for one flow, without its tables and its search.
  private mutating func fill(alone bundle: Int) {
    let route = bundles[bundle].route
    let weight = bundles[bundle].weight
    var level = Double.infinity
    for link in route { level = min(level, capacities[link.position] / weight) }
    if bundles[bundle].capLevel <= level {
      level = bundles[bundle].capLevel
    } else if level > 0 {
      let fullLevel = level * ProgressiveFilling.evenlyFull
      for link in route where capacities[link.position] / weight <= fullLevel {
        links[link.position].isSaturated = true
        break
      }
    }
    setLevel(of: bundle, to: level)
  }

  private mutating func fillProgressively() {
    filling.removeAll()
    for bundle in search.bundles {
      let (weight, cap) = (bundles[Int(bundle)].weight, bundles[Int(bundle)].capLevel)
      filling.add(
        FairShare.Flow(
          route: bundles[Int(bundle)].route, weight: weight,
          cap: cap < .infinity ? BitRate(bitsPerSecond: cap * weight) : nil))
    }
    filling.solve(capacities: capacities)
    for (flow, bundle) in search.bundles.enumerated() {
      let rate = filling.rates[flow]
      setLevel(of: Int(bundle), to: rate / bundles[Int(bundle)].weight)
      let bottleneck = filling.bottlenecks[flow]
      if bottleneck >= 0, rate > 0 { links[Int(bottleneck)].isSaturated = true }
    }
  }

  mutating func setLevel(of bundle: Int, to level: Double) {
    guard bundles[bundle].level != level else { return }
    bundles[bundle].settle(at: now)
    bundles[bundle].level = level
    schedule(bundle)
  }
}
