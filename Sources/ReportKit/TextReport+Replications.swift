import StudyKit

extension TextReport {
  /// The page for a study, with a line feed at its end.
  public func text(_ report: ReplicationReport) -> String {
    page([
      paragraph(report.title, indent: 0, style: .heading) + [
        "scenario \(report.scenario), seed \(report.seed), "
          + NumberText.count(report.replications, "replication")
      ],
      outcomes(report), deaths(report), responses(report),
      [paint(.faint, "fingerprint \(report.fingerprint), xenmotion \(report.toolVersion)")],
    ])
  }

  private func outcomes(_ report: ReplicationReport) -> [String] {
    var table = TextTable(columns: [
      .init(heading: "Replications in which", isNumber: false), .init(heading: "n"),
      .init(heading: "of"), .init(heading: "%"), .init(heading: "95 % interval"),
    ])
    func add(_ what: String, _ proportion: Proportion) {
      let percent = [proportion.share, proportion.interval.low, proportion.interval.high]
        .map { NumberText.fixed(100 * $0, 1) }
      table.rows.append([
        what, "\(proportion.count)", "\(proportion.of)", percent[0],
        "\(percent[1]) to \(percent[2])",
      ])
    }
    add("all was as expected", report.asExpected)
    add("every migration was completed", report.completed)
    for migration in report.migrations where report.migrations.count > 1 {
      add("migration \(migration.number) was completed", migration.completed)
    }
    add("a VM ended crashed", report.crashed)
    return heading("Outcomes") + table.lines(indent: 0, width: width)
      + [paint(.faint, "Intervals are Wilson's.")]
  }

  /// What became of guests on the CPUs that they came to; in a line where nothing ever did.
  private func deaths(_ report: ReplicationReport) -> [String] {
    let machines = report.machines ?? []
    guard !machines.isEmpty else { return [] }
    var table = TextTable(columns: [
      .init(heading: "Died of its CPU", isNumber: false), .init(heading: "since", isNumber: false),
      .init(heading: "n"), .init(heading: "of"), .init(heading: "%"),
      .init(heading: "95 % interval"),
    ])
    func percent(_ share: Double) -> String { NumberText.fixed(100 * share, 1) }
    for machine in machines {
      let hasDeath = machine.outlooks.contains { $0.processDied.count > 0 }
      for outlook in machine.outlooks where hasDeath || outlook.withinS == nil {
        let span = outlook.withinS.map { Wording.span(seconds: $0) } ?? "to the end"
        for (key, estimate) in outlook.deaths where hasDeath || key == "process_died" {
          let share = estimate.share.map(percent) ?? "-"
          let interval = estimate.interval.map { "\(percent($0.low)) to \(percent($0.high))" }
          table.rows.append([
            "\(machine.vm): \(Wording.death(key))", span, "\(estimate.count)", "\(estimate.of)",
            share, interval ?? "-",
          ])
        }
      }
    }
    let note =
      "Since the guest last resumed. Where runs ended before, the share is Kaplan and Meier's, and "
      + "the interval Wilson's for as many cases as Greenwood's variance comes to."
    return heading("Guests on their last CPU") + table.lines(indent: 0, width: width)
      + paragraph(note, indent: 0, style: .faint)
  }

  private func responses(_ report: ReplicationReport) -> [String] {
    let migrations = report.migrations.flatMap { migration in
      paragraph(
        "Migration \(migration.number): \(migration.vm) from \(migration.source) "
          + "to \(migration.destination)",
        indent: 0, style: .heading)
        + samples([
          ("Downtime", "ms", 1, migration.downtimeMs),
          ("Total time", "ms", 1, migration.totalTimeMs),
          ("Data", "MiB", 0x1p20, migration.bytes),
        ]) + [""]
    }
    let ends = report.pings.flatMap { ping in
      paragraph(
        ping.from == "console"
          ? "from \(ping.vm)'s console to \(ping.peer)" : "from \(ping.peer) to \(ping.vm)",
        indent: 3, lead: Layout.left("\(ping.number)", 3))
    }
    let pings =
      report.pings.isEmpty
      ? []
      : [paint(.heading, "Pings lost in a run")] + ends
        + samples(report.pings.map { ("Ping \($0.number)", "", 1, $0.lost) }) + [""]
    guard !migrations.isEmpty || !pings.isEmpty else { return [] }
    return heading("Responses") + migrations + pings + [
      paint(.faint, "The interval is Student's at 95 %; pN is the Nth percentile.")
    ]
  }

  /// A table of what was sampled: name, unit, the unit's size, and the sums.
  private func samples(_ samples: [(String, String, Double, SampleSummary?)]) -> [String] {
    var table = TextTable(columns: [
      .init(heading: "", isNumber: false), .init(heading: "n"), .init(heading: "mean"),
      .init(heading: "±"), .init(heading: "s.d.", rank: 1), .init(heading: "min"),
      .init(heading: "p5", rank: 4), .init(heading: "p25", rank: 6), .init(heading: "p50"),
      .init(heading: "p75", rank: 5), .init(heading: "p95"), .init(heading: "p99", rank: 2),
      .init(heading: "max"),
    ])
    for case (let name, let unit, let size, let sample?) in samples {
      func number(_ value: Double?) -> String {
        value.map { NumberText.fixed($0 / size, 2) } ?? "-"
      }
      let half = sample.interval.map { ($0.high - $0.low) / 2 }
      table.rows.append(
        ["\(name)\(unit.isEmpty ? "" : " [\(unit)]")", "\(sample.count)"]
          + [
            sample.mean, half, sample.standardDeviation, sample.minimum, sample.percentile5,
            sample.percentile25, sample.median, sample.percentile75, sample.percentile95,
            sample.percentile99, sample.maximum,
          ].map(number))
    }
    return table.rows.isEmpty
      ? ["never completed"] : table.lines(indent: 0, width: width)
  }
}

extension Wording {
  /// What had come about, or worse, by the key of a study's report.
  static func death(_ key: String) -> String {
    switch key {
    case "process_died": "a process or more"
    case "services_died": "services or more"
    default: "the machine"
    }
  }
}
