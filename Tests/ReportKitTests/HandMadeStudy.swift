import Foundation
import ReportKit
import ScenarioKit

@testable import StudyKit

/// Studies whose runs are made by hand, with round numbers: nothing here was simulated.
enum HandMadeStudy {
  private static let scenario = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "StudyKitTests/Diagnostics/named/move.yaml")

  /// A report of a study with these runs: of a cell and a replication the responses' values; nil
  /// where the run is missing.
  private static func report(
    _ text: String, runs count: Int, _ values: (Int, Int) -> [Double?]?
  ) throws -> StudyReport {
    let files = [
      ("study.yaml", text), ("move.yaml", try String(contentsOf: scenario, encoding: .utf8)),
    ]
    let study = try StudyLoader.load(files.map { (name: $0.0, text: $0.1) }, named: "study.yaml")
    let place = FileManager.default.temporaryDirectory.appending(
      path: "xenmotion-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: place) }
    let folder = StudyFolder(place.path)
    try folder.create()
    let format = LineFormat(study)
    var lines = ""
    for cell in study.cells {
      for replication in 0..<count {
        guard let values = values(cell.number, replication) else { continue }
        let run = RunKey(CellKey(study, cell), replication: replication)
        lines += format.text(ResultLine(run: run, replication: replication, values: values))
      }
    }
    try lines.write(toFile: "\(folder.shards)/0-of-1.jsonl", atomically: false, encoding: .utf8)
    return StudyReport(StudyResults(study, in: folder))
  }

  /// Two factors, of which one is compared; one policy often fails, and one run is missing.
  static func factorial() throws -> StudyReport {
    try report(
      """
      study: policies
      title: Which policy keeps the guest still for the shortest time?
      about: |
        A guest moves there and back
        under three policies.

        All numbers are made up.
      scenario: move.yaml
      seed: 42
      factors:
        - {name: memory, path: "vms[web].memory", values: [256 MiB, 512 MiB]}
        - {name: policy, path: migration.policy, values: [xen, xen-legacy, qemu]}
      replications: 12
      responses:
        - downtime
        - {name: way back, measure: total time, vm: web, take: largest}
        - completed
        - lost pings
      compare: {factor: policy, by: downtime}
      figures: [{name: front, kind: front, x: way back, y: downtime}]
      """, runs: 12
    ) { cell, replication in
      let (memory, policy) = (Double(cell / 3), Double(cell % 3))
      let luck = Double(replication * 7 % 12)
      if cell == 5, replication == 11 { return nil }
      if cell % 3 == 2, replication % 4 == 1 { return [nil, nil, 0, nil] }
      return [
        100 + 25 * policy + 5 * memory + luck, 10 - 2 * policy + memory * 5 + luck / 10, 1,
        Double(replication % 2),
      ]
    }
  }

  /// One run a point.
  static func sampled(_ design: String, points: Int) throws -> StudyReport {
    try report(
      """
      study: what-matters
      scenario: move.yaml
      design: {name: \(design), points: \(points)}
      factors:
        - name: writes
          path: vms[web].workload.classes[hot].writes
          range: {from: 100 pages/s, to: 1000 pages/s, scale: log}
        - {name: pause, path: "timeline[wait].for", triangular: [1 s, 1.5 s, 3 s]}
      responses: [downtime, refused]
      """, runs: 1
    ) { cell, _ in [Double(cell * cell % 97), 0] }
  }
}
