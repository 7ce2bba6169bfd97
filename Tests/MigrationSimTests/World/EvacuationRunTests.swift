import MigrationSim
import Testing

private let source = TwoHosts.source
private let destination = TwoHosts.destination

/// Two hosts and that many guests, all on the first.
private func world(guests count: Int, era: LevellingEra = .none) -> TwoHosts {
  var world = TwoHosts(levelling: era, memory: .mebibytes(64))
  world.crowd(count)
  return world
}

extension TwoHosts {
  /// Has that many guests alike run on the first host.
  fileprivate mutating func crowd(_ count: Int) {
    let inventory = setup.inventory
    let vms = (0..<count).map { number in
      var vm = inventory.vms[0]
      vm.name = "guest\(number)"
      return vm
    }
    setup.inventory = Inventory(
      hosts: inventory.hosts, vms: vms, storage: inventory.storage, networks: inventory.networks,
      pools: inventory.pools, pbds: inventory.pbds)
    setup.guests = Array(repeating: setup.guests[0], count: count)
  }
}

@Suite struct `Maintenance mode` {
  @Test func `moves the host's VMs one after the other, and then is on`() {
    var world = world(guests: 3)
    world.setup.steps = [Step(operation: .enterMaintenance(source, settings: 0, atOnce: 1))]
    let result = run(world.setup, seed: 1)
    #expect(result.steps[0].outcome == .done)
    #expect(result.inventory[source].state == .maintenance)
    #expect(result.machines.allSatisfy { $0.host == destination })
    #expect(result.migrations.count == 3)
    for (one, next) in zip(result.migrations, result.migrations.dropFirst()) {
      #expect(next.requested == one.ended)
    }
    #expect(result.steps[0].ended == result.migrations[2].ended)
    #expect(result.inventory.contradictions().isEmpty)
  }

  @Test func `moves as many together as it is told`() {
    var world = world(guests: 5)
    world.setup.steps = [Step(operation: .enterMaintenance(source, settings: 0, atOnce: 2))]
    let result = run(world.setup, seed: 1)
    #expect(result.steps[0].outcome == .done)
    for time in result.migrations.map(\.requested) {
      let together = result.migrations.count { $0.requested <= time && time < $0.ended }
      #expect(together <= 2)
    }
    #expect(result.migrations[1].requested == result.migrations[0].requested)
    #expect(result.machines.allSatisfy { $0.host == destination })
  }

  @Test func `is on at once where no VM is`() {
    var world = world(guests: 1)
    world.setup.steps = [
      Step(operation: .enterMaintenance(destination, settings: 0, atOnce: 1)),
      Step(operation: .migrate(VMID(0), to: destination, settings: 0)),
      Step(operation: .exitMaintenance(destination)),
      Step(operation: .migrate(VMID(0), to: destination, settings: 0)),
    ]
    let result = run(world.setup, seed: 1)
    #expect(result.steps.map(\.outcome) == [.done, .refused, .done, .done])
    #expect(result.steps[1].reasons.first?.code == "HOST_DISABLED")
  }

  @Test func `is refused as a whole where one VM cannot go`() {
    var world = world(guests: 3)
    var inventory = world.setup.inventory
    var vms = inventory.vms
    vms[1].memory = .gibibytes(3)
    vms[1].dynamicMinimum = .gibibytes(3)
    inventory = Inventory(
      hosts: inventory.hosts, vms: vms, storage: inventory.storage, networks: inventory.networks,
      pools: inventory.pools, pbds: inventory.pbds)
    world.setup.inventory = inventory
    world.setup.steps = [Step(operation: .enterMaintenance(source, settings: 0, atOnce: 1))]
    let result = run(world.setup, seed: 1)
    #expect(result.steps[0].outcome == .refused)
    #expect(
      result.steps[0].reasons.map(\.code) == [
        "CANNOT_EVACUATE_HOST", "HOST_NOT_ENOUGH_FREE_MEMORY",
      ])
    #expect(result.migrations.isEmpty && result.inventory[source].state == .live)
  }

  // Before levelling the plan did not ask about CPUs, and pool_migrate refused in the middle.
  @Test func `stops in the middle where a migration is refused, and leaves the host disabled`() {
    var world = TwoHosts(
      source: TwoHosts.wide, destination: TwoHosts.narrow, levelling: .masking,
      memory: .mebibytes(64))
    world.crowd(2)
    world.setup.steps = [Step(operation: .enterMaintenance(source, settings: 0, atOnce: 1))]
    let result = run(world.setup, seed: 1)
    #expect(result.steps[0].outcome == .failed)
    #expect(
      result.steps[0].reasons.map(\.code) == ["VM_INCOMPATIBLE_WITH_THIS_HOST", "INTERNAL_ERROR"])
    #expect(
      result.steps[0].reasons.last?.parameters == ["evacuate: 2 VMs are still resident on A"])
    #expect(result.migrations.map(\.outcome) == [.refused])
    #expect(result.inventory[source].state == .maintenance)
  }

  @Test func `lets what is under way end when one of the migrations fails`() {
    var world = world(guests: 4)
    world.setup.migrations[0].plan.injection = Injection(
      .linkCut, in: .livePasses, after: .milliseconds(10))
    world.setup.steps = [Step(operation: .enterMaintenance(source, settings: 0, atOnce: 2))]
    let result = run(world.setup, seed: 1)
    #expect(result.steps[0].outcome == .failed)
    #expect(result.migrations.count == 2)
    #expect(result.machines.allSatisfy { $0.host == source && $0.state == .running })
    #expect(result.steps[0].reasons.map(\.code) == ["VM_MIGRATE_FAILED", "INTERNAL_ERROR"])
  }

  @Test func `passes over a VM that has been shut down meanwhile`() {
    var world = world(guests: 2)
    world.setup.steps = [
      Step(operation: .enterMaintenance(source, settings: 0, atOnce: 1)),
      Step(start: .at(.zero + .milliseconds(100)), operation: .shutDownVM(VMID(1))),
    ]
    world.setup.times.shutDown = .milliseconds(100)
    let result = run(world.setup, seed: 1)
    #expect(result.steps.map(\.outcome) == [.done, .done])
    #expect(result.migrations.map(\.vm) == [VMID(0)])
    #expect(result.machines.map(\.state) == [.running, .halted])
  }
}
