import MigrationSim

/// The pages that a class was seen to dirty, interval by interval, since the VM was started.
///
/// After the last interval the trace begins again.
public struct DirtyTraceSpec: Hashable, Sendable {
  /// When each interval begins, rising; it lasts until the next one, the last as long as the one
  /// before it.
  public let times: [SimDuration]
  /// Distinct pages dirtied in each interval [pages].
  public let pagesDirtied: [Double]

  /// What all intervals dirty, over the time that they take [pages/s].
  public var meanRate: Double {
    guard let first = times.first, let last = times.last, times.count >= 2 else { return 0 }
    let span = (last - first) + (last - times[times.count - 2])
    return pagesDirtied.reduce(0, +) / span.seconds
  }
}

extension Form where Value == Sourced<DirtyTraceSpec> {
  /// The name of a file with the columns time_s and pages_dirtied, or a list of `[time, pages]`.
  static var dirtyTrace: Form {
    let none = DirtyTraceSpec(times: [], pagesDirtied: [])
    let table = Form<DirtyTraceSpec>.file(placeholder: none) { source, _, findings in
      DirtyTraceSpec(rowsOf: source, findings)
    }
    let list = Form<[DirtyTraceRow]>.list(of: .row)
    let pairs = Form<DirtyTraceSpec>(schema: list.schema(), placeholder: none) { node, findings in
      list.read(node, findings).flatMap { DirtyTraceSpec($0, at: node.place, findings) }
    }
    return .placed(.either(table, or: pairs))
  }
}

/// A row of a trace: when an interval begins, and the pages dirtied in it.
private struct DirtyTraceRow {
  let time: Sourced<SimDuration>
  /// [pages].
  let pages: Double
}

extension Form where Value == DirtyTraceRow {
  /// Two values, as in `[8 s, 2726]`.
  fileprivate static var row: Form {
    let time = Form<SimDuration>.duration
    let pages = Form<Double>.number(0...DirtyTraceSpec.mostPages)
    return Form(
      schema: .object([
        ("type", .string("array")), ("items", .array([time.schema(), pages.schema()])),
        ("minItems", .integer(2)), ("maxItems", .integer(2)),
      ]),
      placeholder: DirtyTraceRow(time: Sourced(.zero, at: SourcePlace(file: "")), pages: 0)
    ) { node, findings in
      guard case .list(let cells, _) = node, cells.count == 2 else {
        findings.report(
          "a row of a trace is [time, pages], such as [8 s, 2726], not \(node.noun)",
          at: node.place)
        return nil
      }
      let start = Form<Sourced<SimDuration>>.placed(time).read(cells[0], findings)
      guard let count = pages.read(cells[1], findings), let start else { return nil }
      return DirtyTraceRow(time: start, pages: count)
    }
  }
}

extension DirtyTraceSpec {
  /// More than any memory holds.
  fileprivate static var mostPages: Double { 1e12 }

  /// Nil where the rows are no trace, which has then been reported.
  fileprivate init?(_ rows: [DirtyTraceRow], at place: SourcePlace, _ findings: Findings) {
    guard rows.count >= 2 else {
      findings.report("a trace has at least two rows", at: place)
      return nil
    }
    var isRising = true
    for (earlier, later) in zip(rows, rows.dropFirst())
    where later.time.value <= earlier.time.value {
      isRising = false
      findings.report(
        "\(later.time.value.text) is not after the row before", at: later.time.place,
        notes: [.init(message: "which is at \(earlier.time.value.text)", place: earlier.time.place)]
      )
    }
    guard isRising else { return nil }
    self.init(times: rows.map(\.time.value), pagesDirtied: rows.map(\.pages))
  }

  fileprivate init?(rowsOf source: SourceText, _ findings: Findings) {
    let columns = ["time_s", "pages_dirtied"]
    guard let table = SourceTable(source, findings) else { return nil }
    guard let positions = table.positions(ofAll: columns, findings) else { return nil }
    var areAllRead = true
    let rows = table.rows.compactMap { row -> DirtyTraceRow? in
      let cells = positions.map { row[$0] }
      let time = cells[0].number(0...Form<SimDuration>.longest, findings)
      guard let pages = cells[1].number(0...Self.mostPages, findings), let time else {
        areAllRead = false
        return nil
      }
      return DirtyTraceRow(time: Sourced(.seconds(time), at: cells[0].place), pages: pages)
    }
    guard table.isWhole, areAllRead else { return nil }
    self.init(rows, at: SourcePlace(file: source.name), findings)
  }
}
