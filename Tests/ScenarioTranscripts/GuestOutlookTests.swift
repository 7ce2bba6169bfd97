import MigrationSim
import ScenarioKit
import StudyKit
import Testing

@Suite struct `Guests on a CPU that lacks what they use` {
  /// A guest goes from one CPU to another; the run ends `minutes` after that.
  private static func setup(_ guest: String, minutes: Int) throws -> Setup {
    try ScenarioLoader.load(
      text: """
        scenario: outlook
        toolstack: {profile: xcp-1.x, levelling: none}
        wires: [{name: lan}]
        stations: [{name: nas, wire: lan, address: 10.0.0.9/24}]
        hosts:
          - name: a
            pool: lab
            master: true
            cpu: {model: Westmere}
            memory: 4 GiB
            nics: [{wire: lan, address: 10.0.0.2/24, management: true}]
          - name: b
            pool: lab
            cpu: {model: Conroe}
            memory: 4 GiB
            nics: [{wire: lan, address: 10.0.0.3/24, management: true}]
        srs: [{name: shared, type: nfs, host: a, server: nas}]
        vms:
          - name: web
            running_on: a
            memory: 64 MiB
            disks: [{sr: shared}]
            guest: \(guest)
        timeline:
          - {do: migrate, vm: web, to: b}
          - {do: wait, for: \(minutes) min}
        """, name: "outlook.yaml"
    ).setup
  }

  private static func crossing(_ guest: String) throws -> Crossing {
    let catalogue = CPUCatalogue.bundled
    return Crossing(
      of: try #require(catalogue.guest(guest)), mode: .pv,
      from: try catalogue.processor(model: "Westmere"),
      to: try catalogue.processor(model: "Conroe"),
      under: Levelling(era: .none, limits: catalogue.limits))
  }

  // Every interval holds the closed form; at 95 % one in twenty might not, with another seed.
  @Test func `die as the closed form says`() async throws {
    let setup = try Self.setup("linux-glibc", minutes: 3)
    let observations = await Replications.run(300, threads: 2) {
      Observation(run(setup, seed: 5, replication: $0, keepsRecords: false))
    }
    let study = ReplicationSummary(observations, within: [.seconds(5), .seconds(20), .seconds(60)])
    let machine = try #require(study.machines.first)
    #expect(machine.arrivals == 300)
    let outlook = try Self.crossing("linux-glibc").outlook
    for found in machine.outlooks {
      guard let span = found.span else { continue }
      for consequence in FaultConsequence.allCases {
        let estimate = try #require(found.deaths[consequence])
        let interval = try #require(estimate.interval)
        let expected = outlook.probability(atLeast: consequence, within: span)
        #expect(
          interval.low <= expected && expected <= interval.high,
          "\(consequence) within \(span.seconds) s: \(interval), \(expected)")
        #expect(estimate.cutOff == 0)
      }
    }
  }

  // A run that ends a minute after the guest has resumed tells nothing of an hour.
  @Test func `are not told of beyond what was watched`() async throws {
    let setup = try Self.setup("linux-glibc", minutes: 1)
    let observations = await Replications.run(20, threads: 2) {
      Observation(run(setup, seed: 5, replication: $0, keepsRecords: false))
    }
    let outlooks = try #require(ReplicationSummary(observations).machines.first).outlooks
    #expect(outlooks.map(\.span) == [.seconds(60), .seconds(3600), nil])
    #expect(outlooks[1].deaths[.machineCrashes]?.share == nil)
    #expect(outlooks[2].deaths[.machineCrashes]?.share != nil)
  }
}
