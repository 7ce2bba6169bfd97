import ArgumentParser
import ReportKit
import StudyKit

/// Where a table goes: `rounds` to stdout, `rounds=FILE` to a file.
struct TableRequest: ExpressibleByArgument {
  let table: CSVTable
  /// Nil for stdout.
  let path: String?

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let table = CSVTable(rawValue: String(parts[0])) else { return nil }
    self.table = table
    let file = parts.count == 2 ? String(parts[1]) : "-"
    guard !file.isEmpty else { return nil }
    path = file == "-" ? nil : file
  }

  static var allValueStrings: [String] {
    CSVTable.allCases.map(\.rawValue)
  }
}

/// What makes the command end with exit code 10, as a list with commas.
struct FailureConditions: ExpressibleByArgument {
  enum Condition: String, CaseIterable {
    case crash, abort, expectation
  }

  let conditions: Set<Condition>

  init(_ conditions: Set<Condition>) { self.conditions = conditions }

  init?(argument: String) {
    guard argument != "none" else {
      self.init([])
      return
    }
    let words = argument.split(separator: ",", omittingEmptySubsequences: false)
    let conditions = words.compactMap { Condition(rawValue: String($0)) }
    guard conditions.count == words.count else { return nil }
    self.init(Set(conditions))
  }

  var defaultValueDescription: String {
    Condition.allCases.filter(conditions.contains).map(\.rawValue).joined(separator: ",")
  }

  static var allValueStrings: [String] { Condition.allCases.map(\.rawValue) + ["none"] }

  /// Whether a run that ended like this is to fail.
  func isMet(by run: Observation) -> Bool {
    conditions.contains(.crash) && run.hasCrash || conditions.contains(.abort) && run.hasAbort
      || conditions.contains(.expectation) && !run.isAsExpected
  }
}

extension Painter.Choice: ExpressibleByArgument {}
