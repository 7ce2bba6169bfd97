import MigrationSim
import ScenarioKit
import Testing

@Suite struct `A valid scenario runs, where` {
  /// Two hosts with one network each, and what a test puts into their lines.
  private static func scenario(
    a: String = "", b: String = "", vms: String = "[]", migration: String = "{}", timeline: String
  ) -> String {
    """
    scenario: test
    wires: [{name: school}]
    stations:
      - {name: nas, wire: school, address: 10.42.0.100/16, uplink: {rtt: 20 ms}}
    hosts:
      - name: a
        cpu: {model: Conroe}
        memory: 2 GiB
        nics:
          - {wire: school, address: 10.42.0.200/16, management: true}
          - {wire: school}
        \(a)
      - name: b
        cpu: {model: Conroe}
        memory: 2 GiB
        nics:
          - {wire: school, address: 10.42.0.201/16, management: true}
          - {wire: school}
        \(b)
    srs: [{name: shared, type: nfs, host: a, server: nas}]
    templates: [{name: small, system: true}]
    vms: \(vms)
    migration: \(migration)
    timeline:
    \(timeline.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))
    """
  }

  private static func run(_ text: String) throws -> RunResult {
    do {
      return MigrationSim.run(
        try ScenarioLoader.load(text: text, name: "test.yaml").setup, seed: 1)
    } catch {
      Issue.record("\(error.rendered)")
      throw error
    }
  }

  private static let guest = """
    [{name: web, running_on: a, memory: 64 MiB, disks: [{sr: shared, size: 1 GB}], \
    networks: [Network 0], workload: {classes: [{share: 50 %, writes: 5000 pages/s}]}}]
    """

  @Test func `a member is ejected that was in its pool from the start`() throws {
    let result = try Self.run(
      Self.scenario(
        a: "pool: lab\n    master: true", b: "pool: lab",
        timeline: "- {do: eject host, host: b}\n- {do: join pool, host: b, master: a}"))
    #expect(result.steps.map(\.outcome) == [.done, .done])
    #expect(result.inventory.contradictions() == [])
  }

  @Test func `an ejected host's address is given to another`() throws {
    let result = try Self.run(
      Self.scenario(
        a: "pool: lab\n    master: true", b: "pool: lab", vms: Self.guest,
        timeline: """
          - {do: add interface, host: b, network: Network 1, address: 172.16.0.1/24}
          - {do: eject host, host: b}
          - {do: add interface, host: a, network: Network 1, address: 172.16.0.1/24}
          - {do: start ping, name: p, vm: web, to: 172.16.0.1, count: 3}
          - {do: wait, for: 5 s}
          """))
    #expect(result.steps.allSatisfy { $0.outcome == .done })
    #expect(result.pings.first?.requests.count == 3)
    let answered = result.pings.first?.requests.filter {
      if case .answered = $0.fate { true } else { false }
    }
    #expect(answered?.count == 3)
  }

  @Test func `a network of the joined host is meant by the name that the pool's has`() throws {
    let result = try Self.run(
      Self.scenario(
        timeline: """
          - {do: create pool, name: lab, master: a, member: b}
          - {do: add interface, host: b, network: Network 1, address: 172.16.0.1/24}
          """))
    #expect(result.steps.map(\.outcome) == [.done, .done])
  }

  @Test func `a host goes down while it joins`() throws {
    let result = try Self.run(
      Self.scenario(
        timeline: """
          - {do: shut down host, at: 0 s, host: b}
          - {do: join pool, at: 30 s, host: b, master: a}
          """))
    #expect(result.steps.map(\.outcome) == [.done, .failed])
    #expect(result.inventory.hosts.last?.state == .off)
    #expect(result.inventory.contradictions() == [])
  }

  @Test(arguments: [0, 1])
  func `a policy has no limit of its own`(threshold: Int) throws {
    let result = try Self.run(
      Self.scenario(
        a: "pool: lab\n    master: true", b: "pool: lab", vms: Self.guest,
        migration: "{policy: {name: custom, dirty_threshold: \(threshold)}}",
        timeline: "- {do: migrate, vm: web, to: b}"))
    #expect(result.migrations.map(\.outcome.ending) == [.completed])
    #expect(result.migrations.first?.stop == .belowThreshold)
  }

  @Test func `what would come after the run's end does not make it longer`() throws {
    let text = Self.scenario(timeline: "- {do: wait, for: 1 s}")
    let result = try Self.run(
      text + "\naftermath: 1 s\nbackground: [{from: a, to: nas, stop: 2 h}]\n")
    #expect(result.ended == .zero + .seconds(2))
  }

  @Test func `a VLAN joins guests on two hosts`() throws {
    let result = try Self.run(
      Self.scenario(
        a: "pool: lab\n    master: true", b: "pool: lab",
        vms: Self.guest.replacing("[Network 0]", with: "[Guests]"),
        timeline: "- {do: migrate, vm: web, to: b}"
      ) + "\nnetworks: [{name: Guests, host: a, nic: 1}]\n")
    #expect(result.steps.map(\.outcome) == [.done])
    #expect(result.inventory.contradictions() == [])
  }

  @Test(arguments: [
    ("Network 1", "PIF_HAS_NO_NETWORK_CONFIGURATION"), ("Inside", "HOST_CANNOT_ATTACH_NETWORK"),
  ]) func `a migration is to take a network on which hosts have no addresses`(
    network: String, code: String
  ) throws {
    let result = try Self.run(
      Self.scenario(
        a: "pool: lab\n    master: true", b: "pool: lab", vms: Self.guest,
        timeline: "- {do: migrate, vm: web, to: b, network: \(network)}"
      ) + "\nnetworks: [{name: Inside, host: a}]\n")
    #expect(result.steps.map(\.outcome) == [.refused])
    #expect(result.steps[0].reasons.map(\.code) == [code])
  }

  @Test func `a NIC carries no VLAN twice`() throws {
    let result = try Self.run(
      Self.scenario(
        a: "pool: lab\n    master: true", b: "pool: lab",
        timeline: """
          - {do: create network, name: Second, host: b, nic: 1, vlan: 2}
          - {do: create network, name: Third, host: b, nic: 1, vlan: 4}
          - {do: create network, name: Fourth, host: a, nic: 0, vlan: 2}
          """
      ) + "\nnetworks: [{name: Guests, host: a, nic: 1, vlan: 2}, {name: Own, host: a, nic: 1}]\n")
    #expect(result.steps.map(\.outcome) == [.refused, .done, .done])
    #expect(result.steps[0].reasons.first?.code == "PIF_VLAN_EXISTS")
    #expect(Set(result.inventory.networks.compactMap(\.vlan)).count == 3)
  }

  @Test func `a step asks for an address that it is to be refused`() throws {
    let result = try Self.run(
      Self.scenario(
        a: "pool: lab\n    master: true", b: "pool: lab",
        timeline: """
          - do: add interface
            host: b
            network: Network 1
            address: 10.42.0.100/16
            expect: refused
          - {do: add interface, host: b, network: Network 1, address: 172.16.0.1/24, expect: done}
          - do: add interface
            host: a
            network: Network 1
            address: 172.16.1.1/24
            expect: {refused: INVALID_IP_ADDRESS_SPECIFIED}
          """))
    #expect(result.steps.map(\.outcome) == [.refused, .done, .refused])
  }
}

@Suite struct `The title of a bundled scenario` {
  @Test(arguments: ScenarioLoader.bundledNames + ScenarioLoader.validationNames)
  func `is the one that the whole of it has`(name: String) throws {
    #expect(ScenarioLoader.bundledTitle(named: name) == (try ScenarioLoader.load(name).title))
  }
}
