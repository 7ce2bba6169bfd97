/// The evacuation of a host: its VMs migrate, some at a time, until none is left.
struct Evacuation: Sendable {
  let host: HostID
  let step: Int
  let settings: Int
  /// Migrations that may be under way together.
  let atOnce: Int
  var waiting: ArraySlice<EvacuationPlan.Move>
  var underWay = 0
  /// Why it goes no further; empty while it does.
  var reasons: [XapiError] = []
}

/// Hosts that are taken out of work, and put to work again.
extension World {
  /// Disables a host and begins to move its VMs to others, or refuses to with every reason.
  ///
  /// Source: `evacuate`, `ocaml/xapi/xapi_host.ml` (xapi-project/xen-api): the plan is made once,
  /// and what cannot go keeps all from going.
  mutating func beginEvacuation(
    of host: HostID, settings: Int, atOnce: Int, step: Int, _ schedule: inout Schedule<Event>
  ) -> StepBeginning {
    let plan = inventory.evacuationPlan(of: host, under: setup.toolstack)
    let reasons = inventory.objections(toEvacuating: host, plan).refusals(force: false)
    guard reasons.isEmpty else { return .refused(reasons) }
    inventory.disable(host)
    journal.note(.hostChanged(host, .maintenance), at: schedule.now)
    guard !plan.moves.isEmpty else { return .takes(setup.times.record) }
    for move in plan.moves {
      note(
        WorldPhrase.isToGo(inventory[move.vm].name, inventory[move.destination].name), step: step)
    }
    evacuations.append(
      Evacuation(
        host: host, step: step, settings: settings, atOnce: atOnce, waiting: plan.moves[...]))
    goOn(evacuation: evacuations.count - 1, &schedule)
    return .goesOn
  }

  /// Begins as many migrations as may be under way, and ends the step once none is left.
  private mutating func goOn(evacuation index: Int, _ schedule: inout Schedule<Event>) {
    while evacuations[index].reasons.isEmpty, !evacuations[index].waiting.isEmpty,
      evacuations[index].underWay < evacuations[index].atOnce
    {
      let move = evacuations[index].waiting.removeFirst()
      // Whatever has halted meanwhile need not go (xapi passes over VM_BAD_POWER_STATE).
      guard inventory[move.vm].residentOn == evacuations[index].host else { continue }
      begin(move, of: index, &schedule)
    }
    guard evacuations[index].underWay == 0 else { return }
    finish(evacuation: index, &schedule)
  }

  private mutating func begin(
    _ move: EvacuationPlan.Move, of index: Int, _ schedule: inout Schedule<Event>
  ) {
    let evacuation = evacuations[index]
    let objections = inventory.objections(
      toMigrating: move.vm, to: move.destination, under: setup.toolstack)
    evacuations[index].underWay += 1
    let beginning = begin(
      move.vm, from: evacuation.host, to: move.destination, settings: evacuation.settings,
      evacuation: index, step: evacuation.step, objections, &schedule)
    if case .refused(let reasons) = beginning {
      evacuations[index].underWay -= 1
      evacuations[index].reasons = reasons
    }
  }

  /// One of the migrations has ended.
  mutating func migrationEnded(
    of index: Int, _ outcome: MigrationOutcome, _ reasons: [XapiError],
    _ schedule: inout Schedule<Event>
  ) {
    evacuations[index].underWay -= 1
    if outcome != .completed, evacuations[index].reasons.isEmpty {
      evacuations[index].reasons = reasons
    }
    goOn(evacuation: index, &schedule)
  }

  private mutating func finish(evacuation index: Int, _ schedule: inout Schedule<Event>) {
    let evacuation = evacuations[index]
    var reasons = evacuation.reasons
    let left = inventory.residents(of: evacuation.host)
    if !left.isEmpty {
      let (host, count) = (inventory[evacuation.host].name, left.count)
      reasons.append(
        XapiError(
          "INTERNAL_ERROR", ["evacuate: \(count) VMs are still resident on \(host)"],
          explanation: WorldPhrase.stillThere(host, left.map { inventory[$0].name }.listed(.commas))
        ))
    }
    end(step: evacuation.step, reasons.isEmpty ? .done : .failed, reasons, &schedule)
  }

  /// Puts a host to work again.
  mutating func enable(_ host: HostID, at now: SimTime) {
    guard inventory[host].state == .maintenance else { return }
    inventory.enable(host)
    journal.note(.hostChanged(host, .live), at: now)
  }
}
