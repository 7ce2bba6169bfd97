import MigrationSim

/// What went wrong, in the sentences of an explanation: who refused and when, what died of what,
/// and why nobody stood in the way.
extension TextReport {
  func explanation(_ report: RunReport) -> [String] {
    let migrations = report.migrations.compactMap(explanation)
    let machines = report.machines.filter { !$0.faults.isEmpty }
      .map { explanation(of: $0, in: report) }
    let paragraphs = (migrations + machines).map { paragraph($0, indent: 0) }
    guard !paragraphs.isEmpty else { return [] }
    return heading("What happened") + paragraphs.joined(separator: [""])
  }

  private func say(_ sentences: Sentence...) -> String {
    sentences.map(\.text).joined(separator: " ")
  }

  // MARK: Migrations

  private func explanation(of migration: MigrationReport) -> String? {
    let name = "Migration \(migration.number), of \(migration.vm) to \(migration.destination):"
    let reasons = migration.reasons.map(\.explanation).joined(separator: " ")
    switch migration.outcome {
    case "refused":
      let isOfCPU = migration.reasons.contains { $0.code == Self.incompatible }
      let refusal =
        isOfCPU
        ? CrossingPhrase.refused(migration.vm, migration.source) : StepPhrase.refused()
      return "\(name) \(reasons) \(say(refusal))"
    case "failed": return "\(name) \(failure(of: migration, reasons))"
    default: return nil
    }
  }

  private static let incompatible = "VM_INCOMPATIBLE_WITH_THIS_HOST"

  /// How errors end that tell of hosts and wires, not of CPUs.
  private static let ofHosts = ["connection lost", "destination down", "source down"]

  private func failure(of migration: MigrationReport, _ reasons: String) -> String {
    let phase = Phase.allCases.first { Wording.key($0) == migration.failedPhase } ?? .livePasses
    let place = MovePhrase.place(of: phase)
    guard migration.storage != "cold" else {
      return "\(reasons) \(say(MovePhrase.givenUpCold(place)))"
    }
    guard migration.phases.contains(where: \.downtime) else {
      return "\(reasons) \(say(MovePhrase.givenUpBefore(place, migration.vm)))"
    }
    guard phase == .deviceState,
      !migration.reasons.contains(where: { Self.ofHosts.contains($0.parameters.last ?? "") })
    else { return "\(reasons) \(say(MovePhrase.givenUpAfter(place, migration.vm)))" }
    return say(CrossingPhrase.restoreFailed(migration.vm, migration.destination))
      + " \(reasons) "
      + say(
        CrossingPhrase.onlyHere(),
        CrossingPhrase.afterRefusal(migration.profile, at: migration.source))
  }

  // MARK: Machines

  private func explanation(of machine: MachineReport, in report: RunReport) -> String {
    let first = machine.faults.first?.atS ?? 0
    let arrival = report.migrations.last {
      $0.vm == machine.vm && ($0.resumedS ?? .infinity) <= first
    }
    let host = arrival?.destination ?? machine.host ?? "its host"
    let opening = CrossingPhrase.lacks(machine.vm, host, uses(of: machine))
    let isForced = arrival?.reasons.contains { $0.code == Self.incompatible } ?? false
    let objection = isForced ? CrossingPhrase.forced(host) : CrossingPhrase.noObjection()
    let deaths = machine.faults.map { fault in
      let layer = SoftwareLayer.allCases.first { Wording.key($0) == fault.layer }
      return CrossingPhrase.death(
        of: machine.vm, in: layer ?? .application, by: fault.feature, on: host,
        after: Wording.duration(milliseconds: (fault.atS - (arrival?.resumedS ?? 0)) * 1000))
    }
    return ([opening, objection, CrossingPhrase.noTrace()] + deaths).map(\.text)
      .joined(separator: " ")
  }

  /// What it used and its CPU lacks, by what used it: what it met, and what it could meet still.
  private func uses(of machine: MachineReport) -> Sentence.Argument {
    let used =
      machine.faults.map { ($0.layer, $0.feature) }
      + machine.lostFeatures.map { ($0.layer, $0.feature) }
    return SoftwareLayer.allCases.compactMap { layer in
      var names: [String] = []
      for (key, name) in used where key == Wording.key(layer) && !names.contains(name) {
        names.append(name)
      }
      return names.isEmpty ? nil : OpeningPhrase.use(by: layer)(names.listed(.and))
    }.listed(.semicolons)
  }
}

extension MigrationReport {
  /// Whether the page tells in sentences why it did not come to its end.
  var isExplained: Bool { ["refused", "failed", "not_converged"].contains(outcome) }

  /// When the guest ran at the destination; nil where it never did.
  fileprivate var resumedS: Double? {
    storage == "disks_alone"
      ? nil
      : phases.last { $0.phase == Wording.key(Phase.unpause) }.map {
        $0.beganS + $0.durationMs / 1000
      }
  }
}
