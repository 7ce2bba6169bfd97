import MigrationSim

/// How a migration went: what was sent, how long the guest stood still, what broke off.
extension Explainer {
  func remarks(on migration: MigrationResult) -> [Explanation.Remark] {
    guard migration.outcome != .refused else { return cpu(of: migration) }
    return storage(of: migration).map { Explanation.Remark(.storage, $0) }
      + (strategy(of: migration) + amount(of: migration)).map {
        Explanation.Remark(.migration, $0)
      }
      + downtime(of: migration).map { Explanation.Remark(.downtime, $0) }
      + breakingOff(of: migration).map { Explanation.Remark(.migration, $0) }
      + cpu(of: migration) + pings(during: migration)
  }

  // MARK: What was sent

  private func strategy(of migration: MigrationResult) -> [Sentence] {
    guard !migration.rounds.isEmpty else { return [] }
    let vm = names.name(of: migration.vm)
    switch migration.strategy {
    case .stopAndCopy: return [MovePhrase.stopAndCopy(vm)]
    case .postCopy: return [postCopy(migration)]
    case .preCopy, .hybrid:
      let goesPostCopy = migration.rounds.contains { $0.kind == .postCopy }
      return rounds(of: migration) + end(ofRounds: migration)
        + (goesPostCopy ? [postCopy(migration)] : [])
    }
  }

  private func postCopy(_ migration: MigrationResult) -> Sentence {
    MovePhrase.postCopy(
      names.name(of: migration.vm), names.name(of: migration.destination), migration.pagesFaulted)
  }

  /// The most rounds that are told one by one.
  private static let mostRounds = 6

  private func rounds(of migration: MigrationResult) -> [Sentence] {
    let vm = names.name(of: migration.vm)
    let network = migration.network.map { names.name(of: $0) } ?? "-"
    let live = migration.rounds.filter(\.isLive)
    guard let first = live.first, let last = live.last else { return [] }
    switch live.count {
    case 1: return [MovePhrase.preCopyOnce(vm, first.pagesToSend, network)]
    case ...Self.mostRounds:
      return [
        MovePhrase.preCopy(vm, network, live.count, live.map(\.pagesToSend).listed(.commas))
      ]
    default:
      let shown = live.prefix(3).map(\.pagesToSend).listed(.commas)
      return [MovePhrase.preCopyMany(vm, network, live.count, shown, last.pagesToSend)]
    }
  }

  private func end(ofRounds migration: MigrationResult) -> [Sentence] {
    guard let stop = migration.stop else { return [] }
    let vm = names.name(of: migration.vm)
    switch stop {
    case .belowThreshold: return [MovePhrase.converged(vm)]
    case .switched: return [MovePhrase.switchedOver()]
    case .passes, .volume, .time, .rate:
      // One that was given up tells so itself.
      guard let last = migration.rounds.last, last.kind == .paused else { return [] }
      return [MovePhrase.didNotConverge(stop.explanation, last.pagesToSend, vm)]
    }
  }

  private func amount(of migration: MigrationResult) -> [Sentence] {
    guard migration.outcome == .completed, let first = migration.rounds.first,
      let last = migration.rounds.last, let memory = names.memory(of: migration.vm), memory > .zero
    else { return [] }
    let ratio = Double(migration.bytes.bytes) / Double(memory.bytes)
    return [
      MovePhrase.sent(
        Wording.bytes(migration.bytes), Wording.fixed(ratio, 2), Wording.amount(of: memory),
        Wording.duration(last.ended - first.began))
    ]
  }

  // MARK: Downtime

  /// The parts of the downtime that are told, and the share of it that makes one worth telling.
  private static let mostParts = 3
  private static let leastShare = 0.05

  private func downtime(of migration: MigrationResult) -> [Sentence] {
    let vm = names.name(of: migration.vm)
    // Of disks that move alone it has been told, and there is no new host.
    guard migration.downtime > .zero, migration.outcome == .completed,
      migration.storage != .disksAlone
    else { return [] }
    let whole = migration.downtime.seconds
    let parts = migration.phases.filter {
      $0.phase.isDowntime && $0.duration.seconds > Self.leastShare * whole
    }.sorted { $0.duration > $1.duration }.prefix(Self.mostParts).map {
      MovePhrase.part(MovePhrase.place(of: $0.phase), Wording.duration($0.duration))
    }
    let stood = MovePhrase.downtime(
      vm, Wording.duration(migration.downtime), Array(parts).listed(.commas))
    let brownout = Wording.duration(migration.brownout)
    return [stood]
      + (migration.brownout.milliseconds >= 1 ? [MovePhrase.brownout(vm, brownout)] : [])
  }

  // MARK: Disks

  private func storage(of migration: MigrationResult) -> [Sentence] {
    guard let scope = migration.storage else { return [] }
    let vm = names.name(of: migration.vm)
    let opening: Sentence =
      switch scope {
      case .cold: MovePhrase.cold(vm)
      case .disksAlone:
        MovePhrase.disksAlone(
          vm, names.name(of: migration.source), Wording.duration(migration.downtime))
      case .guest: MovePhrase.guestWithDisks()
      }
    let disks = migration.disks.filter { $0.began != nil }.map { disk in
      disk.copyTime.map {
        MovePhrase.diskCopied(
          disk.disk + 1, names.name(of: disk.source), names.name(of: disk.destination),
          Wording.bytes(disk.bytesCopied), Wording.duration($0))
      }
        ?? MovePhrase.diskNotCopied(
          disk.disk + 1, Wording.bytes(disk.bytesCopied), names.name(of: disk.destination))
    }
    let mirrored =
      migration.bytesMirrored > .zero
      ? [MovePhrase.mirrored(vm, Wording.bytes(migration.bytesMirrored))] : []
    return (disks.isEmpty ? [] : [opening]) + disks + mirrored
  }

  // MARK: Breaking off

  private func breakingOff(of migration: MigrationResult) -> [Sentence] {
    let phase: Phase
    switch migration.outcome {
    case .failed(let failed): phase = failed
    case .notConverged: phase = .livePasses
    case .completed, .refused, .unfinished: return []
    }
    // Of a CPU's state that does not fit there is more to say.
    guard !failedForCPU(migration), !isRefusedByDestination(migration) else { return [] }
    if migration.storage == .cold { return [MovePhrase.givenUpCold(MovePhrase.place(of: phase))] }
    let vm = names.name(of: migration.vm)
    let isWhole =
      phase == .cleanUp || phase == .announce && !migration.rounds.contains { $0.kind == .postCopy }
    if isWhole && !migration.reasons.contains(where: { $0.parameters.last == "destination down" }) {
      return [
        MovePhrase.givenUpArrived(
          MovePhrase.place(of: phase), vm, names.name(of: migration.destination))
      ]
    }
    return migration.phases.contains(where: \.phase.isDowntime)
      ? [MovePhrase.givenUpAfter(MovePhrase.place(of: phase), vm)]
      : [MovePhrase.givenUpBefore(MovePhrase.place(of: phase), vm)]
  }

  /// Whether it failed since the destination cannot load the state of the guest's CPU.
  func failedForCPU(_ migration: MigrationResult) -> Bool {
    migration.outcome == .failed(in: .deviceState)
      && migration.reasons.contains {
        $0.parameters.last == "restore failed after the suspend"
      }
  }
}
