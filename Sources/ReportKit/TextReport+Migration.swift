import MigrationSim

extension TextReport {
  func migration(_ migration: MigrationReport) -> [String] {
    let isCompleted = migration.outcome == "completed"
    let what = [nil, "guest"].contains(migration.storage) ? "" : "disks of "
    let way =
      migration.source == migration.destination
      ? "at \(migration.source)" : "from \(migration.source) to \(migration.destination)"
    let title = "Migration \(migration.number): \(what)\(migration.vm) \(way)"
    var lines = heading(
      title, aside: (isCompleted ? "✓ " : "✗ ") + spaced(migration.outcome),
      asideStyle: isCompleted ? .good : .bad)
    let network = migration.network.map { " over \($0)" } ?? ""
    lines += paragraph(
      "Asked for at \(NumberText.fixed(migration.requestedS, 3)) s\(network). "
        + "\(means(migration)), profile \(migration.profile).",
      indent: 0)
    if let stop = StopReason.allCases.first(where: { Wording.key($0) == migration.stop }) {
      let forced = stop.isForced ? " It did not converge." : ""
      lines += paragraph("Pre-copy ended: \(stop.explanation.text).\(forced)", indent: 0)
    }
    if let phase = migration.failedPhase {
      lines += paragraph("Given up in the phase: \(spaced(phase)).", indent: 0, style: .bad)
    }
    if migration.isExplained, let first = migration.reasons.first {
      lines += paragraph("\(first.code): see \"What happened\".", indent: 0, style: .bad)
    } else {
      lines += reasons(migration.reasons, indent: 0, style: .doubtful)
    }
    guard !migration.phases.isEmpty || !migration.rounds.isEmpty else { return lines }
    lines += [""] + totals(migration)
    if let disks = migration.disks, !disks.isEmpty { lines += [""] + self.disks(disks) }
    if !migration.rounds.isEmpty { lines += [""] + rounds(migration) }
    if !migration.phases.isEmpty { lines += [""] + phases(migration) }
    return lines
  }

  private func means(_ migration: MigrationReport) -> String {
    switch migration.storage {
    case "cold": "Cold: the disks of a halted VM are copied"
    case "disks_alone": "Its disks move and it stays"
    case nil: strategy(migration)
    default: "With its disks. \(strategy(migration))"
    }
  }

  private func strategy(_ migration: MigrationReport) -> String {
    switch migration.strategy {
    case "pre-copy": "Stop policy \(migration.policy)"
    case "hybrid": "Hybrid of pre-copy and post-copy, stop policy \(migration.policy)"
    case "post-copy": "Post-copy"
    default: "Stop-and-copy"
    }
  }

  private func totals(_ migration: MigrationReport) -> [String] {
    let total = migration.totalTimeMs
    let downtime = NumberText.duration(milliseconds: migration.downtimeMs)
    let share =
      total > 0
      ? " (\(NumberText.fixed(100 * migration.downtimeMs / total, 1)) % of it)" : ""
    let end =
      switch migration.outcome {
      case "completed": ""
      case "unfinished": ", until the run ended"
      default: ", until it was given up"
      }
    var times = [
      "Total time  \(NumberText.duration(milliseconds: total))",
      "Downtime    " + paint(.heading, downtime) + share + end,
    ]
    if migration.brownoutMs > 0 {
      let faulted = migration.pagesFaulted.map {
        ", \(NumberText.count($0, "page")) waited for in post-copy"
      }
      times.append(
        "Brownout    \(NumberText.duration(milliseconds: migration.brownoutMs)) lost while it ran"
          + (faulted ?? ""))
    }
    if let storage = storageSent(migration) {
      times += paragraph(storage, indent: 12, lead: "Storage     ")
    }
    guard !migration.rounds.isEmpty else { return times }
    var sent =
      "\(NumberText.count(migration.pagesSent, "page")), \(NumberText.bytes(migration.bytes)) "
      + "on the wire"
    if let ratio = migration.ratioToMemory, let memory = migration.memoryBytes {
      sent += ", \(NumberText.fixed(ratio, 2)) × its memory of \(Wording.memory(ByteCount(memory)))"
    }
    return times + paragraph(sent, indent: 12, lead: "Sent        ")
  }

  /// How many rounds are shown of a migration that has more than both together.
  private static let firstRounds = 30
  private static let lastRounds = 10

  private func rounds(_ migration: MigrationReport) -> [String] {
    let hidden = migration.rounds.count - Self.firstRounds - Self.lastRounds
    let shown =
      hidden > 0
      ? migration.rounds.prefix(Self.firstRounds) + migration.rounds.suffix(Self.lastRounds)
      : migration.rounds[...]
    var table = TextTable(columns: [
      .init(heading: "Round", isNumber: false),
      .init(heading: "Began", unit: "s", rank: 3),
      .init(heading: "Took", unit: "ms"),
      .init(heading: "To send", unit: "pages"),
      .init(heading: "Sent", unit: "pages"),
      .init(heading: "Skipped", unit: "pages", rank: 1),
      .init(heading: "Zero", unit: "pages", rank: 5),
      .init(heading: "Data", unit: "MiB", rank: 4),
      .init(heading: "Rate", unit: "Mbit/s", rank: 2),
      .init(heading: "Dirtied", unit: "pages"),
      .init(heading: "Dirtying", unit: "pages/s"),
      .init(heading: "Throttle", unit: "%"),
    ])
    table.rows = shown.map { round in
      [
        "\(round.number)" + (round.live ? "" : " " + spaced(round.kind)),
        NumberText.fixed(round.beganS, 3),
        NumberText.fixed(round.durationMs, 1), "\(round.pagesToSend)", "\(round.pagesSent)",
        "\(round.pagesSkipped)", "\(round.pagesZero)",
        NumberText.fixed(Double(round.bytes) / 0x1p20, 2),
        NumberText.fixed(round.rateMbitPerS, 1), "\(round.pagesDirtied)",
        NumberText.fixed(round.dirtyRatePagesPerS, 0),
        NumberText.fixed(round.throttlePercent, 0),
      ]
    }
    // Few senders skip pages, look for zeros or throttle: elsewhere the columns would say nothing.
    if !migration.rounds.contains(where: { $0.throttlePercent > 0 }) {
      table = table.leavingOut(11)
    }
    if !migration.rounds.contains(where: { $0.pagesZero > 0 }) { table = table.leavingOut(6) }
    if !migration.rounds.contains(where: { $0.pagesSkipped > 0 }) { table = table.leavingOut(5) }
    var lines = table.lines(indent: 0, width: width)
    if hidden > 0 {
      lines.insert(
        "… \(hidden) more, which --csv rounds has …", at: lines.count - Self.lastRounds)
    }
    return lines
  }

  /// The phases in order of time, with a bar to those in which the guest stands still.
  private func phases(_ migration: MigrationReport) -> [String] {
    var table = TextTable(columns: [
      .init(heading: "Phase", isNumber: false), .init(heading: "Began", unit: "s"),
      .init(heading: "Took", unit: "ms"),
      .init(heading: "Downtime, by phase", isNumber: false),
    ])
    let longest = migration.phases.filter(\.downtime).map(\.durationMs).max() ?? 0
    table.rows = migration.phases.map { phase in
      [
        spaced(phase.phase), NumberText.fixed(phase.beganS, 3),
        NumberText.fixed(phase.durationMs, 1),
        phase.downtime && longest > 0
          ? Layout.bar(phase.durationMs / longest, width: width - 42) : "",
      ]
    }
    return table.lines(indent: 0, width: width)
  }

  func spaced(_ key: String) -> String { String(key.map { $0 == "_" ? " " : $0 }) }
}
