/// How transfers come into bundles and leave them, and how far each has come.
extension Network {
  /// Lets a transfer take part in the sharing of its links.
  mutating func join(_ slot: Int) {
    let flow = transfers[slot].flow
    let bundle = findBundle(for: flow) ?? makeBundle(for: flow)
    bundles[bundle].settle(at: now)
    transfers[slot].bundle = Int32(bundle)
    transfers[slot].place = Int32(bundles[bundle].members.count)
    transfers[slot].joined = bundles[bundle].moved
    bundles[bundle].members.append(Int32(slot))
    bundles[bundle].weight += flow.weight
    noteChange(over: flow.route)
  }

  /// Takes a transfer out of the sharing of its links, settled at this instant.
  mutating func leave(_ slot: Int) {
    let bundle = Int(transfers[slot].bundle)
    guard bundle >= 0 else { return }
    settle(slot)
    bundles[bundle].ends.remove(slot, &placesInBundles)
    let place = Int(transfers[slot].place)
    let last = bundles[bundle].members.removeLast()
    if Int(last) != slot {
      bundles[bundle].members[place] = last
      transfers[Int(last)].place = Int32(place)
    }
    bundles[bundle].weight -= transfers[slot].flow.weight
    transfers[slot].bundle = -1
    noteChange(over: transfers[slot].flow.route)
    if bundles[bundle].members.isEmpty { remove(bundle: bundle) } else { schedule(bundle) }
  }

  /// Notes what a transfer has to move still, and when its bundle is to be looked at for it.
  ///
  /// Alone in its bundle it begins to count anew: V then stays small, and keeps its digits.
  mutating func expectEnd(of slot: Int) {
    var transfer = transfers[slot]
    guard let total = transfer.total else { return }
    let bundle = Int(transfer.bundle)
    if bundles[bundle].isHeldByOne && bundles[bundle].ends.isEmpty {
      settle(slot)
      bundles[bundle].moved = 0
      transfers[slot].joined = 0
      transfer = transfers[slot]
    }
    let left = (Double(total) - transfer.moved) * 8
    bundles[bundle].ends.set(
      slot, number: transfer.number, key: transfer.joined + left / transfer.flow.weight,
      &placesInBundles)
    schedule(bundle)
  }

  /// Notes when the first transfer of a bundle is through at its present level.
  mutating func schedule(_ bundle: Int) {
    if let due = bundles[bundle].firstCompletion {
      completions.set(
        bundle, number: Int64(bundle), key: max(due, now), &placesInCompletions)
    } else {
      completions.remove(bundle, &placesInCompletions)
    }
  }

  /// Brings a transfer up to this instant, and counts what it has moved on its links.
  mutating func settle(_ slot: Int) {
    let bundle = Int(transfers[slot].bundle)
    guard bundle >= 0 else { return }
    bundles[bundle].settle(at: now)
    let moved = bundles[bundle].moved
    guard transfers[slot].joined != moved else { return }
    let news = transfers[slot].settle(at: moved)
    count(news, over: transfers[slot].flow.route)
  }

  /// Counts whole bytes on the links that have carried them.
  mutating func count(_ news: Int64, over route: Route) {
    guard news > 0 else { return }
    for link in route { links[link.position].carried += news }
  }

  /// The bytes that a transfer has moved by `time` [B].
  func moved(_ slot: Int, at time: SimTime) -> Double {
    let bundle = Int(transfers[slot].bundle)
    guard bundle >= 0 else { return transfers[slot].moved }
    return transfers[slot].moved(at: bundles[bundle].moved(at: time))
  }

  /// Has the rates over a route found anew.
  mutating func noteChange(over route: Route) {
    changedLinks.append(contentsOf: route)
  }
}

// MARK: Bundles and links

extension Network {
  /// The bundle that a transfer can join, looked for where the fewest are.
  private func findBundle(for flow: FairShare.Flow) -> Int? {
    guard var rarest = flow.route.first?.position else { return nil }
    for link in flow.route.dropFirst()
    where links[link.position].sharing.count < links[rarest].sharing.count {
      rarest = link.position
    }
    for bundle in links[rarest].sharing {
      let bundle = Int(bundle)
      if bundles[bundle].route == flow.route && bundles[bundle].capLevel == flow.capLevel {
        return bundle
      }
    }
    return nil
  }

  private mutating func makeBundle(for flow: FairShare.Flow) -> Int {
    let bundle: Int
    if let free = freeBundles.popLast() {
      bundle = Int(free)
    } else {
      bundle = bundles.count
      bundles.append(Bundle(route: flow.route, capLevel: flow.capLevel))
      placesInCompletions.append(-1)
    }
    bundles[bundle].route = flow.route
    bundles[bundle].capLevel = flow.capLevel
    bundles[bundle].settled = now
    if flow.route.isEmpty { bundles[bundle].level = localLevel(of: flow) }
    for (step, link) in flow.route.enumerated() {
      bundles[bundle].places[step] = Int32(links[link.position].sharing.count)
      links[link.position].sharing.append(Int32(bundle))
    }
    return bundle
  }

  private mutating func remove(bundle: Int) {
    for (step, link) in bundles[bundle].route.enumerated() {
      let place = Int(bundles[bundle].places[step])
      let last = Int(links[link.position].sharing.removeLast())
      if last != bundle {
        links[link.position].sharing[place] = Int32(last)
        for (step, other) in bundles[last].route.enumerated() where other == link {
          bundles[last].places[step] = Int32(place)
        }
      }
    }
    completions.remove(bundle, &placesInCompletions)
    // The arrays of the next bundle in this place need no new memory.
    bundles[bundle].weight = 0
    bundles[bundle].level = 0
    bundles[bundle].moved = 0
    freeBundles.append(Int32(bundle))
  }

  /// The level over an empty route, where nothing is shared.
  func localLevel(of flow: FairShare.Flow) -> Double {
    min(flow.cap ?? Network.localRate, Network.localRate).bitsPerSecond / flow.weight
  }
}
