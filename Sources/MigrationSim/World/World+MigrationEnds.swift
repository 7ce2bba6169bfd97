/// How migrations end: completed, given up, or broken off, and where that leaves the guest.
extension World {
  /// Ends a migration before its guest was suspended: the guest goes on at the source.
  mutating func giveUp(
    migration index: Int, _ reasons: [XapiError], _ schedule: inout Schedule<Event>
  ) {
    inventory.releaseReservation(of: migrations[index].vm)
    let phase = migrations[index].machine.phase ?? .livePasses
    breakOff(migration: index, at: schedule.now)
    end(migration: index, .failed(in: phase), reasons, &schedule)
  }

  /// Ends the migration of a guest that crashed on the way; one that had been resumed has arrived.
  mutating func abandonMigration(of vm: VMID, _ schedule: inout Schedule<Event>) {
    guard let index = migrations.firstIndex(where: { $0.vm == vm && $0.ended == nil }) else {
      return
    }
    let phase = migrations[index].machine.phase ?? .checks
    guard phase < .announce else { return }
    let reason = migrateError(
      migrations[index], "the VM crashed",
      WorldPhrase.crashedOnTheWay(inventory[vm].name))
    breakOff(migration: index, at: schedule.now)
    end(migration: index, .failed(in: phase), [reason], &schedule)
  }

  /// Gives up a pre-copy that met a limit: the guest goes on at the source.
  mutating func doNotConverge(migration index: Int, _ schedule: inout Schedule<Event>) {
    let run = migrations[index]
    let limit = run.machine.stop?.explanation ?? MigrationPhrase.someLimit()
    let reason = migrateError(run, "aborted: \(limit.text)", WorldPhrase.didNotConverge(limit))
    inventory.releaseReservation(of: run.vm)
    breakOff(migration: index, at: schedule.now)
    end(migration: index, .notConverged, [reason], &schedule)
  }

  /// Breaks a migration off by a failure, and leaves the guest where the toolstack leaves it.
  mutating func fail(
    migration index: Int, _ failure: MigrationFailure, _ schedule: inout Schedule<Event>
  ) {
    let run = migrations[index]
    guard run.ended == nil, let phase = run.machine.phase else { return }
    // A guest that is announced before all of its memory has come is as torn as later.
    let isTorn = phase == .announce && run.machine.goesPostCopy
    let ending = run.machine.plan.profile.ending(of: failure, in: isTorn ? .postCopy : phase)
    let reason =
      storageReason(for: failure, of: run) ?? reason(for: failure, of: run, ending)
    breakOff(migration: index, at: schedule.now)
    switch ending {
    // A cold move has no guest to leave anywhere.
    case _ where run.storage?.motion.scope == .cold: break
    case .goesOn: inventory.releaseReservation(of: run.vm)
    case .resumesAtSource: resumeAtSource(of: run, &schedule)
    case .halted: halt(run.vm, .halted, &schedule)
    case .lost: halt(run.vm, .crashed, &schedule)
    case .arrived: announce(run.vm, &schedule)
    }
    end(migration: index, .failed(in: phase), [reason], &schedule)
  }

  /// Carries out the failure that a migration's plan holds.
  mutating func breakOff(migration index: Int, _ schedule: inout Schedule<Event>) {
    guard migrations[index].ended == nil, let injection = migrations[index].machine.plan.injection
    else { return }
    fail(migration: index, injection.failure, &schedule)
    if injection.failure == .destinationDies { die(migrations[index].destination, &schedule) }
  }

  /// A host goes down with all that is on it.
  mutating func die(_ host: HostID, _ schedule: inout Schedule<Event>) {
    for index in migrations.indices where migrations[index].ended == nil {
      if migrations[index].destination == host {
        fail(migration: index, .destinationDies, &schedule)
      } else if migrations[index].source == host {
        loseSource(ofMigration: index, &schedule)
      }
    }
    for vm in inventory.residents(of: host) { halt(vm, .lostWithHost, &schedule) }
    turnOff(host, at: schedule.now)
    noteGone(host, failed: true, &schedule)
  }

  /// Breaks a migration off whose source went down: only a guest that had come over whole goes on.
  private mutating func loseSource(
    ofMigration index: Int, _ schedule: inout Schedule<Event>
  ) {
    let run = migrations[index]
    guard let phase = run.machine.phase else { return }
    let isCold = run.storage?.motion.scope == .cold
    let hasArrived = phase == .cleanUp || phase == .announce && !run.machine.goesPostCopy
    let vm = inventory[run.vm].name
    let source = inventory[run.source].name
    let left =
      isCold
      ? WorldPhrase.keepsDisks(vm)
      : hasArrived
        ? FailureEnding.arrived.explanation(
          of: vm, source: source, destination: inventory[run.destination].name)
        : WorldPhrase.wentDownWithSource(vm)
    let reason = migrateError(
      run, "source down", WorldPhrase.both(WorldPhrase.wentDown(source), left))
    breakOff(migration: index, at: schedule.now)
    if hasArrived && !isCold { announce(run.vm, &schedule) }
    if !hasArrived && !isCold {
      // What was torn between two hosts stands, what is left of it, at the other.
      let isThere = inventory[run.vm].residentOn == run.source
      halt(run.vm, isThere ? .lostWithHost : .crashed, &schedule)
    }
    end(migration: index, .failed(in: phase), [reason], &schedule)
  }

  private func reason(
    for failure: MigrationFailure, of run: MigrationRun, _ ending: FailureEnding
  ) -> XapiError {
    let vm = inventory[run.vm].name
    let destination = inventory[run.destination].name
    let left = ending.explanation(
      of: vm, source: inventory[run.source].name, destination: destination)
    switch failure {
    case .linkCut:
      return migrateError(
        run, "connection lost",
        WorldPhrase.both(WorldPhrase.connectionBroke(destination), left))
    case .destinationDies:
      return migrateError(
        run, "destination down", WorldPhrase.both(WorldPhrase.wentDown(destination), left))
    case .noMemory:
      return XapiError(
        "HOST_NOT_ENOUGH_FREE_MEMORY", [destination],
        explanation: WorldPhrase.both(WorldPhrase.noMemoryAfterAll(destination), left))
    case .suspendTimeout:
      return XapiError(
        "VM_FAILED_SUSPEND_ACKNOWLEDGMENT", [vm],
        explanation: WorldPhrase.both(WorldPhrase.didNotSuspend(vm), left))
    case .storageLost:
      return XapiError(
        "SR_BACKEND_FAILURE_46", ["", "The VDI is not available"],
        explanation: WorldPhrase.both(WorldPhrase.storageNotAttached(destination, vm), left))
    }
  }

  /// Breaks the state machine off, and takes back what the connection had not sent yet.
  mutating func breakOff(migration index: Int, at now: SimTime) {
    let unsent = disconnect(migration: index, at: now)
    let vm = migrations[index].vm.position
    migrations[index].machine.fail(at: now, unsent: unsent, memory: &domains[vm].memory)
  }

  /// Ends the connection; returns what it had not sent.
  private mutating func disconnect(migration index: Int, at now: SimTime) -> ByteCount {
    guard let transfer = migrations[index].transfer else { return .zero }
    migrations[index].transfer = nil
    ownerOfTransfer[Int(transfer.slot)] = -1
    return network.cancel(transfer, at: now)
  }

  mutating func end(
    migration index: Int, _ outcome: MigrationOutcome, _ reasons: [XapiError],
    _ schedule: inout Schedule<Event>
  ) {
    migrations[index].ended = schedule.now
    migrations[index].outcome = outcome
    migrations[index].reasons += reasons
    _ = disconnect(migration: index, at: schedule.now)
    endStorage(ofMigration: index, outcome, at: schedule.now)
    // Whatever slowed the guest is over.
    let vm = migrations[index].vm.position
    domains[vm].memory.stopLogging(at: schedule.now)
    domains[vm].memory.setSpeed(1, at: schedule.now)
    inventory.setBusy(migrations[index].vm, false)
    noteProgress(of: index, at: schedule.now)
    journal.note(.migrationEnded(migration: Int32(index)), at: schedule.now)
    if let evacuation = migrations[index].evacuation {
      migrationEnded(of: evacuation, outcome, reasons, &schedule)
    } else {
      end(
        step: migrations[index].step, outcome == .completed ? .done : .failed, reasons, &schedule)
    }
  }
}
