/// How senders take pages out of the set: all at once, passing over what is dirty, or clearing.
extension GuestMemory {
  /// Takes pages for a pass that skips nothing, and whose bitmap was cleaned when it began.
  ///
  /// - Parameter limit: How many at most; all where it is nil.
  public mutating func takeAll(
    limit: Int? = nil, _ stream: inout RandomStream
  ) -> Batch {
    take(limit ?? pagesToSend, &stream) { state, count, stream in
      state.take(count, &stream)
    }
  }

  /// Takes pages for a pass that clears the dirty bits of what it is about to send.
  ///
  /// KVM's manual dirty-log protection: what the guest writes before a page's turn comes is sent
  /// with it, and does not count as dirty (`KVM_CLEAR_DIRTY_LOG`; QEMU's migration/ram.c,
  /// `migration_clear_memory_region_dirty_bitmap`).
  ///
  /// - Parameter pagesPerSecond: How fast they are going to be sent, where that is known: a page of
  ///   zeros that the guest writes to before its turn goes as data.
  public mutating func takeClearing(
    limit: Int, at now: SimTime, pagesPerSecond: Double? = nil, _ stream: inout RandomStream
  ) -> Batch {
    advance(to: now)
    let span = pagesPerSecond.map { Double(min(limit, pagesToSend)) / $0 } ?? 0
    return take(limit, lasting: .seconds(span), &stream) { state, count, stream in
      state.takeClearing(count, &stream)
    }
  }

  /// Takes the next batch of a pass that passes over what has been dirtied again.
  ///
  /// The legacy sender peeks at the dirty bitmap, then walks on through the set until it has
  /// `limit` pages that are still clean (`xc_domain_save`, tools/libxc/xc_domain_save.c of Xen
  /// 4.1). Where classes lie mixed, a batch takes from each in proportion to what it has left.
  ///
  /// - Returns: the pages sent and the pages passed over; both zero when the set is used up.
  public mutating func takeBatch(
    of limit: Int, at now: SimTime, _ stream: inout RandomStream
  ) -> Batch {
    advance(to: now)
    if layout == .contiguous { return takeBatchInOrder(of: limit, &stream) }
    var batch = Batch()
    take(pagesToScan(for: limit)) { memory, index, share in
      let sent = memory.classes[index].takeClean(share, &stream)
      batch += memory.classes[index].parcel(of: sent, memory.wire, &stream)
      batch.skipped += share - sent
    }
    return batch
  }

  /// Takes clean pages of one class after the other until there are `limit`.
  private mutating func takeBatchInOrder(of limit: Int, _ stream: inout RandomStream) -> Batch {
    var batch = Batch()
    for index in classes.indices {
      while classes[index].toSend > 0 && batch.taken - batch.skipped < limit {
        let clean = 1 - classes[index].dirtyProbability
        let wanted = Double(limit - (batch.taken - batch.skipped))
        let remaining = Double(classes[index].toSend)
        let scan = clean * remaining > wanted ? max(wanted / clean, 1) : remaining
        let share = Int(scan.rounded())
        let sent = classes[index].takeClean(share, &stream)
        batch += classes[index].parcel(of: sent, wire, &stream)
        batch.skipped += share - sent
      }
    }
    return batch
  }

  private mutating func take(
    _ limit: Int, lasting span: SimDuration = .zero, _ stream: inout RandomStream,
    _ takePages: (inout PageClassState, Int, inout RandomStream) -> Void
  ) -> Batch {
    var batch = Batch()
    take(limit) { memory, index, share in
      let meanwhile = memory.writes(to: index, in: span)
      batch += memory.classes[index].parcel(
        of: share, memory.wire, writesMeanwhile: meanwhile, &stream)
      takePages(&memory.classes[index], share, &stream)
    }
    return batch
  }

  /// Shares `count` pages out among the classes, as they lie.
  private mutating func take(
    _ count: Int, _ takeShare: (inout GuestMemory, Int, Int) -> Void
  ) {
    var scan = min(count, pagesToSend)
    var left = pagesToSend
    for index in classes.indices {
      let remaining = classes[index].toSend
      guard remaining > 0, scan > 0 else { continue }
      // Rounded so that the shares add up to the scan exactly.
      let share =
        layout == .contiguous
        ? min(remaining, scan) : min(remaining, (scan * remaining + left / 2) / left)
      scan -= share
      left -= remaining
      takeShare(&self, index, share)
    }
  }

  /// How many pages of the set hold `limit` that are clean, by expectation; at least one.
  private func pagesToScan(for limit: Int) -> Int {
    var remaining = 0
    var clean = 0.0
    for index in classes.indices {
      remaining += classes[index].toSend
      clean += Double(classes[index].toSend) * (1 - classes[index].dirtyProbability)
    }
    guard clean > Double(limit) else { return remaining }
    return max(1, Int((Double(limit) * Double(remaining) / clean).rounded()))
  }
}
