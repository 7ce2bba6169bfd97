import MigrationSim

/// A guest's memory by itself: passes over it, in turn taken whole and in batches that pass over
/// what is dirty again, while the guest writes to four classes of pages at random.
struct DirtyingTrial: Trial {
  private var memory: GuestMemory
  private var stream: RandomStream
  private let units: Int
  private var now = SimTime.zero
  private var batches = 0
  private var hash = Fingerprint()

  init(_ scale: Workload.Scale) {
    memory = GuestMemory(classes: Estate.drawn(Estate.dirtying)(Estate.memory))
    stream = RandomSource(seed: 1, replication: 0).stream("dirtying")
    units = scale.units
    memory.startLogging(at: .zero)
  }

  mutating func run() {
    for unit in 0..<units {
      let dirty = memory.clean(at: now, &stream)
      hash.add(Int64(dirty))
      if unit.isMultiple(of: 2) {
        note(memory.takeAll(&stream))
        now = now + .seconds(1)
      } else {
        while memory.pagesToSend > 0 {
          // As long as a batch of 1024 pages takes on 1 Gbit/s.
          now = now + .seconds(0.034)
          note(memory.takeBatch(of: 1024, at: now, &stream))
        }
      }
    }
  }

  private mutating func note(_ batch: Batch) {
    batches += 1
    hash.add(Int64(batch.sent))
    hash.add(Int64(batch.skipped))
  }

  var outcome: Outcome { Outcome(units: units, events: batches, hash: hash.value) }
}
