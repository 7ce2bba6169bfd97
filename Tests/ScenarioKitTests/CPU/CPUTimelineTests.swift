import MigrationSim
import Testing

@testable import ScenarioKit

/// Two hosts of a pool, and the lines given.
private func setup(toolstack: String, timeline: String) throws -> Setup {
  let text = """
    scenario: test
    toolstack: \(toolstack)
    wires: [{name: school}]
    hosts:
      - name: a
        pool: lab
        master: true
        cpu: {model: Westmere}
        edition: free
        memory: 4 GiB
        nics: [{wire: school, address: 10.0.0.1/16, management: true}]
      - name: b
        pool: lab
        cpu: {model: Nehalem}
        memory: 4 GiB
        nics: [{wire: school, address: 10.0.0.2/16, management: true}]
    timeline:
    \(timeline.split(separator: "\n").map { "  - {\($0)}" }.joined(separator: "\n"))
    """
  return try ScenarioLoader.load(text: text, name: "test.yaml").setup
}

private let catalogue = CPUCatalogue.bundled

@Suite struct `What a timeline says of CPUs` {
  @Test func `reaches the engine as it is written`() throws {
    let setup = try setup(
      toolstack: "{profile: xapi}",
      timeline: """
        do: set cpu features, host: a, features: 009ce3bd-bfebfbff-00000001-28100800
        do: set cpu features, host: a, features: not a mask
        do: reset cpu features, host: a
        do: reboot host, host: b
        do: replace cpu, host: b, cpu: {model: Haswell, remove: [rtm], count: 6, hvm: false}
        do: update host, host: b, version: 7.1, patch: p, hides: [aes, sse4.2]
        do: enter maintenance mode, host: a, at_once: 3
        do: exit maintenance mode, host: a
        """)
    let (a, b) = (HostID(0), HostID(1))
    #expect(
      setup.steps.map(\.operation) == [
        .maskCPU(a, CPUMask(text: "009ce3bd-bfebfbff-00000001-28100800")),
        .maskCPU(a, .illegalCharacter), .unmaskCPU(a), .rebootHost(b), .replaceCPU(b, 0),
        .updateHost(b, 0), .enterMaintenance(a, settings: 0, atOnce: 3), .exitMaintenance(a),
      ])
    let replacement = try #require(setup.replacements.first)
    #expect(replacement.count == 6 && !replacement.hvmCapable)
    #expect(
      replacement.processor
        == (try catalogue.processor(model: "Haswell", removing: ["rtm"])))
    #expect(
      setup.updates == [HostUpdate(version: "7.1", patch: "p", withheld: [.aes, .sse42])])
    #expect(setup.inventory[a].edition == "free" && setup.inventory[b].edition.isEmpty)
  }

  @Test func `has the checks of Xen's release, told or taken from the profile`() throws {
    let cases: [(String, RestoreChecks)] = [
      ("{profile: xcp-1.x}", .preStream), ("{profile: xapi}", .cpuPolicyStream),
      ("{profile: xapi, restore_checks: xen-4.3}", .contextOnly),
      ("{profile: xapi, restore_checks: xen-4.2}", .preStream),
      ("{profile: xcp-1.x, restore_checks: xen-4.14}", .cpuPolicyStream),
    ]
    for (toolstack, checks) in cases {
      let setup = try setup(toolstack: toolstack, timeline: "do: wait, for: 1 s")
      #expect(setup.restoreChecks == checks)
    }
  }

  @Test func `has the pool's mask for joins`() throws {
    let own = try setup(
      toolstack: "{profile: xcp-1.x, cpuid_feature_mask: ffffffff-ffffffff-ffffffff-ffffffff}",
      timeline: "do: wait, for: 1 s")
    #expect(own.toolstack.levelling.joinMask[.est])
    let standard = try setup(toolstack: "{profile: xcp-1.x}", timeline: "do: wait, for: 1 s")
    #expect(standard.toolstack.levelling.joinMask == Levelling.defaultJoinMask)
  }
}
