import Foundation
import GRDB
import Testing

@testable import StudyKit

@Suite struct `The tables of a study` {
  @Test func `quote what commas and quotes would break`() {
    let table = ResultTable(
      columns: [
        .init(name: "a,b", kind: .text), .init(name: "n", kind: .integer),
        .init(name: "x", kind: .number),
      ],
      rows: [
        [.text("plain"), .integer(-3), .number(0.1)],
        [.text("say \"x\", or\nnot"), .nothing, .number(2)], [.text(""), .integer(0), .nothing],
        [.text("a\rb"), .integer(7), .number(1e-7)],
      ])
    #expect(
      table.csv
        == "\"a,b\",n,x\nplain,-3,0.1\n\"say \"\"x\"\", or\nnot\",,2\n,0,\n\"a\rb\",7,1e-07\n")
  }

  @Test func `have the columns that are told`() async throws {
    let study = try TrialStudy.load()
    try await Repository.inFolder { folder in
      try await TrialStudy.run(study, in: folder)
      let results = StudyResults(study, in: StudyFolder(folder))
      let runs = ResultTable.runs(of: results)
      #expect(
        runs.columns.map(\.name) == [
          "run", "cell", "replication", "seed", "memory_mib", "policy", "downtime_ms",
          "total_time_s", "lost_pings", "ping_gap_ms", "completed", "refused",
        ])
      #expect(runs.rows.count == 24)
      let second = runs.csv.split(separator: "\n")[5].split(separator: ",")
      #expect(second[1...5] == ["1", "0", "11", "64", "xen-legacy"])
      let cells = ResultTable.cells(of: results)
      #expect(cells.rows.count == 36)
      #expect(
        cells.columns.map(\.name) == [
          "cell", "memory_mib", "policy", "response", "unit", "runs", "values", "mean",
          "deviation", "low", "high", "median", "median_low", "median_high", "percentile5",
          "percentile95", "minimum", "maximum",
        ])
      // Every name that tables have of their own is kept from factors and responses.
      let own = Set(runs.columns[..<4].map(\.name) + cells.columns.dropFirst(3).map(\.name))
      #expect(own.union(["cell"]) == Set(ResultTable.ownColumns))
    }
  }

  @Test func `tell where a database cannot be written, as of any file`() {
    let path = "/no-such-folder/results.sqlite"
    #expect {
      try ResultDatabase.write([], facts: [], to: path)
    } throws: { error in
      "\(error)".hasPrefix("Error: cannot write '\(path)': ")
    }
  }

  @Test func `are the same in the database, which has the same bytes each time`() async throws {
    let study = try TrialStudy.load(
      TrialStudy.text.replacing("name: policy", with: "name: 'a \"policy\", or two'"))
    try await Repository.inFolder { folder in
      try await TrialStudy.run(study, in: folder)
      let results = StudyResults(study, in: StudyFolder(folder))
      let tables = [
        (name: "runs", keys: ["cell", "replication"], table: ResultTable.runs(of: results)),
        (name: "cells", keys: ["cell", "response"], table: ResultTable.cells(of: results)),
      ]
      let paths = ["one", "two"].map { "\(folder)/\($0).sqlite" }
      for path in paths {
        try ResultDatabase.write(
          tables, facts: [("study", study.name), ("title", "a'b")], to: path)
        // Over what is there.
        try ResultDatabase.write(
          tables, facts: [("study", study.name), ("title", "a'b")], to: path)
      }
      let bytes = try paths.map { try Data(contentsOf: URL(filePath: $0)) }
      #expect(bytes[0] == bytes[1])
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
          == ["one.sqlite", "shards", "two.sqlite"])
      try await DatabaseQueue(path: paths[0]).read { database in
        for (name, keys, table) in tables {
          let order = keys.map { "\"\($0)\"" }.joined(separator: ", ")
          let rows = try Row.fetchAll(database, sql: "SELECT * FROM \(name) ORDER BY \(order)")
          let found = rows.map { row in row.map { "\($0.1)" } }
          let wanted = table.rows.map { $0.map(Self.stored) }
          #expect(Set(found) == Set(wanted) && found.count == wanted.count)
          #expect(rows.first.map { Array($0.columnNames) } == table.columns.map(\.name))
        }
        #expect(
          try String.fetchAll(database, sql: "SELECT value FROM study ORDER BY key")
            == ["trial", "a'b"])
        #expect(try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok")
      }
    }
  }

  /// A cell as GRDB shows what SQLite has stored.
  private static func stored(_ cell: ResultTable.Cell) -> String {
    switch cell {
    case .integer(let value): "\(value.databaseValue)"
    case .number(let value): "\(value.databaseValue)"
    case .text(let text): "\(text.databaseValue)"
    case .nothing: "\(DatabaseValue.null)"
    }
  }

  @Test(arguments: [
    ("Bandwidth cap", "mbit_per_s", "bandwidth_cap_mbit_per_s"), ("writes/s", "", "writes_s"),
    ("  A--b  ", "ms", "a_b_ms"), ("downtime ms", "ms", "downtime_ms"), ("Año", "", "año"),
    ("!", "ms", ""), ("2 nd", "", "2_nd"),
  ])
  func `have columns in small letters, the unit at the end`(
    name: String, suffix: String, column: String
  ) {
    #expect(Column.name(name, suffix: suffix) == column)
  }
}
