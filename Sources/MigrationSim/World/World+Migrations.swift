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
      machine: machine(settings: index, storage?.motion, for: vm))
    run.storage = storage
    run.cpuRevision = inventory[vm].cpu?.revision
    crossings.append(
      source == destination ? nil : crossing(of: vm, from: source, on: destination))
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
    let vm = migrations[index].vm.position
    guard
      let (demand, isNewPhase) = migrations[index].proceed(
        at: schedule.now, memory: &domains[vm].memory)
    else { return }
    guard carryOut(demand.effect, migration: index, &schedule) else { return }
    noteProgress(of: index, at: schedule.now)
    if isNewPhase { inject(into: index, &schedule) }
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
  private mutating func inject(into index: Int, _ schedule: inout Schedule<Event>) {
    guard let injection = migrations[index].machine.plan.injection, injection.failure.isSudden,
      injection.phase == migrations[index].machine.phase
    else { return }
    schedule.after(injection.after, .migrationFails(Int32(index)))
  }

  /// Lets the guest run as fast as the migration leaves it to.
  mutating func slowGuest(ofMigration index: Int, at now: SimTime) {
    var rate = BitRate.zero
    if let sending = migrations[index].transferThatCosts() {
      _ = network.nextCompletion
      rate = network.rate(of: sending)
    }
    let vm = migrations[index].vm.position
    migrations[index].slow(&domains[vm], sending: rate, at: now)
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
    guard case .refused(let mismatches) = arrival(ofMigration: index) else { return true }
    let run = migrations[index]
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
    switch arrival(ofMigration: index) {
    case .refused:
      preconditionFailure("migration \(index) was refused and went on")
    case .resumes:
      meetCPU(of: migrations[index].destination, migrations[index].vm)
      return true
    case .failsAfterSuspend(let failures):
      let run = migrations[index]
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
    migrations[index].noteProgress(as: Int32(index), in: &journal, at: now)
  }
}

// MARK: What it is made from

extension World {
  private mutating func machine(
    settings: Int, _ storage: StorageMotion?, for vm: VMID
  ) -> Migration {
    // The same cause has the same luck, whatever else the run does; a later migration of the same
    // guest has luck of its own.
    let luck = domains[vm.position].luck
    let earlier = domains[vm.position].migrationCount
    domains[vm.position].migrationCount += 1
    return Migration(
      plan: plans[settings], vcpus: Int(inventory[vm].vcpus), storage: storage,
      streams: MigrationStreams(
        dirtying: random.stream(luck.dirtying, earlier),
        durations: random.stream(luck.durations, earlier)))
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

  /// The same for a migration: found as it began, and again only if its guest's software has
  /// changed its mind since. That its destination boots meanwhile would break it off.
  private func arrival(ofMigration index: Int) -> Arrival {
    let vm = migrations[index].vm
    if migrations[index].cpuRevision == inventory[vm].cpu?.revision,
      let arrival = crossings[index]?.arrival
    {
      return arrival
    }
    return arrival(of: vm, from: migrations[index].source, on: migrations[index].destination)
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
