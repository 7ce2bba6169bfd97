import MigrationSim
import StudyKit

/// Rounds as the engine's own memory gives them, batch by batch, at given rates.
enum EngineRounds {
  static func measured(
    _ classes: [PageClass], pagesPerSecond rates: [Double], sender: MeasuredMigration.Sender,
    seed: UInt64
  ) -> MeasuredMigration {
    var stream = RandomSource(seed: seed, replication: 0).stream("calibration")
    var memory = GuestMemory(classes: classes)
    var now = SimTime.zero
    var rounds: [MeasuredRound] = []
    memory.startLogging(at: now)
    for (index, rate) in rates.enumerated() {
      let began = now
      var batch = Batch()
      while memory.pagesToSend > 0 {
        let next =
          sender == .plain
          ? memory.takeAll(&stream)
          : memory.takeBatch(of: WireFormat.xen.batchPages, at: now, &stream)
        batch.sent += next.sent
        batch.skipped += next.skipped
        now = now + .seconds(Double(next.sent) / rate)
      }
      rounds.append(
        MeasuredRound(
          number: index + 1, duration: (now - began).seconds, sent: Double(batch.sent),
          skipped: sender == .skip ? Double(batch.skipped) : nil,
          dirtied: Double(memory.clean(at: now, &stream))))
    }
    return MeasuredMigration(rounds, memory: Double(memory.pages), sender: sender)
  }

  /// Rounds as they are expected: no chance in them.
  static func expected(
    _ classes: [ExpectedClass], memory: Double, pagesPerSecond rates: [Double],
    sender: MeasuredMigration.Sender
  ) -> MeasuredMigration {
    var sets = classes.map(\.pages)
    var idle = memory - sets.reduce(0, +)
    var rounds: [MeasuredRound] = []
    for (index, rate) in rates.enumerated() {
      let whole = sets.reduce(idle, +)
      let pass = ExpectedPass(over: sets, of: classes, idle: idle, pagesPerSecond: rate)
      let sent = sender == .skip ? pass.sent : whole
      let duration = sent / rate
      sets = classes.map { $0.dirtied(within: duration) }
      idle = 0
      rounds.append(
        MeasuredRound(
          number: index + 1, duration: duration, sent: sent,
          skipped: sender == .skip ? whole - sent : nil, dirtied: sets.reduce(0, +)))
    }
    return MeasuredMigration(rounds, memory: memory, sender: sender)
  }
}
