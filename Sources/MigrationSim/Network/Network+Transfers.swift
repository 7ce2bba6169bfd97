extension Network {
  /// Starts a transfer of `size`, or one that never ends if there is none.
  ///
  /// - Parameters:
  ///   - weight: Its share against others on a full link.
  ///   - cap: The most that it takes: a sender's limit, or its TCP window's.
  ///   - staysOpen: Whether it stays when it has moved its bytes, as a connection does: it is
  ///     reported each time it runs dry, takes no share while it is, and ends when cancelled.
  public mutating func start(
    _ size: ByteCount?, over route: Route, weight: Double = 1, cap: BitRate? = nil,
    staysOpen: Bool = false, at time: SimTime
  ) -> TransferID {
    precondition(size ?? .zero >= .zero, "a transfer of \(size?.bytes ?? 0) bytes")
    move(to: time)
    let transfer = Transfer(
      number: nextNumber, flow: FairShare.Flow(route: route, weight: weight, cap: cap),
      total: size?.bytes, staysOpen: staysOpen)
    nextNumber += 1
    let slot: Int
    if let free = freeSlots.popLast() {
      slot = Int(free)
      transfers[slot] = transfer
    } else {
      slot = transfers.count
      transfers.append(transfer)
      placesInBundles.append(-1)
    }
    join(slot)
    expectEnd(of: slot)
    return TransferID(number: transfer.number, slot: Int32(slot))
  }

  /// Gives a transfer more to move: the next batch of a migration.
  ///
  /// No rate changes as long as it has not run dry before this instant. Complexity: O(log n).
  public mutating func extend(_ id: TransferID, by size: ByteCount, at time: SimTime) {
    precondition(size >= .zero, "an extension by \(size.bytes) bytes")
    move(to: time)
    let slot = slot(of: id)
    guard let total = transfers[slot].total else {
      preconditionFailure("transfer \(id.number) never ends, and cannot be extended")
    }
    transfers[slot].total = total + size.bytes
    transfers[slot].isIdle = false
    if transfers[slot].bundle < 0 { join(slot) }
    expectEnd(of: slot)
  }

  /// Limits a transfer to `cap`, or to its fair share alone if nil.
  public mutating func setCap(_ id: TransferID, to cap: BitRate?, at time: SimTime) {
    move(to: time)
    let slot = slot(of: id)
    guard transfers[slot].flow.cap != cap else { return }
    let bundle = Int(transfers[slot].bundle)
    if bundle >= 0 && bundles[bundle].members.count > 1 {
      leave(slot)
      transfers[slot].flow.cap = cap
      join(slot)
      if !transfers[slot].isIdle { expectEnd(of: slot) }
    } else {
      transfers[slot].flow.cap = cap
      guard bundle >= 0 else { return }
      let flow = transfers[slot].flow
      bundles[bundle].capLevel = flow.capLevel
      if flow.route.isEmpty { setLevel(of: bundle, to: localLevel(of: flow)) }
      noteChange(over: flow.route)
    }
  }

  /// Ends a transfer where it stands, and tells what it had not moved yet.
  ///
  /// A byte partly moved counts as not moved. For a transfer that never ends the answer is zero.
  @discardableResult
  public mutating func cancel(_ id: TransferID, at time: SimTime) -> ByteCount {
    move(to: time)
    let slot = slot(of: id)
    settle(slot)
    let left = transfers[slot].total.map { $0 - transfers[slot].counted } ?? 0
    release(slot)
    return ByteCount(left)
  }

  /// Moves on to `time` and adds the transfers that finish until then, in the order of their
  /// instants, at one instant in the order of their numbers.
  public mutating func advance(to time: SimTime, finished: inout [TransferID]) {
    precondition(time >= now, "time \(time) lies before \(now)")
    repeat {
      refreshRates()
      guard let due = completions.first?.key, due <= time else { break }
      now = due
      let first = finished.count
      while completions.first?.key == now, let bundle = completions.first?.slot {
        takeDue(from: Int(bundle), &finished)
      }
      if finished.count - first > 1 { finished[first...].sort() }
      for place in first..<finished.count { finish(finished[place]) }
    } while now < time
    now = time
  }

  /// When the next transfer will have finished, if nothing changes before; nil if none will.
  ///
  /// The holder asks after each change; it is here that the rates follow.
  public var nextCompletion: SimTime? {
    mutating get {
      refreshRates()
      return completions.first?.key
    }
  }
}

// MARK: Slots

extension Network {
  /// Moves on to `time`, before which nothing may finish.
  mutating func move(to time: SimTime) {
    if time > now { refreshRates() }
    checkIsNext(time)
    now = time
  }

  /// Stops the program if `time` is past, or if a transfer finishes before it.
  func checkIsNext(_ time: SimTime) {
    precondition(time >= now, "time \(time) lies before \(now)")
    let due = completions.first?.key ?? .distantFuture
    precondition(due >= time, "a transfer finishes at \(due), before \(time): advance first")
  }

  /// The slot of a transfer that has neither finished nor been cancelled.
  func slot(of id: TransferID) -> Int {
    let slot = Int(id.slot)
    precondition(
      slot < transfers.count && transfers[slot].number == id.number,
      "transfer \(id.number) has finished or was cancelled")
    return slot
  }

  /// Takes out what a bundle has moved whole by now, and one transfer at the least: an instant of
  /// completion is rounded, as V is.
  private mutating func takeDue(from bundle: Int, _ finished: inout [TransferID]) {
    bundles[bundle].settle(at: now)
    repeat {
      guard let end = bundles[bundle].ends.first else { break }
      bundles[bundle].ends.remove(Int(end.slot), &placesInBundles)
      finished.append(TransferID(number: end.number, slot: end.slot))
    } while (bundles[bundle].ends.first?.key ?? .infinity) <= bundles[bundle].moved
    schedule(bundle)
  }

  private mutating func finish(_ id: TransferID) {
    let slot = Int(id.slot)
    let moved = bundles[Int(transfers[slot].bundle)].moved
    count(transfers[slot].settleWhole(at: moved), over: transfers[slot].flow.route)
    if transfers[slot].staysOpen {
      transfers[slot].isIdle = true
      idling.append(id)
    } else {
      release(slot)
    }
  }

  private mutating func release(_ slot: Int) {
    leave(slot)
    transfers[slot].number = -1
    freeSlots.append(Int32(slot))
  }
}
