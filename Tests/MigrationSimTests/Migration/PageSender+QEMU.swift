import MigrationSim

/// QEMU's sender: migration/migration.c and migration/ram.c.
extension PageSender {
  struct QEMU {
    /// Guest memory whose dirty bits are cleared at a time [pages]; nil to clear all at a sync.
    var clearChunk: Int? = 1 << 18
    var downtimeLimit = 0.3
    /// How the guest is slowed; nil for not at all.
    var slowing: Slowing?
    var isXBZRLE = false
  }

  enum Slowing {
    case autoConverge
    /// The guest may dirty no more pages a second.
    case dirtyLimit(Double)
  }

  /// What QEMU counts between two syncs that are a second apart.
  struct Period {
    var began = 0.0
    var dirtied = 0
    var bytes = 0.0
    var high = 0
    var throttle = 0.0
  }

  /// `migration_iteration_run` every 100 ms: what is pending against bandwidth × downtime limit;
  /// below it the log is read, and below it still the guest is stopped.
  mutating func runQEMU(_ settings: QEMU) {
    var threshold = 0
    var period = Period()
    beginPass()
    var cleared = Set<Int>()
    var next = 0
    while true {
      if left < threshold {
        endPass()
        sync(&period, settings)
        // XBZRLE begins when all of memory has been gone through once.
        keepsContents = settings.isXBZRLE
        if left < threshold { break }
        beginPass()
        passes[passes.count - 1].throttle = period.throttle
        cleared = []
      }
      let began = now
      let before = passes[passes.count - 1].bytes
      while left > 0 && now < began + 0.1 - 1e-9 {
        // `rs->last_page`: the search goes on where it was, across syncs.
        while !isToSend[next] { next = (next + 1) % pages }
        if let chunk = settings.clearChunk, cleared.insert(next / chunk).inserted {
          clear(next / chunk * chunk..<min(next / chunk * chunk + chunk, pages))
        }
        send(next)
      }
      let bandwidth = (passes[passes.count - 1].bytes - before) / (now - began)
      threshold = Int(bandwidth * settings.downtimeLimit / 4096)
    }
    cap = .infinity
    stopAndCopy()
  }

  /// `KVM_CLEAR_DIRTY_LOG`: pages that the last sync found dirty are watched anew.
  private mutating func clear(_ region: Range<Int>) {
    for page in region where isToSend[page] { guest.markClean(page) }
  }

  /// `migration_bitmap_sync` and `migration_trigger_throttle`.
  private mutating func sync(_ period: inout Period, _ settings: QEMU) {
    period.dirtied += readLog()
    period.bytes += passes[passes.count - 1].bytes
    guard now > period.began + 1 + 1e-6 else { return }
    if Double(period.dirtied) * 4096 > period.bytes * 0.5 {
      period.high += 1
      if period.high >= 2 {
        period.high = 0
        slow(&period, settings)
      }
    }
    period.began = now
    period.dirtied = 0
    period.bytes = 0
  }

  private mutating func slow(_ period: inout Period, _ settings: QEMU) {
    switch settings.slowing {
    case nil: return
    case .autoConverge:
      // `mig_throttle_guest_down`: in whole per cent.
      let percent = Int((period.throttle * 100).rounded())
      period.throttle = Double(percent == 0 ? 20 : min(percent + 10, 99)) / 100
    case .dirtyLimit(let limit):
      period.throttle = 1 - speed(atWhich: limit)
    }
    guest.setSpeed(1 - period.throttle)
  }

  /// The speed at which the guest dirties so many distinct pages in a second, by bisection.
  private func speed(atWhich limit: Double) -> Double {
    func dirtied(_ speed: Double) -> Double {
      guest.classes.reduce(0) { sum, kind in
        let load = kind.writesPerSecond * speed / Double(kind.pages)
        let share = kind.pattern == .random ? 1 - naturalExponential(-load) : min(load, 1)
        return sum + Double(kind.pages) * share
      }
    }
    var low = 0.0
    var high = 1.0
    guard dirtied(1) > limit else { return 1 }
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if dirtied(middle) > limit { high = middle } else { low = middle }
    }
    return low
  }
}
