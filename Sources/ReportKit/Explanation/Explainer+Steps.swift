import MigrationSim

/// What was asked in each step, what came of it, and why.
extension Explainer {
  func step(_ index: Int) -> Explanation.Step {
    let step = result.steps[index]
    return Explanation.Step(
      number: index + 1, title: step.step.title, began: step.began, outcome: step.outcome,
      remarks: remarks(on: step, index) + events(in: index))
  }

  private func remarks(on step: StepResult, _ index: Int) -> [Explanation.Remark] {
    let span = Wording.duration(step.ended - step.began)
    if case .wait = step.step.operation {
      return [Explanation.Remark(.asked, StepPhrase.waited(span))]
    }
    let operation = Wording.operation(step.step.operation, names, result.pings)
    // Of a join the operation itself tells it.
    let isForced =
      if case .joinPool = step.step.operation { false } else { isForced(step.step.operation) }
    let asked = isForced ? StepPhrase.askedByForce(operation) : StepPhrase.asked(operation)
    let outcome: Sentence =
      switch step.outcome {
      case .done: step.began == step.ended ? StepPhrase.doneAtOnce() : StepPhrase.done(span)
      case .refused: StepPhrase.refused()
      case .failed: step.began == step.ended ? StepPhrase.failedAtOnce() : StepPhrase.failed(span)
      case .unfinished: StepPhrase.unfinished()
      }
    return [
      Explanation.Remark(.asked, asked),
      Explanation.Remark(.outcome, outcome),
    ] + (step.isAsExpected ? [] : [Explanation.Remark(.check, StepPhrase.notExpected())])
      + reasons(for: step) + forcedObjections(to: step) + meaning(of: step)
      + step.notes.map { Explanation.Remark(.change, $0) }
      + warnings(of: step) + passedOver(in: step)
      + consequences(of: step, index) + alerts(in: index)
  }

  /// What xapi leaves for operators of what a step has changed.
  private func alerts(in index: Int) -> [Explanation.Remark] {
    result.alerts.filter { $0.step == index }.map { record in
      Explanation.Remark(.change, sentence(of: record.alert))
    }
  }

  func sentence(of alert: Alert) -> Sentence {
    let name = names.name(of: alert.subject)
    switch alert {
    case .hostCPUFeaturesDown: return StepPhrase.alertOfHost(alert.name, name)
    case .poolCPUFeaturesDown: return StepPhrase.alertOfPool(alert.name, name)
    case .hostFailed: return StepPhrase.alertOfFailure(alert.name, name)
    case .poolOvercommitted: return StepPhrase.alertOfCommitment(alert.name, name)
    case .dropInPlan(_, let failures): return StepPhrase.alertOfDrop(alert.name, name, failures)
    case .restartFailed: return StepPhrase.alertOfRestart(alert.name, name)
    }
  }

  /// What became of each VM of a host that was emptied.
  private func moves(in index: Int) -> [Explanation.Remark] {
    result.migrations.filter { $0.step == index && $0.outcome == .completed }.flatMap { migration in
      [
        Explanation.Remark(
          .migration,
          StepPhrase.moved(
            names.name(of: migration.vm), names.name(of: migration.destination),
            Wording.duration(migration.totalTime), Wording.duration(migration.downtime)))
      ] + cpu(of: migration)
    }
  }

  private func reasons(for step: StepResult) -> [Explanation.Remark] {
    guard !step.reasons.isEmpty else { return [] }
    let opening =
      step.reasons.count == 1
      ? StepPhrase.oneReason() : StepPhrase.severalReasons(step.reasons.count)
    let told = step.reasons.enumerated().map {
      Explanation.Remark(.reason, $1, isAnswer: $0 == 0 && step.reasons.count > 1)
    }
    return [Explanation.Remark(.why, opening)] + told + rule(behind: step.reasons)
  }

  /// What force has set aside: the errors that it can, of those that an operator is warned of.
  private func setAside(in step: StepResult) -> [XapiError] {
    isForced(step.step.operation) ? step.warnings.filter { Self.waivable.contains($0.code) } : []
  }

  private static let waivable = [
    "HOSTS_NOT_HOMOGENEOUS", "HOST_CLOCK_SKEW_DETECTED", "VM_INCOMPATIBLE_WITH_THIS_HOST",
  ]

  private func forcedObjections(to step: StepResult) -> [Explanation.Remark] {
    let errors = setAside(in: step)
    guard !errors.isEmpty else { return [] }
    return [Explanation.Remark(.why, StepPhrase.setAside())]
      + errors.map { Explanation.Remark(.warning, $0) }
  }

  private func warnings(of step: StepResult) -> [Explanation.Remark] {
    let others = setAside(in: step)
    let errors = step.warnings.filter { !others.contains($0) }
    guard !errors.isEmpty else { return [] }
    return [Explanation.Remark(.why, StepPhrase.warning())]
      + errors.map { Explanation.Remark(.warning, $0) } + rule(behind: errors)
  }

  /// The rule behind what xapi answers.
  private func rule(behind errors: [XapiError]) -> [Explanation.Remark] {
    let rule = errors.first.flatMap { RulePhrase(behind: $0) }
    return rule.map { [Explanation.Remark(.rule, $0())] } ?? []
  }

  /// Why the pool did not choose the other hosts.
  private func passedOver(in step: StepResult) -> [Explanation.Remark] {
    guard !step.passedOver.isEmpty else { return [] }
    return [Explanation.Remark(.why, StepPhrase.passedOver())]
      + step.passedOver.map { Explanation.Remark(.warning, $0) }
  }

  private func isForced(_ operation: Operation) -> Bool {
    switch operation {
    case .joinPool(_, _, let force): force
    case .migrate(_, _, let settings), .migrateStorage(_, _, _, let settings):
      setup.migrations[Int(settings)].force
    default: false
    }
  }

  /// What follows from a step for the guests and pings that it is about.
  private func consequences(
    of step: StepResult, _ index: Int
  ) -> [Explanation.Remark] {
    switch step.step.operation {
    case .startVM(let vm, _) where step.outcome == .done:
      return found(by: vm, after: step).map { [Explanation.Remark(.cpu, $0)] } ?? []
    case .migrate(let vm, _, _), .migrateStorage(let vm, _, _, _):
      return result.migrations.first { $0.vm == vm && $0.step == index }.map(remarks(on:)) ?? []
    case .enterMaintenance: return moves(in: index)
    case .startPing(let number) where step.outcome == .done:
      guard result.pings.indices.contains(Int(number)) else { return [] }
      let ping = result.pings[Int(number)]
      let phrase: StepPhrase = ping.isFromConsole ? .pingFromConsole : .pingFromOutside
      return [Explanation.Remark(.ping, phrase(names.name(of: ping.vm)))]
    case .stopPing(let number): return sum(ofPing: Int(number))
    default: return []
    }
  }

  /// What a VM's software found of the CPU as it booted; nil where the run does not tell.
  private func found(by vm: VMID, after step: StepResult) -> Sentence? {
    guard setup.inventory.hosts.count > 1 else { return nil }
    let again = result.steps.first {
      guard case .startVM(vm, _) = $0.step.operation else { return false }
      return $0.outcome == .done && $0.ended > step.ended
    }
    let move = result.migrations.first {
      $0.vm == vm && $0.requested >= step.ended && $0.requested < again?.ended ?? .distantFuture
    }
    let state = move?.crossing?.guest ?? (again == nil ? inventory[vm].cpu : nil)
    guard let state else { return nil }
    let uses = unevenUses(of: vm)
    let latched = uses.filter { state.features[$0.feature] }
    if !latched.isEmpty { return StepPhrase.foundRisky(phrase(latched)) }
    let hidden = FeatureSet(features: uses.map(\.feature))
    if setup.toolstack.era == .levelling && !uneven.isEmpty {
      return hidden.isEmpty
        ? StepPhrase.foundLevelled() : StepPhrase.foundLevel(names.features.list(hidden))
    }
    if uses.isEmpty { return nil }
    return StepPhrase.foundLess(
      names.features.list(FeatureSet(features: uses.map(\.feature))))
  }
}
