import MigrationSim

/// What is to be learnt, as it follows from what happened.
extension Explainer {
  /// The most lessons that are drawn: more than a few nobody learns.
  private static let mostLessons = 3

  var lessons: [Sentence] {
    Array((deaths + failures + refusals + successes + others).prefix(Self.mostLessons))
  }

  private var completed: [MigrationResult] {
    result.migrations.filter { $0.outcome == .completed && $0.crossing != nil }
  }

  private var deaths: [Sentence] {
    let faults = result.machines.flatMap(\.faults)
    let isPickedUp = result.machines.contains { machine in
      machine.faults.contains { fault in
        machine.renewals.contains { $0.latches && $0.feature == fault.feature }
      }
    }
    if isPickedUp { return [EndingPhrase.pickedUp()] }
    if faults.contains(where: { $0.layer == .kernel }) { return [EndingPhrase.diesLater()] }
    if !faults.isEmpty { return [EndingPhrase.programsDie()] }
    let hasSurvivors = result.machines.contains { $0.state == .running && !$0.lostFeatures.isEmpty }
    return hasSurvivors ? [EndingPhrase.survival()] : []
  }

  private var failures: [Sentence] {
    var found: [Sentence] = []
    if result.migrations.contains(where: failedForCPU) { found.append(EndingPhrase.restoreFails()) }
    if result.migrations.contains(where: {
      $0.outcome == .notConverged || $0.stop?.isForced == true
    }) {
      found.append(EndingPhrase.convergence())
    }
    let brokenOff = result.migrations.contains {
      if case .failed = $0.outcome {
        !failedForCPU($0) && !isRefusedByDestination($0)
      } else {
        false
      }
    }
    let isPlannedBlindly = result.restarts.contains { restart in
      restart.reasons.contains { $0.code == "VM_HVM_REQUIRED" }
    }
    return found + (brokenOff ? [EndingPhrase.breakOff()] : [])
      + (isPlannedBlindly ? [EndingPhrase.planIsBlind()] : [])
  }

  private var refusals: [Sentence] {
    let isRefused = result.migrations.contains { migration in
      isRefusedByDestination(migration)
        || migration.outcome == .refused
          && migration.reasons.contains { $0.code == "VM_INCOMPATIBLE_WITH_THIS_HOST" }
    }
    let isImmovable = result.steps.contains { step in
      step.reasons.first?.code == "CANNOT_EVACUATE_HOST"
        && step.reasons.contains { $0.code == "VM_INCOMPATIBLE_WITH_THIS_HOST" }
    }
    let hasNoPath = result.steps.contains { step in
      (step.reasons + step.warnings).contains { $0.code.hasPrefix("SR_BACKEND_FAILURE_1") }
    }
    let hasNoMaster = result.steps.contains {
      $0.reasons.first?.code == "HOST_IN_EMERGENCY_MODE"
    }
    return (isRefused ? [EndingPhrase.refusalIsCheap()] : [])
      + (isImmovable ? [EndingPhrase.restartFirst()] : [])
      + (hasNoPath ? [EndingPhrase.pathToStorage()] : [])
      + (hasNoMaster ? [EndingPhrase.nobodySucceeds()] : [])
  }

  private var successes: [Sentence] {
    guard let first = completed.first else { return [] }
    if setup.toolstack.era == .levelling && !uneven.isEmpty { return [EndingPhrase.level()] }
    let harmless = completed.first {
      $0.crossing?.lacking.isEmpty == true && !unevenUses(of: $0.vm).isEmpty
    }
    if let harmless, deaths.isEmpty { return [EndingPhrase.direction(names.name(of: harmless.vm))] }
    if !uneven.isEmpty && deaths.isEmpty {
      let frugal = completed.first { unevenUses(of: $0.vm).isEmpty }
      return frugal.map { [EndingPhrase.frugal(names.name(of: $0.vm))] } ?? []
    }
    let isAlike = uneven.isEmpty && first.storage == nil
    let isShort = completed.allSatisfy { $0.downtime < .seconds(1) }
    let isUnnoticed = isAlike && isShort && !isCutOff && (deaths + failures).isEmpty
    return isUnnoticed ? [EndingPhrase.likeHosts()] : []
  }

  /// Whether a guest that had moved found no way to whom it pinged, or was not found.
  private var isCutOff: Bool {
    result.pings.contains { ping in
      completed.contains { $0.vm == ping.vm }
        && ping.requests.contains { $0.fate == .lost(.unreachable) }
    }
  }

  private var others: [Sentence] {
    var found: [Sentence] = []
    let isMasked = result.steps.contains {
      if case .maskCPU = $0.step.operation { $0.outcome == .done } else { false }
    }
    if isMasked { found.append(EndingPhrase.masks()) }
    let isForced = result.steps.contains {
      if case .joinPool(_, _, true) = $0.step.operation { !$0.warnings.isEmpty } else { false }
    }
    if isForced { found.append(EndingPhrase.force()) }
    let views = result.pings.filter { ping in completed.contains { $0.vm == ping.vm } }
    if views.contains(where: \.isFromConsole), views.contains(where: { !$0.isFromConsole }) {
      found.append(EndingPhrase.twoViews())
    }
    if result.migrations.contains(where: { $0.storage == .guest && $0.outcome == .completed }) {
      found.append(EndingPhrase.storageMoves())
    }
    if !result.shortages.isEmpty { found.append(EndingPhrase.promises()) }
    return found
  }
}
