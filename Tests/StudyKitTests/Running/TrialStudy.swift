import Foundation
import MigrationSim
import ScenarioKit
import Synchronization

@testable import StudyKit

/// A small study to try things on: a guest moves there and back, and its phases differ by luck.
enum TrialStudy {
  static let scenario = """
    scenario: move
    title: A guest moves there and back
    toolstack: {profile: xl}
    wires: [{name: lan}]
    stations: [{name: pc, wire: lan, address: 10.0.0.9/24}]
    hosts:
      - name: alpha
        pool: lab
        master: true
        cpu: {model: Westmere}
        memory: 4 GiB
        nics: [{wire: lan, network: lan, address: 10.0.0.2/24, management: true}]
      - name: beta
        pool: lab
        cpu: {model: Westmere}
        memory: 4 GiB
        nics: [{wire: lan, network: lan, address: 10.0.0.3/24, management: true}]
    vms:
      - name: web
        running_on: alpha
        memory: 64 MiB
        networks: [lan]
        workload:
          classes: [{name: hot, size: 8 MiB, writes: 500 pages/s}]
    migration:
      policy: xen
      durations:
        suspend: {lognormal: {median: 30 ms, spread: 0.2}}
        unpause: {lognormal: {median: 20 ms, spread: 0.2}}
    timeline:
      - {do: start ping, name: outside, vm: web, from: outside, to: pc, interval: 100 ms}
      - {do: migrate, vm: web, to: beta, after: 1 s}
      - {do: wait, for: 1 s}
      - {do: migrate, vm: web, to: alpha}
      - {do: stop ping, name: outside}
    aftermath: 0 s
    """

  static let text = """
    study: trial
    scenario: move.yaml
    seed: 11
    factors:
      - {name: memory, path: "vms[web].memory", values: [64 MiB, 96 MiB]}
      - {name: policy, path: migration.policy, values: [xen, xen-legacy, qemu]}
    replications: 4
    responses: [downtime, total time, lost pings, ping gap, completed, refused]
    """

  static func load(
    _ text: String = text, scenario: String = scenario, files: [(String, String)] = [],
    seed: UInt64? = nil
  ) throws(ScenarioError) -> Study {
    let all = [("trial.yaml", text), ("move.yaml", scenario)] + files
    return try StudyLoader.load(
      all.map { (name: $0.0, text: $0.1) }, named: "trial.yaml", seed: seed)
  }

  /// Runs what is missing of a study, or a part of that.
  @discardableResult
  static func run(
    _ study: Study, in path: String, shard: Shard = .whole, threads: Int = 2,
    stopAfter most: Int = .max
  ) async throws -> StudyRunner.Outcome {
    let folder = StudyFolder(path)
    try folder.create()
    let count = Mutex(0)
    return try await StudyRunner(study, in: folder, shard: shard, threads: threads).run(
      isStopped: { count.withLock { $0 } >= most },
      report: { now in count.withLock { $0 = now.new } })
  }

  /// What merging a folder comes to.
  static func tables(_ study: Study, in path: String) -> [String] {
    let results = StudyResults(study, in: StudyFolder(path))
    return [ResultTable.runs(of: results).csv, ResultTable.cells(of: results).csv]
  }

  /// The slow twin of all that runs studies: every cell, every replication, one after the other.
  static func slowly(_ study: Study) throws -> [[[Double?]]] {
    try study.cells.map { cell in
      let setup = try study.reading(of: cell).scenario.setup
      let names = setup.inventory.vms.map(\.name)
      return (0..<study.replications.most).map { replication in
        let result = MigrationSim.run(
          setup, seed: study.seed(of: cell), replication: UInt64(replication), keepsRecords: true)
        return study.responses.map { response in
          response.value(
            in: result,
            machine: response.vm.flatMap { names.firstIndex(of: $0.value) }.map { VMID($0) })
        }
      }
    }
  }

  /// The text of each file in the shards' folder.
  static func shards(in path: String) throws -> [String: String] {
    let folder = "\(path)/shards"
    return try FileManager.default.contentsOfDirectory(atPath: folder).reduce(into: [:]) {
      $0[$1] = try String(contentsOfFile: "\(folder)/\($1)", encoding: .utf8)
    }
  }
}
