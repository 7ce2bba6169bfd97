import Foundation
import StudyKit

/// A small study, run: a guest that writes little or much moves under two policies.
public enum SmallStudy {
  private static let scenario = """
    scenario: small
    title: A small guest moves
    toolstack: {profile: xl}
    wires: [{name: lan}]
    stations: [{name: pc, wire: lan, address: 10.0.0.9/24}]
    hosts:
      - name: alpha
        pool: lab
        master: true
        cpu: {model: Westmere}
        memory: 1 GiB
        nics: [{wire: lan, network: lan, address: 10.0.0.2/24, management: true}]
      - name: beta
        pool: lab
        cpu: {model: Westmere}
        memory: 1 GiB
        nics: [{wire: lan, network: lan, address: 10.0.0.3/24, management: true}]
    vms:
      - name: db
        running_on: alpha
        memory: 64 MiB
        networks: [lan]
        workload: {classes: [{name: heap, size: 16 MiB, writes: 1000 pages/s}]}
    migration: {durations: {suspend: {lognormal: {median: 30 ms, spread: 0.2}}}}
    timeline:
      - {do: start ping, name: outside, vm: db, from: outside, to: pc, interval: 50 ms}
      - {do: migrate, vm: db, to: beta, after: 1 s}
      - {do: wait, for: 1 s}
      - {do: stop ping, name: outside}
    aftermath: 0 s

    """

  private static let study = """
    study: small
    title: Little or much, and under which policy?
    about: A study for tests.
    scenario: small.yaml
    factors:
      - {name: writes, path: "vms[db].workload.classes[heap].writes",
         values: [1000 pages/s, 4000 pages/s, 20000 pages/s]}
      - {name: policy, path: migration.policy, values: [xen, qemu]}
    replications: 5
    responses: [downtime, total time, completed, lost pings]

    """

  /// The study with `figures` in place of none.
  public static func study(figures: String = "") throws -> Study {
    try StudyLoader.load(
      [("small.yaml", scenario), ("study.yaml", study + figures)], named: "study.yaml")
  }

  public static func results(figures: String = "") async throws -> StudyResults {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let study = try study(figures: figures)
    let results = StudyFolder(folder)
    try results.create()
    _ = try await StudyRunner(study, in: results, threads: 2).run()
    return StudyResults(study, in: results)
  }
}
