import Foundation
import GRDB

/// The results of a study as an SQLite database, for queries.
///
/// Tables `runs` and `cells` are those of the CSV files, strict and without row ids; `study` has
/// what the study is, by keys. It is made anew each time, in one transaction, so that equal results
/// make equal bytes (of one version of SQLite). WAL is off: it does not work over network file
/// systems.
public enum ResultDatabase {
  /// Writes the database, whole or not at all.
  public static func write(
    _ tables: [(name: String, keys: [String], table: ResultTable)],
    facts: [(key: String, value: String)], to path: String
  ) throws {
    let temporary = "\(path).\(ProcessName.own).tmp"
    for rest in [temporary, temporary + "-journal"] {
      try? FileManager.default.removeItem(atPath: rest)
    }
    defer { try? FileManager.default.removeItem(atPath: temporary) }
    do {
      try fill(temporary, tables, facts)
    } catch let error as DatabaseError where error.isOfTheDisk {
      throw OutputFile.Failure(path: path, reason: error.message ?? "\(error.resultCode)")
    }
    try OutputFile(path).take(over: temporary)
  }

  private static func fill(
    _ path: String, _ tables: [(name: String, keys: [String], table: ResultTable)],
    _ facts: [(key: String, value: String)]
  ) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { database in
      for (name, keys, table) in tables {
        try create(name, keys: keys, table, in: database)
        try insert(table, into: name, in: database)
      }
      try database.execute(
        sql: "CREATE TABLE study (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID")
      for (key, value) in facts {
        try database.execute(sql: "INSERT INTO study VALUES (?, ?)", arguments: [key, value])
      }
    }
    try queue.close()
  }

  private static func create(
    _ name: String, keys: [String], _ table: ResultTable, in database: Database
  ) throws {
    let columns = table.columns.map { column in
      let type =
        switch column.kind {
        case .integer: "INTEGER"
        case .number: "REAL"
        case .text: "TEXT"
        }
      return "\(quoted(column.name)) \(type)" + (keys.contains(column.name) ? " NOT NULL" : "")
    }
    let key = keys.map(quoted).joined(separator: ", ")
    try database.execute(
      sql: """
        CREATE TABLE \(quoted(name)) (\(columns.joined(separator: ", ")), PRIMARY KEY (\(key)))
        STRICT, WITHOUT ROWID
        """)
  }

  private static func insert(
    _ table: ResultTable, into name: String, in database: Database
  ) throws {
    let marks = table.columns.map { _ in "?" }.joined(separator: ", ")
    let statement = try database.makeStatement(
      sql: "INSERT INTO \(quoted(name)) VALUES (\(marks))")
    for row in table.rows {
      try statement.execute(arguments: StatementArguments(row.map(\.databaseValue)))
    }
  }

  private static func quoted(_ name: String) -> String {
    "\"" + name.replacing("\"", with: "\"\"") + "\""
  }
}

extension DatabaseError {
  /// Whether it is that a file cannot be written: all else is a mistake of ours.
  fileprivate var isOfTheDisk: Bool {
    [.SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_READONLY].contains(resultCode)
  }
}

extension ResultTable.Cell {
  fileprivate var databaseValue: DatabaseValue {
    switch self {
    case .integer(let value): value.databaseValue
    case .number(let value): value.databaseValue
    case .text(let text): text.databaseValue
    case .nothing: .null
    }
  }
}
