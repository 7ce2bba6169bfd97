import MigrationSim

extension TextReport {
  func pings(_ report: RunReport) -> [String] {
    report.pings.isEmpty ? [] : heading("Pings") + report.pings.flatMap(ping)
  }

  private func ping(_ ping: PingReport) -> [String] {
    let ends =
      ping.from == "console"
      ? "from \(ping.vm)'s console to \(ping.peer)" : "from \(ping.peer) to \(ping.vm)"
    let percent = ping.sent > 0 ? 100 * Double(ping.lost) / Double(ping.sent) : 0
    let lost =
      ping.lost == 0
      ? paint(.good, "none lost")
      : paint(.bad, "\(ping.lost) lost (\(NumberText.fixed(percent, 1)) %)")
    let pending = ping.pending == 0 ? "" : ", \(ping.pending) without an end"
    var lines = paragraph(
      "\(ends), every \(NumberText.duration(milliseconds: ping.intervalMs))", indent: 3,
      lead: Layout.left("\(ping.number)", 3), style: .heading)
    lines.append("   \(ping.sent) sent, \(ping.answered) answered, \(lost)\(pending)")
    if let rtt = ping.rttMs {
      let times = [rtt.minimum, rtt.mean, rtt.maximum].map { NumberText.fixed($0, 3) }
      lines += paragraph("round trip min/mean/max \(times.joined(separator: "/")) ms", indent: 3)
    }
    if let gap = ping.gapMs {
      lines += paragraph(
        "longest time without a reply \(NumberText.duration(milliseconds: gap))", indent: 3)
    }
    let causes = ping.lostByCause.sorted {
      ($0.value, $1.key) > ($1.value, $0.key)
    }
    let digits = "\(causes.first?.value ?? 0)".count
    for (cause, count) in causes {
      let numbers = ping.lostRequests.filter { $0.cause == cause }.map(\.sequence)
      lines += paragraph(
        "\(spaced(cause)): \(count == 1 ? "no." : "nos.") \(ranges(numbers))",
        indent: 5 + digits + 1,
        lead: "     \(Layout.right("\(count)", digits)) ")
    }
    return lines
  }

  /// Rising numbers with neighbours drawn together: "310-313, 320".
  private func ranges(_ numbers: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
    }.joined(separator: ", ")
  }

  func machines(_ report: RunReport) -> [String] {
    guard !report.machines.isEmpty else { return [] }
    var table = TextTable(columns: [
      .init(heading: "VM", isNumber: false), .init(heading: "State", isNumber: false),
      .init(heading: "Host", isNumber: false),
    ])
    table.rows = report.machines.map { [$0.vm, state(of: $0), $0.host ?? "-"] }
    let faults = report.machines.flatMap { machine in
      machine.faults.flatMap { fault in
        paragraph(
          "\(machine.vm) met a missing instruction at \(NumberText.fixed(fault.atS, 3)) s: "
            + "\(fault.feature), used by its \(fault.layer)",
          indent: 2, lead: paint(.bad, "✗ "))
      }
    }
    let lost = report.machines.filter { !$0.lostFeatures.isEmpty }.flatMap { machine in
      let features = machine.lostFeatures.map {
        "\($0.feature) (\($0.layer), used \(NumberText.rate($0.usesPerS)))"
      }
      return paragraph(
        "\(machine.vm) still carries what its host lacks: \(features.joined(separator: ", "))",
        indent: 2, lead: paint(.doubtful, "! "))
    }
    let renewed = report.machines.flatMap { machine in
      (machine.renewals ?? []).flatMap { renewal in
        paragraph(
          "\(machine.vm) latched later, at \(NumberText.fixed(renewal.atS, 3)) s: a process of its "
            + "\(renewal.layer) started anew and "
            + "\(renewal.uses ? "uses" : "no longer uses") \(renewal.feature)",
          indent: 2, lead: "· ")
      }
    }
    let appeared = report.machines.flatMap { machine in
      (machine.latchingLater.map { [$0.joined(separator: ", ")] } ?? []).flatMap { features in
        paragraph(
          "\(machine.vm) is shown what it did not boot with, and processes that start now use it: "
            + features,
          indent: 2, lead: paint(.doubtful, "! "))
      }
    }
    return heading("Virtual machines at the end") + table.lines(indent: 0, width: width)
      + faults + renewed + lost + appeared
  }

  /// xapi knows no VM before it is made.
  private func state(of machine: MachineReport) -> String {
    machine.state == Wording.key(PowerState.undefined) ? "not made" : spaced(machine.state)
  }

  func checks(_ report: RunReport) -> [String] {
    guard !report.checks.isEmpty else { return [] }
    return heading("Checks")
      + report.checks.flatMap { check in
        paragraph(
          check.holds ? check.expectation : "\(check.expectation); found: \(check.found)",
          indent: 2, lead: check.holds ? paint(.good, "✓ ") : paint(.bad, "✗ "))
      }
  }
}
