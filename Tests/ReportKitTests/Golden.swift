import Foundation
import ReportKit
import SampleRuns
import StudyKit
import Testing

/// Files in which a report stands as it should be.
///
/// With XENMOTION_UPDATE_EXPECTED set they are written anew: read the difference before committing.
enum Golden {
  static func expect(
    _ text: String, toBe name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/\(name)")
    if ProcessInfo.processInfo.environment["XENMOTION_UPDATE_EXPECTED"] != nil {
      try Data(text.utf8).write(to: url)
      return
    }
    let expected = try String(contentsOf: url, encoding: .utf8)
    let place = zip(text.split(separator: "\n"), expected.split(separator: "\n"))
      .first { $0 != $1 }
    #expect(
      text == expected,
      "first difference from \(name): \(place.map { "'\($0)' is not '\($1)'" } ?? "its length")",
      sourceLocation: sourceLocation)
  }
}

/// Reports of the sample runs.
enum Sample {
  static let names = Names(
    hosts: SampleRun.hosts, vms: SampleRun.vms, srs: SampleRun.srs, networks: SampleRun.networks,
    pools: SampleRun.pools, features: SampleRun.features, vmMemory: SampleRun.vmMemory)

  static let good = RunReport(
    SampleRun.homogeneous(), scenario: "sample-good", title: "A pool, made and used", names: names)
  static let bad = RunReport(
    SampleRun.heterogeneous(), scenario: "sample-bad", title: "What goes wrong", names: names)
  static let recorded = RunReport(
    SampleRun.homogeneous(), scenario: "sample-good", title: "A pool, made and used", names: names,
    includesRecords: true)

  static let study = ReplicationReport(
    ReplicationSummary(
      (0..<25).map { Observation(SampleRun.homogeneous(replication: UInt64($0))) }),
    scenario: "sample-good", title: "A pool, made and used", seed: 1, names: names)
  static let badStudy = ReplicationReport(
    ReplicationSummary(
      (0..<3).map { Observation(SampleRun.heterogeneous(replication: UInt64($0))) }),
    scenario: "sample-bad", title: "What goes wrong", seed: 7, names: names)
}
