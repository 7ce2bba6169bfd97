import MigrationSim
import ScenarioKit

/// Matrices of the same CPUs for several guests.
public struct CPUMatricesReport: Hashable, Codable, Sendable {
  public var schemaVersion: Int
  public var toolVersion: String
  public var matrices: [CPUMatrixReport]

  public init(_ matrices: [CPUMatrixReport]) {
    schemaVersion = Release.schemaVersion
    toolVersion = Release.version
    self.matrices = matrices
  }

  /// One row a cell, guest by guest.
  public var csv: String {
    CPUMatrixReport.csvHeader + matrices.map(\.csvRows).joined()
  }
}

extension TextReport {
  /// The page for several matrices, one after the other, with a line feed at its end.
  public func text(_ report: CPUMatricesReport) -> String {
    page(report.matrices.flatMap(sections))
  }
}
