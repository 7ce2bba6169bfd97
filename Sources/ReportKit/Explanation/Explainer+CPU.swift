import MigrationSim

/// What the new CPU means for a guest that moves.
extension Explainer {
  func cpu(of migration: MigrationResult) -> [Explanation.Remark] {
    guard let crossing = migration.crossing else { return [] }
    let sentences: [Sentence] =
      switch migration.outcome {
      case .completed: arrival(of: migration, crossing)
      case .refused: refusal(of: migration, crossing)
      case .failed: failure(of: migration, crossing)
      case .notConverged, .unfinished: []
      }
    return sentences.map { Explanation.Remark(.cpu, $0) }
  }

  private static let incompatible = "VM_INCOMPATIBLE_WITH_THIS_HOST"

  // MARK: It arrives

  private func arrival(of migration: MigrationResult, _ crossing: CPUCrossing) -> [Sentence] {
    let (vm, host) = (names.name(of: migration.vm), names.name(of: migration.destination))
    let lacking = crossing.lacking
    guard !lacking.isEmpty else {
      let beyond = unevenUses(of: migration.vm).map(\.feature).filter {
        !crossing.guest.features[$0] && crossing.destination.physicalFeatures[$0]
      }
      let isForeign = crossing.guest.vendor != crossing.destination.vendor
      return [CrossingPhrase.hasAll(host, vm)]
        + (isForeign ? [CrossingPhrase.otherVendor(host)] : [])
        + further(beyond, vm, host, crossing)
    }
    var found = lacks(lacking, vm, host, crossing)
    if migration.reasons.contains(where: { $0.code == Self.incompatible }) {
      found.append(CrossingPhrase.forced(host))
    } else if setup.toolstack.era == .none {
      found.append(CrossingPhrase.nobodyAsked())
    } else if lacking.contains(where: { crossing.guest.features[$0.feature] }) {
      found.append(CrossingPhrase.notWrittenDown(vm, host))
    } else {
      found.append(CrossingPhrase.bootKnown(vm, host))
    }
    found.append(CrossingPhrase.noTrace())
    guard case .resumes(let lost, _) = crossing.arrival else { return found }
    return found
      + (lost.isEmpty ? [CrossingPhrase.notExecuted(vm)] : [rates(of: lost), risk(lost)])
  }

  /// What the new CPU has that the guest does not use, and whether it stays so.
  private func further(
    _ features: [Feature], _ vm: String, _ host: String, _ crossing: CPUCrossing
  ) -> [Sentence] {
    guard !features.isEmpty else { return [] }
    guard case .resumes(_, let appeared) = crossing.arrival else { return [] }
    let found = crossing.guest.pendingRenewals(on: crossing.destination, showing: appeared)
      .filter(\.latches).map(\.use.feature)
    let picked = FeatureSet(features: features.filter(found.contains))
    let left = FeatureSet(features: features).subtracting(picked)
    return (left.isEmpty ? [] : [CrossingPhrase.hasMore(host, names.features.list(left), vm)])
      + (picked.isEmpty ? [] : [CrossingPhrase.picksUp(host, names.features.list(picked), vm)])
  }

  /// What the guest had settled on and the new CPU lacks, by when and how it did.
  private func lacks(
    _ uses: [FeatureUse], _ vm: String, _ host: String, _ crossing: CPUCrossing
  ) -> [Sentence] {
    let booted = uses.filter { $0.latch != .hardware && crossing.guest.features[$0.feature] }
    let named = uses.filter { $0.latch == .hardware }
    let later = uses.filter { $0.latch != .hardware && !crossing.guest.features[$0.feature] }
    return [(CrossingPhrase.lacks, booted), (.lacksByName, named), (.lacksLater, later)]
      .filter { !$0.1.isEmpty }.map { $0.0(vm, host, phrase($0.1)) }
  }

  /// How often each of the features is executed.
  private func rates(of lost: [LostFeature]) -> Sentence {
    let rates = lost.map { use in
      let name = names.name(of: use.feature)
      return use.usesPerSecond >= 1
        ? CrossingPhrase.often(name, Wording.fixed(use.usesPerSecond, 0))
        : CrossingPhrase.seldom(name, Wording.duration(milliseconds: (1000 / use.usesPerSecond)))
    }
    return CrossingPhrase.rates(rates.listed(.and))
  }

  private func risk(_ lost: [LostFeature]) -> Sentence {
    let deadly = lost.filter { $0.layer == .kernel }
    let any = percent(probability(of: lost))
    return deadly.isEmpty
      ? CrossingPhrase.risk(any)
      : CrossingPhrase.riskOfCrash(any, percent(probability(of: deadly)))
  }

  // MARK: It does not

  private func failure(of migration: MigrationResult, _ crossing: CPUCrossing) -> [Sentence] {
    let (vm, host) = (names.name(of: migration.vm), names.name(of: migration.destination))
    if isRefusedByDestination(migration) {
      return [CrossingPhrase.policyRefused(host, vm, names.name(of: migration.source))]
    }
    guard failedForCPU(migration) else { return [] }
    return lacks(crossing.lacking, vm, host, crossing) + [
      CrossingPhrase.restoreFailed(vm, host), CrossingPhrase.onlyHere(),
      CrossingPhrase.afterRefusal(migration.profile, at: names.name(of: migration.source)),
    ]
  }

  /// Whether the destination refused the description of the guest's CPU that goes ahead.
  func isRefusedByDestination(_ migration: MigrationResult) -> Bool {
    migration.reasons.contains { $0.parameters.last == "refused by the destination" }
  }

  private func refusal(of migration: MigrationResult, _ crossing: CPUCrossing) -> [Sentence] {
    guard migration.reasons.contains(where: { $0.code == Self.incompatible }) else { return [] }
    let (vm, host) = (names.name(of: migration.vm), names.name(of: migration.destination))
    var found = [CrossingPhrase.refused(vm, names.name(of: migration.source))]
    if !crossing.lacking.isEmpty {
      found.append(CrossingPhrase.usesOfThat(host, vm, phrase(crossing.lacking)))
    }
    // What stands against it besides the CPU, force does not set aside.
    guard migration.reasons.allSatisfy({ $0.code == Self.incompatible }) else { return found }
    switch crossing.arrival {
    case .refused: found.append(CrossingPhrase.wouldBeRefused(host))
    case .failsAfterSuspend: found.append(CrossingPhrase.wouldFail(host))
    case .resumes(let lost, _) where lost.isEmpty:
      found.append(CrossingPhrase.wouldDoWell(host, vm))
    case .resumes(let lost, _):
      found.append(CrossingPhrase.wouldRisk(vm, percent(probability(of: lost))))
    }
    return found
  }

  // MARK: Later

  /// The missing instructions that guests execute while a step is the last that has begun.
  func events(in index: Int) -> [Explanation.Remark] {
    let began = result.steps[index].began
    let next = result.steps[(index + 1)...].first { $0.began > began }?.began
    func isInStep(_ time: SimTime) -> Bool {
      time >= began && time < next ?? .distantFuture
        && !result.steps[(index + 1)...].contains { $0.began <= time }
    }
    return result.machines.flatMap { machine in
      machine.renewals.filter { $0.latches && isInStep($0.time) }
        .map { Explanation.Remark(.note, startOfAnother(in: machine.vm, $0)) }
        + machine.faults.filter { isInStep($0.time) }
        .map { Explanation.Remark(.event, death(of: machine.vm, by: $0)) }
    }
  }

  /// A process that started on another CPU than the one before it.
  private func startOfAnother(in vm: VMID, _ renewal: RenewalRecord) -> Sentence {
    let move = result.migrations.last {
      $0.vm == vm && ($0.resumed ?? .distantFuture) <= renewal.time
    }
    return CrossingPhrase.startedAnew(
      Wording.duration(renewal.time - (move?.resumed ?? .zero)), names.name(of: vm),
      move.map { names.name(of: $0.destination) } ?? "-", names.name(of: renewal.feature))
  }

  private func death(of vm: VMID, by fault: FaultRecord) -> Sentence {
    let move = result.migrations.last {
      $0.vm == vm && ($0.resumed ?? .distantFuture) <= fault.time
    }
    let host = move?.destination ?? inventory[vm].lastHost
    return CrossingPhrase.death(
      of: names.name(of: vm), in: fault.layer, by: names.name(of: fault.feature),
      on: host.map { names.name(of: $0) } ?? "-",
      after: Wording.duration(fault.time - (move?.resumed ?? .zero)))
  }
}

extension MigrationResult {
  /// When the guest ran at the destination; nil where it never did.
  var resumed: SimTime? {
    storage == .disksAlone ? nil : phases.last { $0.phase == .unpause }?.ended
  }
}
