import MigrationSim
import Testing

/// Intel's Westmere and what came before it, as far as a mask is concerned.
private let westmere = Processor(
  name: "Westmere", vendor: .intel, physicalFeatures: [.sse42, .popcnt, .aes],
  signature: CPUSignature(family: 6, model: 0x2c, stepping: 2))
private let nehalem = Processor(
  name: "Nehalem", vendor: .intel, physicalFeatures: [.sse42, .popcnt],
  signature: CPUSignature(family: 6, model: 0x1a, stepping: 5))
private let source = TwoHosts.source
private let destination = TwoHosts.destination

private func mask(_ features: FeatureSet) -> CPUMask { CPUMask(text: features.legacyText) }

private func outcomes(_ result: RunResult) -> [StepOutcome] { result.steps.map(\.outcome) }

@Suite struct `Masks in a run` {
  @Test func `make a migration possible once the host has booted and the VM with it`() {
    var world = TwoHosts(
      source: westmere, destination: nehalem, levelling: .masking, state: .halted)
    world.setup.steps = [
      Step(operation: .startVM(TwoHosts.vm, on: source)),
      Step(operation: .migrate(TwoHosts.vm, to: destination, settings: 0)),
      Step(operation: .maskCPU(source, mask(nehalem.physicalFeatures))),
      Step(operation: .shutDownVM(TwoHosts.vm)),
      Step(operation: .rebootHost(source)),
      Step(operation: .startVM(TwoHosts.vm, on: source)),
      Step(operation: .migrate(TwoHosts.vm, to: destination, settings: 0)),
    ]
    let result = run(world.setup, seed: 1)
    #expect(outcomes(result) == [.done, .refused, .done, .done, .done, .done, .done])
    #expect(result.steps[1].reasons.map(\.code) == ["VM_INCOMPATIBLE_WITH_THIS_HOST"])
    #expect(result.steps[4].notes.map(\.text) == ["A no longer shows 1:25"])
    #expect(result.alerts.isEmpty)
  }

  @Test func `that are refused change nothing`() {
    var world = TwoHosts(source: westmere, destination: nehalem, levelling: .masking)
    world.setup.steps = [
      Step(operation: .maskCPU(source, .wrongLength)), Step(operation: .rebootHost(source)),
    ]
    let result = run(world.setup, seed: 1)
    #expect(outcomes(result) == [.refused, .done])
    #expect(result.inventory[source].features == westmere.physicalFeatures)
  }

  @Test func `can be taken away again`() {
    var world = TwoHosts(
      source: westmere, destination: nehalem, levelling: .masking, state: .halted)
    world.setup.steps = [
      Step(operation: .maskCPU(source, mask([.sse42]))), Step(operation: .rebootHost(source)),
      Step(operation: .unmaskCPU(source)), Step(operation: .rebootHost(source)),
    ]
    let result = run(world.setup, seed: 1)
    #expect(result.steps[1].notes.map(\.text) == ["A no longer shows 1:23 and 1:25"])
    #expect(result.steps[3].notes.map(\.text) == ["A now shows 1:23 and 1:25"])
  }
}

@Suite struct `A reboot` {
  @Test func `shuts the host's VMs down first, as XenCenter does`() {
    var world = TwoHosts()
    world.setup.steps = [Step(operation: .rebootHost(source))]
    let result = run(world.setup, seed: 1)
    #expect(result.steps[0].notes.map(\.text) == ["guest is shut down with its host"])
    #expect(result.inventory[TwoHosts.vm].state == .halted)
    #expect(result.inventory[source].state == .live)
    #expect(result.inventory.contradictions().isEmpty)
  }

  @Test func `is refused while a VM is on its way to the host`() {
    var world = TwoHosts()
    world.migrate()
    world.setup.steps.append(
      Step(start: .at(.zero + .seconds(6)), operation: .rebootHost(destination)))
    let result = run(world.setup, seed: 1)
    #expect(outcomes(result) == [.done, .refused])
    #expect(result.steps[1].reasons.map(\.code) == ["OTHER_OPERATION_IN_PROGRESS"])
  }
}

@Suite struct `A change of a host's CPU` {
  @Test func `is refused while a VM is on the host`() {
    var world = TwoHosts()
    world.setup.replacements = [CPUReplacement(nehalem, count: 2, hvmCapable: true)]
    world.setup.updates = [HostUpdate(patch: "p")]
    world.setup.steps = [
      Step(operation: .replaceCPU(source, 0)), Step(operation: .updateHost(source, 0)),
    ]
    let result = run(world.setup, seed: 1)
    #expect(outcomes(result) == [.refused, .refused])
    #expect(result.steps.map { $0.reasons.map(\.code) } == [["HOST_IN_USE"], ["HOST_IN_USE"]])
  }

  // Use cases of cpu-levelling-v2.md: a host is downgraded and upgraded again.
  @Test func `lowers the level of its pool with alerts, and raises it without`() {
    var world = TwoHosts(
      source: westmere, destination: westmere, levelling: .levelling, checks: .cpuPolicyStream,
      mode: .hvm)
    world.setup.replacements = [
      CPUReplacement(nehalem, count: 2, hvmCapable: true),
      CPUReplacement(westmere, count: 4, hvmCapable: true),
    ]
    world.setup.steps = [
      Step(operation: .replaceCPU(destination, 0)),
      Step(operation: .migrate(TwoHosts.vm, to: destination, settings: 0)),
      Step(operation: .replaceCPU(destination, 1)),
      Step(operation: .migrate(TwoHosts.vm, to: destination, settings: 0)),
    ]
    let result = run(world.setup, seed: 1)
    #expect(outcomes(result) == [.done, .refused, .done, .done])
    #expect(
      result.alerts.map(\.alert.name) == ["HOST_CPU_FEATURES_DOWN", "POOL_CPU_FEATURES_DOWN"])
    #expect(result.alerts.allSatisfy { $0.step == 0 && $0.time == result.steps[0].ended })
    #expect(
      result.steps[0].notes.map(\.text) == [
        "B no longer shows 1:25",
        "the level of pool falls by 1:25, which VMs no longer see once they boot again",
        "not free to go to B until booted again, since a VM keeps what it booted with: guest",
      ])
    #expect(
      result.steps[2].notes.map(\.text) == [
        "B now shows 1:25",
        "the level of pool rises by 1:25, which VMs see once they boot again",
      ])
    #expect(result.inventory[destination].cpuCount == 4)
  }

  @Test func `by an update hides features and keeps the instructions`() {
    var world = TwoHosts(
      source: westmere, destination: westmere, levelling: .levelling, checks: .cpuPolicyStream,
      mode: .hvm)
    world.setup.updates = [HostUpdate(version: "7.1", patch: "p", withheld: [.aes])]
    world.setup.steps = [Step(operation: .updateHost(destination, 0))]
    let result = run(world.setup, seed: 1)
    let host = result.inventory[destination]
    #expect(!host.features[.aes] && host.processor.physicalFeatures[.aes])
    #expect(host.software.version == "7.1" && host.software.patches == ["p"])
    // The pool runs two versions now, and xapi keeps silent during a rolling upgrade.
    #expect(result.alerts.isEmpty)
  }

  @Test func `has its alert in the fingerprint`() {
    var world = TwoHosts(source: westmere, destination: westmere, levelling: .levelling)
    world.setup.updates = [HostUpdate(withheld: [.aes]), HostUpdate()]
    world.setup.steps = [Step(operation: .updateHost(destination, 0))]
    let loud = run(world.setup, seed: 1)
    world.setup.steps = [Step(operation: .updateHost(destination, 1))]
    let silent = run(world.setup, seed: 1)
    #expect(loud.alerts.count == 2 && silent.alerts.isEmpty)
    #expect(loud.fingerprint != silent.fingerprint)
  }
}

@Suite struct `A weaker host in a levelled pool` {
  @Test func `strands what ran before, until it boots again, and leaves by eject`() {
    var world = TwoHosts(
      source: westmere, destination: nehalem, levelling: .levelling, checks: .cpuPolicyStream,
      mode: .hvm)
    world.standAlone()
    world.setup.steps = [
      Step(operation: .joinPool(destination, master: source, force: false)),
      Step(operation: .migrate(TwoHosts.vm, to: destination, settings: 0)),
      Step(operation: .ejectHost(destination)),
    ]
    let result = run(world.setup, seed: 1)
    #expect(outcomes(result) == [.done, .refused, .done])
    #expect(result.alerts.map(\.alert.name) == ["POOL_CPU_FEATURES_DOWN"])
    #expect(
      result.steps[0].notes.map(\.text).contains { $0.hasPrefix("the level of pool falls by 1:25") }
    )
    #expect(result.steps[0].notes.map(\.text).contains { $0.hasSuffix("booted with: guest") })
    #expect(
      result.steps[2].notes.map(\.text).contains { $0.hasPrefix("the level of pool rises by 1:25") }
    )
  }
}

extension TwoHosts {
  /// Has the second host stand alone at the start, outside the pool of the first.
  mutating func standAlone() {
    var inventory = setup.inventory
    var hosts = inventory.hosts
    hosts[1].pool = PoolID(1)
    hosts[1].pifs[0].network = NetworkID(1)
    inventory = Inventory(
      hosts: hosts, vms: inventory.vms, storage: inventory.storage,
      networks: inventory.networks + [
        PoolNetwork(name: "lan", pool: PoolID(1), position: 0)
      ],
      pools: inventory.pools + [Pool(master: Self.destination)],
      pbds: [PBD(sr: SRID(0), host: Self.source, isAttached: true)])
    setup.inventory = inventory
  }
}
