import MigrationSim
import ScenarioKit

/// Every CPU held against every other, for one guest in one era.
public struct CPUMatrixReport: Hashable, Codable, Sendable {
  /// A guest that goes from the row's CPU to the column's.
  public struct Cell: Hashable, Codable, Sendable {
    public var from: String
    public var to: String
    public var crossing: CrossingReport
  }

  public var schemaVersion: Int
  public var toolVersion: String
  public var guest: String
  public var mode: String
  public var era: String
  public var company: String
  /// What the hypervisors check, if it is not what those of the era do.
  public var checks: String?
  public var withinS: Double
  public var cpus: [CPUSummary]
  /// By row: all that goes from the first CPU, then from the second.
  public var cells: [Cell]

  public init(
    _ cpus: [NamedCPU], guest: GuestProfile, mode: GuestMode, era: LevellingEra,
    company: Crossing.Company, within span: SimDuration, checks: RestoreChecks? = nil,
    catalogue: CPUCatalogue
  ) {
    schemaVersion = Release.schemaVersion
    toolVersion = Release.version
    self.guest = guest.name
    let mode = guest.mode ?? mode
    self.mode = "\(mode)"
    self.era = "\(era)"
    self.company = company.rawValue
    self.checks = checks?.name
    withinS = Double(span.nanoseconds) / 1e9
    self.cpus = cpus.map(CPUSummary.init)
    let levelling = Levelling(era: era, limits: catalogue.limits)
    cells = cpus.flatMap { from in
      cpus.map { to in
        let crossing = Crossing(
          of: guest, mode: mode, from: from.processor, to: to.processor, under: levelling,
          company: company, checks: checks)
        return Cell(
          from: from.label, to: to.label,
          crossing: CrossingReport(
            crossing, era: era, company: company, within: span, names: catalogue.names))
      }
    }
  }

  /// The cell in a row and a column, from 0.
  func cell(_ row: Int, _ column: Int) -> CrossingReport {
    cells[row * cpus.count + column].crossing
  }

  /// What the matrix shows, in a line.
  var caption: String {
    "Guest \(guest) (\(mode)), toolstack \(era)"
      + (company == "pooled" ? ", booted in the pool of both" : "")
      + (checks.map { ", restores check \($0)" } ?? "") + ", watched for "
      + Wording.span(seconds: withinS)
  }

  /// The verdicts that occur, from the best to the worst, with how many cells have each.
  var legend: [(verdict: Crossing.Verdict, count: Int)] {
    Crossing.Verdict.allCases.map { verdict in
      (verdict, cells.count { $0.crossing.verdict == verdict })
    }.filter { $0.count > 0 }
  }

  /// One row a cell, below the columns' names.
  public var csv: String { Self.csvHeader + csvRows }

  static let csvHeader = CSVTable.line([
    "from", "to", "guest", "mode", "era", "company", "verdict", "verdict_if_forced", "within_s",
    "probability", "probability_low", "probability_high",
    "kernel_probability", "libc_probability", "application_probability", "missing", "reasons",
  ])

  var csvRows: String {
    let rows = cells.map { cell in
      let crossing = cell.crossing
      let layers = SoftwareLayer.allCases.map { layer in
        "\(crossing.layers.first { $0.layer == "\(layer)" }?.probability ?? 0)"
      }
      return CSVTable.line(
        [
          cell.from, cell.to, guest, mode, era, company, crossing.verdict.rawValue,
          crossing.verdictIfForced.rawValue, "\(withinS)",
          "\(crossing.probability)", "\(crossing.probabilityRange.low)",
          "\(crossing.probabilityRange.high)",
        ] + layers + [
          crossing.layers.flatMap(\.features).joined(separator: ";"),
          crossing.reasons.joined(separator: ";"),
        ])
    }
    return rows.joined()
  }
}

extension TextReport {
  /// The page for a matrix, with a line feed at its end.
  public func text(_ report: CPUMatrixReport) -> String { page(sections(report)) }

  func sections(_ report: CPUMatrixReport) -> [[String]] {
    [
      paragraph(report.caption, indent: 0, style: .heading)
        + ["from the row's CPU to the column's"],
      matrix(report),
      report.legend.map { verdict, count in
        "\(painted(verdict))  \(Layout.left(verdict.meaning, 50))"
          + Layout.right("\(count)", 5)
      },
    ]
  }

  private func matrix(_ report: CPUMatrixReport) -> [String] {
    let count = report.cpus.count
    let digits = "\(count)".count
    let longest = min(report.cpus.map(\.name.count).max() ?? 0, 24)
    // The letters stand close together where they would not have room.
    let gap = digits + 1 + longest + 1 + 2 * count <= width ? " " : ""
    let indent = String(repeating: " ", count: digits + longest + 2)
    let heads = (0..<digits).map { place in
      indent
        + (1...max(count, 1)).map {
          let number = Layout.right("\($0)", digits)
          return String(number[number.index(number.startIndex, offsetBy: place)])
        }.joined(separator: gap)
    }
    let rows = report.cpus.indices.map { row in
      Layout.right("\(row + 1)", digits) + " "
        + Layout.left(CPUSummary.short(report.cpus[row].name), longest) + " "
        + report.cpus.indices.map { painted(report.cell(row, $0).verdict) }
        .joined(separator: gap)
    }
    return heads + rows
  }

  private func painted(_ verdict: Crossing.Verdict) -> String {
    let style: Painter.Style =
      switch verdict {
      case .safe: .good
      case .refused, .rejected: .faint
      case .otherVendor, .processDies, .servicesDie: .doubtful
      case .machineCrashes, .restoreFails: .bad
      }
    return paint(style, verdict.letter)
  }
}
