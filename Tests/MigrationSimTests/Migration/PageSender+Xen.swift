import MigrationSim

/// Xen's senders, the older ones, and those that are told everything.
extension PageSender {
  /// `send_memory_live`, tools/libs/guest/xg_sr_save.c: the policy is asked before a pass, which is
  /// made all the same, and after it.
  mutating func runXen() {
    var dirty = pages
    var iteration = 0
    while true {
      let isEnough = dirty < 50 || iteration >= 5
      if dirty > 0 { sendAll() }
      iteration += 1
      if isEnough || iteration >= 5 { break }
      dirty = readLog()
    }
    stopAndCopy()
  }

  /// emum.c: `iter > 0 && (rem < 50 || iter >= 4)`.
  mutating func runEmuManager() {
    for iteration in 1... {
      sendAll()
      if iteration >= 4 || readLog() < 50 { break }
    }
    stopAndCopy()
  }

  /// `xc_domain_save`, tools/libxc/xc_domain_save.c of Xen 4.1.
  mutating func runLegacy() {
    var total = 0
    for iteration in 1... {
      sendClean()
      let pass = passes[passes.count - 1]
      total += pass.sent
      if iteration >= 29 || pass.sent + pass.skipped < 50 || total > 3 * pages { break }
      readLog()
    }
    stopAndCopy()
  }

  /// Xen of 2005 (xc_linux_save.c, with its adaptive rate): as the legacy sender, from 100 to 500
  /// Mbit/s of 2²⁰ bits; faster by 50 than the guest dirtied in a pass, in Mbit/s of 10⁶ bits, if
  /// it dirtied faster than was sent. It ends after a pass at 500 that sent more than the one
  /// before.
  mutating func runClark() {
    var megabits = 100.0
    var sentBefore = Int.max
    var total = 0
    for iteration in 1... {
      cap = megabits * 0x1p20 / 8
      sendClean()
      let pass = passes[passes.count - 1]
      total += pass.sent
      if iteration >= 29 || total > 3 * pages { break }
      let dirty = readLog()
      if dirty * 4096 < 256 * 1024 { break }
      if megabits == 500 && pass.sent > sentBefore { break }
      sentBefore = pass.sent
      let dirtied = Double(dirty) * 4096 * 8 / (pass.ended - pass.began) / 1e6
      if dirtied > megabits { megabits = min(dirtied + 50, 500) }
    }
    cap = 500 * 0x1p20 / 8
    stopAndCopy()
  }

  /// A pass of batches, each of which passes over what a look at the log before it found dirty.
  mutating func sendClean() {
    beginPass()
    while position < pages {
      let peeked = guest.dirty
      var batch: [Int] = []
      while position < pages && batch.count < wire.batchPages {
        if isToSend[position] {
          if peeked[position] {
            passes[passes.count - 1].skipped += 1
            isToSend[position] = false
            left -= 1
          } else {
            batch.append(position)
          }
        }
        position += 1
      }
      inBatch = 0
      for page in batch { send(page) }
    }
    endPass()
  }

  /// SimGrid's src/plugins/vm/VmLiveMigration.cpp, stages 1 to 3: until what is dirty takes less
  /// than 30 ms at the rate of the last stage.
  mutating func runSimGrid() {
    while true {
      sendAll()
      let pass = passes[passes.count - 1]
      let dirty = readLog()
      let bandwidth = pass.bytes / (pass.ended - pass.began)
      if Double(dirty * 4096) < bandwidth * 0.03 - 4096 || dirty == 0 { break }
    }
    stopAndCopy()
  }

  /// So many passes, or fewer pages than a threshold, or a time; returns whether the time was up.
  @discardableResult
  mutating func runPasses(most: Int, threshold: Int, until limit: Double = .infinity) -> Bool {
    for iteration in 1... {
      beginPass()
      for page in isToSend.indices where isToSend[page] {
        if now >= limit { break }
        send(page)
      }
      endPass()
      if now >= limit { return true }
      if iteration >= most || readLog() < threshold { return false }
    }
    return false
  }
}
