/// One migration of a run: who moves where, how far it is, and what carries it.
struct MigrationRun: Sendable {
  let vm: VMID
  let source: HostID
  let destination: HostID
  let settings: Int
  /// The network that carries the memory.
  let network: NetworkID?
  /// The evacuation that it is part of, by number; nil where a step asked for it alone.
  let evacuation: Int?
  /// The step that asked for it.
  let step: Int
  let requested: SimTime
  var machine: Migration
  /// Which state of the guest's CPU record its crossing was found from.
  var cpuRevision: Int32?
  /// The disks that move with it; nil where none does.
  var storage: StorageRun?
  /// How fast its mirrors let the guest run.
  var storagePace = 1.0
  var route = Route()
  /// The connection that the memory goes over, once there is one.
  var transfer: TransferID?
  /// The most that it may take at present.
  var cap: BitRate?
  var ended: SimTime?
  var outcome = MigrationOutcome.unfinished
  var reasons: [XapiError] = []
  /// Rounds and phases that the journal has been told of.
  var notedRounds = 0
  var notedPhases = 0
}

// A migration is worked on where it lies. It is large, and to copy it out of the table for a look
// at a field took a fifth of all instructions of a run; so even what changes nothing is mutating.
extension MigrationRun {
  /// Goes on: what to do now, and whether another phase has begun; nil once it has ended.
  mutating func proceed(
    at now: SimTime, memory: inout GuestMemory
  ) -> (Migration.Demand, isNewPhase: Bool)? {
    guard ended == nil else { return nil }
    let before = machine.phase
    let demand = machine.proceed(at: now, memory: &memory)
    return (demand, machine.phase != before)
  }

  /// Writes down the phases begun and the rounds ended since the last time.
  mutating func noteProgress(as number: Int32, in journal: inout Journal, at now: SimTime) {
    let isSending = ended == nil && machine.phase?.sendsMemory == true
    let rounds = isSending ? max(0, machine.rounds.count - 1) : machine.rounds.count
    while notedRounds < rounds {
      journal.note(.roundEnded(migration: number, machine.rounds[notedRounds]), at: now)
      notedRounds += 1
    }
    while notedPhases < machine.phases.count {
      journal.note(.phaseBegan(migration: number, machine.phases[notedPhases].phase), at: now)
      notedPhases += 1
    }
  }

  /// The transfer whose sending takes CPU time from the guest; nil where none does.
  mutating func transferThatCosts() -> TransferID? {
    guard ended == nil, machine.plan.guest.perGigabit > 0, machine.phase?.isDowntime == false else {
      return nil
    }
    return transfer
  }

  /// Lets the guest run as fast as the migration leaves it to, sending at that rate.
  mutating func slow(_ domain: inout Domain, sending rate: BitRate, at now: SimTime) {
    guard ended == nil else { return }
    // A write that goes two ways is done when the slower one is.
    let speed =
      machine.guestSpeed * min(storagePace, domain.writePace)
      * max(0, 1 - machine.plan.guest.perGigabit * rate.bitsPerSecond * 1e-9)
    if domain.memory.speed != speed { domain.memory.setSpeed(speed, at: now) }
  }
}
