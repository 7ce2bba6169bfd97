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
  /// What its CPU means for the guest; nil where no guest moves.
  var crossing: CPUCrossing?
  /// The disks that move with it; nil where none does.
  var storage: StorageRun?
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

/// Migrations: the state machine's demands are carried out here, on the network and the guest.
extension World {
  /// Begins a migration, or refuses it with every reason.
  mutating func beginMigration(
    of vm: VMID, to destination: HostID, settings index: Int, step: Int,
    _ schedule: inout Schedule<Event>
  ) -> StepBeginning {
    let objections = inventory.objections(
      toMigrating: vm, to: destination, under: setup.toolstack)
    let source = inventory[vm].residentOn ?? inventory[vm].lastHost ?? destination
    return begin(
      vm, from: source, to: destination, settings: index, step: step, objections, &schedule)
  }

  /// Begins a migration, with storage or without, unless something stands against it.
  mutating func begin(
    _ vm: VMID, from source: HostID, to destination: HostID, settings index: Int,
    storage: StorageRun? = nil, evacuation: Int? = nil, step: Int, _ objections: [Objection],
    _ schedule: inout Schedule<Event>
  ) -> StepBeginning {
    let settings = setup.migrations[index]
    let network =
      settings.network.map { inventory.network($0, asKnownTo: source) }
      ?? inventory[source].managementPIF?.network
    let route =
      source == destination
      ? Route() : migrationRoute(from: source, to: destination, over: network)
    var run = MigrationRun(
      vm: vm, source: source, destination: destination, settings: index, network: network,
      evacuation: evacuation, step: step, requested: schedule.now,
      machine: machine(settings, storage?.motion, for: vm))
    run.storage = storage
    if source != destination {
      run.crossing = crossing(of: vm, from: source, on: destination)
    }
    var reasons = objections.refusals(force: settings.force)
    if reasons.isEmpty && route == nil { reasons.append(noRoute(run)) }
    let warnings = objections.warnings(force: settings.force)
    progress[step].warnings += warnings
    guard reasons.isEmpty, let route else {
      run.outcome = .refused
      run.ended = schedule.now
      run.reasons = reasons
      migrations.append(run)
      return .refused(reasons)
    }
    run.route = route
    run.reasons = warnings
    migrations.append(run)
    hold(destination, for: run)
    proceed(migration: migrations.count - 1, &schedule)
    return .goesOn
  }

  /// Goes on with a migration: what it waited for has happened.
  mutating func proceed(migration index: Int, _ schedule: inout Schedule<Event>) {
    guard migrations[index].ended == nil else { return }
    let vm = migrations[index].vm.position
    let before = migrations[index].machine.phase
    let demand = migrations[index].machine.proceed(
      at: schedule.now, memory: &domains[vm].memory)
    guard carryOut(demand.effect, migration: index, &schedule) else { return }
    noteProgress(of: index, at: schedule.now)
    if migrations[index].machine.phase != before { inject(into: index, &schedule) }
    switch demand.wait {
    case .span(let span): schedule.after(span, .migration(Int32(index)))
    case .sending(let bytes, let rate):
      send(bytes, atMost: rate, migration: index, at: schedule.now)
    case .copying(let place): copy(disk: place, migration: index, at: schedule.now)
    case .nothing: break
    }
    slowGuest(ofMigration: index, at: schedule.now)
  }

  /// Schedules what the plan says goes wrong in the phase that has just begun.
  private func inject(into index: Int, _ schedule: inout Schedule<Event>) {
    let machine = migrations[index].machine
    guard let injection = machine.plan.injection, injection.failure.isSudden,
      injection.phase == machine.phase
    else { return }
    schedule.after(injection.after, .migrationFails(Int32(index)))
  }

  /// Lets the guest run as fast as the migration leaves it to.
  mutating func slowGuest(ofMigration index: Int, at now: SimTime) {
    let run = migrations[index]
    guard run.ended == nil else { return }
    let vm = run.vm.position
    // A write that goes two ways is done when the slower one is.
    var speed = run.machine.guestSpeed * min(run.storage?.pace ?? 1, domains[vm].writePace)
    let cost = run.machine.plan.guest.perGigabit
    if cost > 0, let transfer = run.transfer, run.machine.phase?.isDowntime == false {
      _ = network.nextCompletion
      speed *= max(0, 1 - cost * network.rate(of: transfer).bitsPerSecond * 1e-9)
    }
    if domains[vm].memory.speed != speed { domains[vm].memory.setSpeed(speed, at: now) }
  }

  /// Does to the guest what the migration demands; false if that ended the migration.
  private mutating func carryOut(
    _ effect: Migration.Effect, migration index: Int, _ schedule: inout Schedule<Event>
  ) -> Bool {
    let vm = migrations[index].vm
    switch effect {
    case .none: return true
    case .offerGuest: return offer(migration: index, &schedule)
    case .pauseGuest: pause(vm, at: schedule.now)
    case .restoreGuest: return restore(migration: index, &schedule)
    case .resumeGuest:
      resume(vm, on: migrations[index].destination, &schedule)
      changeOver(migration: index, at: schedule.now)
    case .announceGuest: announce(vm, &schedule)
    case .end: end(migration: index, .completed, [], &schedule)
    case .abort: doNotConverge(migration: index, &schedule)
    case .fail(let failure): fail(migration: index, failure, &schedule)
    }
    return migrations[index].ended == nil
  }

  /// Sends the next bytes over the connection, which is made for the first of them.
  private mutating func send(
    _ bytes: ByteCount, atMost cap: BitRate?, migration index: Int, at now: SimTime
  ) {
    if let transfer = migrations[index].transfer {
      if migrations[index].cap != cap { network.setCap(transfer, to: cap, at: now) }
      migrations[index].cap = cap
      network.extend(transfer, by: bytes, at: now)
      return
    }
    let channels = Double(migrations[index].machine.plan.sender.channels)
    let transfer = network.start(
      bytes, over: migrations[index].route, weight: channels, cap: cap, staysOpen: true, at: now)
    migrations[index].transfer = transfer
    migrations[index].cap = cap
    own(transfer, migration: index)
  }

  /// Has a migration go on when a transfer has moved its bytes.
  mutating func own(_ transfer: TransferID, migration index: Int) {
    let slot = Int(transfer.slot)
    while ownerOfTransfer.count <= slot { ownerOfTransfer.append(-1) }
    ownerOfTransfer[slot] = Int32(index)
  }

  /// Shows the destination what CPU the guest was started with; false if that ends the migration.
  private mutating func offer(migration index: Int, _ schedule: inout Schedule<Event>) -> Bool {
    let run = migrations[index]
    guard case .refused(let mismatches) = arrival(of: run.vm, from: run.source, on: run.destination)
    else { return true }
    giveUp(
      migration: index,
      mismatches.map { migrateError(run, "refused by the destination", $0.explanation) }, &schedule)
    return false
  }

  /// Lets the destination take the guest's CPU state; false if it cannot.
  ///
  /// xapi then shuts the suspended domain down at the source: the VM ends halted
  /// (`ocaml/xapi/xapi_vm_migrate.ml`, `pool_migrate`). xl and QEMU resume it there.
  private mutating func restore(
    migration index: Int, _ schedule: inout Schedule<Event>
  ) -> Bool {
    let run = migrations[index]
    switch arrival(of: run.vm, from: run.source, on: run.destination) {
    case .refused:
      preconditionFailure("migration \(index) was refused and went on")
    case .resumes:
      meetCPU(of: run.destination, run.vm)
      return true
    case .failsAfterSuspend(let failures):
      let reasons = failures.map {
        migrateError(
          run, "restore failed after the suspend", $0.explanation(setup.toolstack.featureNames))
      }
      breakOff(migration: index, at: schedule.now)
      if run.machine.plan.profile.resumesAtSource {
        resumeAtSource(of: run, &schedule)
      } else {
        halt(run.vm, .halted, &schedule)
      }
      end(migration: index, .failed(in: .deviceState), reasons, &schedule)
      return false
    }
  }

  /// Writes down the phases begun and the rounds ended since the last time.
  mutating func noteProgress(of index: Int, at now: SimTime) {
    let machine = migrations[index].machine
    let rounds = migrations[index].ended == nil ? machine.roundsEnded : machine.rounds.count
    while migrations[index].notedRounds < rounds {
      let round = machine.rounds[migrations[index].notedRounds]
      journal.note(.roundEnded(migration: Int32(index), round), at: now)
      migrations[index].notedRounds += 1
    }
    while migrations[index].notedPhases < machine.phases.count {
      let phase = machine.phases[migrations[index].notedPhases].phase
      journal.note(.phaseBegan(migration: Int32(index), phase), at: now)
      migrations[index].notedPhases += 1
    }
  }
}

// MARK: What it is made from

extension World {
  private func machine(
    _ settings: MigrationSettings, _ storage: StorageMotion?, for vm: VMID
  ) -> Migration {
    // The same cause has the same luck, whatever else the run does; a later migration of the same
    // guest has luck of its own.
    let earlier = migrations.count { $0.vm == vm }
    let name = "\(inventory[vm].name), migration \(earlier)"
    return Migration(
      plan: settings.plan, vcpus: Int(inventory[vm].vcpus), storage: storage,
      streams: MigrationStreams(
        dirtying: random.stream("dirtying of \(name)"),
        durations: random.stream("phases of \(name)")))
  }

  /// The way from host to host over a network on which both have an address.
  private func migrationRoute(
    from source: HostID, to destination: HostID, over network: NetworkID?
  ) -> Route? {
    guard let network, let from = inventory[source].pif(on: network),
      let to = inventory[destination].pif(on: network),
      from.interface != nil, to.interface != nil
    else { return nil }
    return self.network.topology.route(from: from.nic, to: to.nic)
  }

  /// Why there is no such way: xapi looks at the destination's interface alone, and finds no fault
  /// with a cable (`Host.migrate_receive`, `ocaml/xapi/xapi_host.ml`).
  private func noRoute(_ run: MigrationRun) -> XapiError {
    let (source, destination) = (inventory[run.source].name, inventory[run.destination].name)
    if let network = run.network {
      let name = inventory[network].name
      guard let pif = inventory[run.destination].pif(on: network) else {
        return XapiError(
          "HOST_CANNOT_ATTACH_NETWORK", [destination, name],
          explanation: PoolPhrase.noNICOnNetwork(destination, name))
      }
      if pif.interface == nil {
        return XapiError(
          "PIF_HAS_NO_NETWORK_CONFIGURATION", ["\(destination) on \(name)"],
          explanation: WorldPhrase.noAddressForMemory(destination, name))
      }
    }
    return migrateError(
      run, "unreachable",
      run.network.map { WorldPhrase.noWay(source, destination, inventory[$0].name) }
        ?? WorldPhrase.noWayOverNone(source, destination))
  }

  func migrateError(
    _ run: MigrationRun, _ message: String, _ explanation: Sentence
  ) -> XapiError {
    let ends = [run.source, run.destination].map { inventory[$0].name }
    return XapiError(
      "VM_MIGRATE_FAILED", [inventory[run.vm].name] + ends + [message], explanation: explanation)
  }

  private func crossing(
    of vm: VMID, from source: HostID, on destination: HostID
  ) -> CPUCrossing? {
    guard let cpu = inventory[vm].cpu else { return nil }
    return CPUCrossing(
      guest: cpu, destination: inventory[destination].processor,
      arrival: arrival(of: vm, from: source, on: destination))
  }

  /// What happens to a guest that is restored on another host's CPU.
  func arrival(of vm: VMID, from source: HostID, on destination: HostID) -> Arrival {
    guard let cpu = inventory[vm].cpu else {
      return .resumes(lost: [], appeared: FeatureSet())
    }
    let host = inventory[destination].cpu
    let mode = inventory[vm].mode
    return Arrival(
      of: cpu, mode: mode, from: inventory[source].processor, on: host.processor,
      showing: setup.toolstack.levelling.featuresOnArrival(of: cpu, on: host, for: mode),
      checks: setup.restoreChecks)
  }
}
