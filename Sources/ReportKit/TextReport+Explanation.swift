import MigrationSim

/// What went wrong, told as a teacher would: who refused and when, what died of what, and why
/// nobody stood in the way.
extension TextReport {
  func explanation(_ report: RunReport) -> [String] {
    let migrations = report.migrations.compactMap { explanation(of: $0, in: report) }
    let machines = report.machines.filter { !$0.faults.isEmpty }
      .map { explanation(of: $0, in: report) }
    let paragraphs = (migrations + machines).map { paragraph($0, indent: 0) }
    guard !paragraphs.isEmpty else { return [] }
    return heading("What happened") + paragraphs.joined(separator: [""])
  }

  // MARK: Migrations

  private func explanation(of migration: MigrationReport, in report: RunReport) -> String? {
    let reasons = migration.reasons.map(\.explanation).joined(separator: " ")
    let name = "Migration \(migration.number), of \(migration.vm) to \(migration.destination),"
    switch migration.outcome {
    case "refused":
      let isOfCPU = migration.reasons.contains { $0.code == Self.incompatible }
      return "\(name) was refused before anything was sent. \(reasons)"
        + (isOfCPU
          ? " A VM keeps what it found on its CPU until it boots again, so it has to stay where"
            + " that is; it runs on at \(migration.source)." : "")
    case "failed":
      let phase = spaced(migration.failedPhase ?? "")
      guard migration.phases.contains(where: \.downtime) else {
        guard migration.storage != "cold" else {
          return "\(name) was given up in the phase \(phase). \(reasons)"
        }
        return "\(name) was given up in the phase \(phase), before the guest was suspended, so that"
          + " nothing happened to it. \(reasons)"
      }
      guard migration.failedPhase == Wording.key(Phase.deviceState),
        !migration.reasons.contains(where: { Self.ofHosts.contains($0.parameters.last ?? "") })
      else {
        return "\(name) was given up in the phase \(phase). \(reasons)"
      }
      return "\(name) failed when the guest had been suspended and its memory sent: what remained"
        + " was the state of its CPU, and \(migration.destination) cannot load it. \(reasons)"
        + " Nobody had objected before: what a guest has switched on in a register (CR4, EFER,"
        + " XCR0) comes to light only here. " + Self.afterRefusal(migration)
    default: return nil
    }
  }

  private static let incompatible = "VM_INCOMPATIBLE_WITH_THIS_HOST"

  /// How errors end that tell of hosts and wires, not of CPUs.
  private static let ofHosts = ["connection lost", "destination down", "source down"]

  /// What a toolstack does with a suspended guest that the destination has refused.
  private static func afterRefusal(_ migration: MigrationReport) -> String {
    let resuming = [PhaseProfile.xl, .qemu].first { $0.name == migration.profile }
    return resuming == nil
      ? "xapi then ends the suspended guest, so the VM is halted, as if its plug had been pulled."
      : "\(migration.profile) then resumes the guest at \(migration.source)."
  }

  // MARK: Machines

  private func explanation(of machine: MachineReport, in report: RunReport) -> String {
    let first = machine.faults.first?.atS ?? 0
    let arrival = report.migrations.last {
      $0.vm == machine.vm && ($0.resumedS ?? .infinity) <= first
    }
    let features = machine.faults.map(\.feature) + machine.lostFeatures.map(\.feature)
    let list = phrase(features)
    let opening =
      arrival.map { arrival in
        "\(machine.vm) came to \(arrival.destination) still using \(list), found on the CPU of"
          + " \(arrival.source); \(arrival.destination) lacks \(pronoun(features)). "
          + (arrival.reasons.contains { $0.code == Self.incompatible }
            ? "xapi's objection was set aside by force."
            : "Nobody refused: the toolstack had no objection, and such features leave no trace in"
              + " the registers that Xen restores.")
      } ?? "\(machine.vm) used \(list), which its CPU lacks."
    let deaths = machine.faults.map { fault in
      let since = arrival?.resumedS.map { resumed in
        NumberText.duration(milliseconds: (fault.atS - resumed) * 1000) + " after the guest resumed"
      }
      return death(fault, when: since ?? "at \(NumberText.fixed(fault.atS, 3)) s")
    }
    return ([opening] + deaths).joined(separator: " ")
  }

  /// What settled on the feature, and what became of it.
  private func death(_ fault: FaultReport, when: String) -> String {
    switch SoftwareLayer.allCases.first(where: { Wording.key($0) == fault.layer }) {
    case .kernel:
      "Its kernel had settled on \(fault.feature) as it booted; \(when) it executed it, an invalid"
        + " opcode now, and crashed, and the VM with it."
    case .libc:
      "Its C library had settled on \(fault.feature) as each process started; \(when) one of them"
        + " executed it, an invalid opcode now, and the services died of SIGILL, with what ran in"
        + " the console."
    case .application, nil:
      "A program had settled on \(fault.feature) as it started; \(when) it executed it, an invalid"
        + " opcode now, and died of SIGILL."
    }
  }

  /// Names in order of their first mention: "a", "a and b", "a, b and c".
  private func phrase(_ names: [String]) -> String {
    var unique: [String] = []
    for name in names where !unique.contains(name) { unique.append(name) }
    guard unique.count > 1, let last = unique.last else { return unique.first ?? "" }
    return unique.dropLast().joined(separator: ", ") + " and " + last
  }

  private func pronoun(_ names: [String]) -> String { Set(names).count > 1 ? "them" : "it" }
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
