import MigrationSim

/// Reads a table of measured rounds row by row, and reports what is wrong with it.
struct MeasuredRoundsReader {
  /// A column, and how many pages, or seconds, one of its units is in a round of a second.
  private struct Column {
    let name: String
    let factor: Double
    var isRate = false
  }

  private static let durations = [
    Column(name: "duration_s", factor: 1), Column(name: "duration_ms", factor: 1e-3),
  ]
  private static let sent = [
    Column(name: "pages_sent", factor: 1), Column(name: "sent_mib", factor: 256),
    Column(name: "rate_mbit_s", factor: 1e6 / 8 / 4096, isRate: true),
  ]
  private static let skipped = [Column(name: "pages_skipped", factor: 1)]
  private static let dirtied = [
    Column(name: "pages_dirtied", factor: 1), Column(name: "dirtied_mib", factor: 256),
    Column(name: "dirty_mbit_s", factor: 1e6 / 8 / 4096, isRate: true),
  ]
  private static let wrote = [
    Column(name: "wrote_s", factor: 1), Column(name: "wrote_ms", factor: 1e-3),
  ]
  /// As the tables of this program's own runs have it [pages/s].
  private static let dirtyRate = [Column(name: "dirty_rate_pages_per_s", factor: 1)]
  private static let known =
    (durations + sent + skipped + dirtied + wrote + dirtyRate).map(\.name) + ["round", "live"]
  private static let most = 1e12
  private static let longest = 1e7
  /// More than any sender makes, and few enough to be fitted while one waits.
  private static let mostRounds = 200
  /// Of 8 TiB, as scenarios have it [pages].
  private static let largestMemory = 0x1p31

  private let table: SourceTable
  private let findings: Findings
  private var rows: [MeasuredRounds.Row] = []

  /// Nil where a column is missing that must be there, which is then reported.
  init?(_ table: SourceTable, _ findings: Findings) {
    self.table = table
    self.findings = findings
    let groups = [Self.durations, Self.sent].filter { group in
      group.allSatisfy { table.position(of: $0.name) == nil }
    }
    for group in groups {
      let names = group.map(\.name)
      table.reportMissing(
        "the table needs a column \(names.joined(separator: " or "))", meaning: names,
        besides: Self.known, findings)
    }
    reportMisspelt()
    guard groups.isEmpty else { return nil }
    let both = Self.durations.compactMap { table.position(of: $0.name) }
    if both.count == 2 {
      findings.report(
        "duration_s and duration_ms tell the same: leave one of them out",
        at: table.header[both[1]].place)
    }
  }

  mutating func read(memory: ByteCount?) -> MeasuredRounds? {
    var pages = memory.map { Double(Page.count(of: $0)) }
    guard table.rows.count <= Self.mostRounds else {
      findings.report(
        "a table holds at most \(Self.mostRounds) rounds", at: table.rows[Self.mostRounds][0].place)
      return nil
    }
    for row in table.rows {
      guard let read = round(in: row) else { continue }
      let whole = read.sent + (read.skipped ?? 0)
      let known = min(pages ?? whole, Self.largestMemory)
      if pages == nil { pages = whole }
      // A table in MiB with one decimal may be off by as much.
      let slack = 1.001 * known + 1
      for (name, value) in [("passed over or sent", whole), ("dirtied", read.dirtied ?? 0)]
      where value > slack {
        findings.report(
          "\(Self.text(value)) pages are \(name), and the memory has \(Self.text(known))",
          at: row[0].place)
      }
      rows.append(read)
    }
    if table.rows.isEmpty, table.isWhole {
      findings.report("the table has no rounds", at: table.header[0].place)
    }
    return pages.map { MeasuredRounds(rows: rows, memory: $0, source: table.source) }
  }

  private static func text(_ pages: Double) -> String {
    pages < 1e15 ? "\(Int64(pages))" : "\(pages)"
  }

  private func round(in row: SourceTable.Row) -> MeasuredRounds.Row? {
    let number = number(in: row)
    let isLive = isLive(row)
    let duration = duration(in: row)
    // Where the duration is wrong, the other cells are read for their own mistakes.
    let span = duration ?? 1
    let sent = pages(Self.sent, in: row, lasting: span)
    if sent == .missing {
      findings.report(
        "the row does not tell what was sent: \(Self.sent.map(\.name).joined(separator: ", "))",
        at: row[0].place)
    }
    let skipped = pages(Self.skipped, in: row, lasting: span)
    let dirtied = pages(Self.dirtied, in: row, lasting: span)
    let wrote = wrote(in: row, dirtied: dirtied.value)
    guard let duration, case .value(let data) = sent else { return nil }
    return MeasuredRounds.Row(
      number: number ?? rows.count + 1, isLive: isLive, duration: duration, sent: data,
      skipped: skipped.value, dirtied: dirtied.value, wrote: wrote ?? duration)
  }

  private func wrote(in row: SourceTable.Row, dirtied: Double?) -> Double? {
    if let span = pages(Self.wrote, in: row, lasting: 1).value, span > 0 { return span }
    guard let rate = pages(Self.dirtyRate, in: row, lasting: 1).value, rate > 0, let dirtied,
      dirtied > 0
    else { return nil }
    return dirtied / rate
  }

  /// What the columns of a group say in a row.
  private enum Reading: Equatable {
    case value(Double)
    case missing
    /// Which has been reported.
    case wrong

    var value: Double? { if case .value(let value) = self { value } else { nil } }
  }

  private func pages(
    _ group: [Column], in row: SourceTable.Row, lasting duration: Double
  ) -> Reading {
    for column in group {
      guard let cell = cell(column.name, in: row), !cell.text.isEmpty else { continue }
      guard let number = cell.number(0...Self.most, findings) else { return .wrong }
      return .value(number * column.factor * (column.isRate ? duration : 1))
    }
    return .missing
  }

  private func duration(in row: SourceTable.Row) -> Double? {
    for column in Self.durations {
      guard let cell = cell(column.name, in: row) else { continue }
      guard let number = cell.number(0...Self.longest, findings) else { return nil }
      guard number > 0 else {
        findings.report("a round takes some time", at: cell.place)
        return nil
      }
      return number * column.factor
    }
    return nil
  }

  private func number(in row: SourceTable.Row) -> Int? {
    guard let cell = cell("round", in: row), !cell.text.isEmpty else { return nil }
    let form = Form<Int>.count(0...1_000_000)
    guard let number = form.read(.scalar(cell.text, isQuoted: false, cell.place), findings)
    else { return nil }
    if let last = rows.last, number <= last.number {
      findings.report(
        "round \(number) comes after round \(last.number): a table holds one migration",
        at: cell.place)
    }
    return number
  }

  private func isLive(_ row: SourceTable.Row) -> Bool {
    if rows.last?.isLive == false {
      findings.report(
        "no round comes after the one in which the guest stood still", at: row[0].place)
    }
    guard let cell = cell("live", in: row), !cell.text.isEmpty else { return true }
    return Form<Bool>.flag.read(.scalar(cell.text, isQuoted: false, cell.place), findings) ?? true
  }

  private func cell(_ column: String, in row: SourceTable.Row) -> SourceTable.Cell? {
    table.position(of: column).map { row[$0] }
  }

  /// Columns that are passed over may be meant for something that no column tells.
  private func reportMisspelt() {
    let others = [Self.skipped, Self.dirtied].map { $0.map(\.name) } + [["round"], ["live"]]
    for group in others where group.allSatisfy({ table.position(of: $0) == nil }) {
      for cell in table.header where !Self.known.contains(cell.text) {
        guard let meant = Spelling.nearest(to: cell.text, among: group) else { continue }
        findings.report(
          "no column is called \"\(cell.text)\"", at: cell.place, suggestion: meant)
      }
    }
  }
}
