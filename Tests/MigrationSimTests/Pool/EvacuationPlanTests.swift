import MigrationSim
import Testing

private let pool = PoolID(0)
private let strong = Processor(
  name: "strong", vendor: .intel, physicalFeatures: [.sse42, .fsgsbase])
private let weak = Processor(name: "weak", vendor: .intel, physicalFeatures: [.fsgsbase])

/// Hosts of one pool with that much memory besides their own overhead, and VMs on the first.
private func inventory(
  hosts: [(mebibytes: Int64, processor: Processor)], vms: [Int64], under toolstack: Toolstack,
  change: (inout [Host]) -> Void = { _ in }
) -> Inventory {
  var records = hosts.enumerated().map { number, host in
    Host(
      name: "xen\(number)", pool: pool, cpuCount: 8, processor: host.processor,
      memory: .mebibytes(host.mebibytes + 512), memoryOverhead: .mebibytes(512),
      software: SoftwareVersion(brand: "XenServer", version: "7.0.0"), pifs: [])
  }
  change(&records)
  var inventory = Inventory(
    hosts: records,
    vms: vms.enumerated().map { number, size in
      VirtualMachine(name: "vm\(number)", pool: pool, memory: .mebibytes(size))
    }, pools: [Pool(name: "pool", master: HostID(0), isCreated: true)])
  for vm in inventory.vmIDs { inventory.run(vm, on: HostID(0), under: toolstack) }
  return inventory
}

private func ways(_ plan: EvacuationPlan) -> [[Int]] {
  plan.moves.map { [$0.vm.position, $0.destination.position] }
}

@Suite struct `A plan to empty a host` {
  // PV guests need 1 MiB beside their memory.
  @Test func `packs the largest VM first, each where most is left`() {
    let inventory = inventory(
      hosts: [(4096, strong), (1200, strong), (1000, strong)], vms: [300, 900, 400],
      under: .levelling)
    // 900 to the 1200, leaving 299; 400 to the 1000, leaving 599; 300 there too, leaving 298.
    let plan = inventory.evacuationPlan(of: HostID(0), under: .levelling)
    #expect(ways(plan) == [[0, 2], [1, 1], [2, 2]])
    #expect(plan.obstacles.isEmpty)
    #expect(inventory.objections(toEvacuating: HostID(0), plan).isEmpty)
  }

  @Test func `tells which VMs do not fit`() {
    let inventory = inventory(
      hosts: [(4096, strong), (500, strong)], vms: [400, 300], under: .levelling)
    let plan = inventory.evacuationPlan(of: HostID(0), under: .levelling)
    #expect(ways(plan) == [[0, 1]])
    #expect(plan.obstacles.map(\.vm) == [VMID(1)])
    let objections = inventory.objections(toEvacuating: HostID(0), plan)
    #expect(codes(objections) == ["CANNOT_EVACUATE_HOST", "HOST_NOT_ENOUGH_FREE_MEMORY"])
    #expect(objections[0].error.parameters == ["HOST_NOT_ENOUGH_FREE_MEMORY,vm1"])
  }

  @Test func `finds nobody to go to where no other host is at work`() {
    for state in [HostState.off, .maintenance] {
      let inventory = inventory(
        hosts: [(4096, strong), (4096, strong)], vms: [256, 256], under: .levelling
      ) { $0[1].state = state }
      let plan = inventory.evacuationPlan(of: HostID(0), under: .levelling)
      #expect(
        inventory.objections(toEvacuating: HostID(0), plan)[0].error.parameters
          == ["NO_HOSTS_AVAILABLE,vm0|NO_HOSTS_AVAILABLE,vm1"])
    }
  }

  // PR-1007 in compute_evacuation_plan_no_wlb: versions may not decrease; 7.10 is past 7.9.
  @Test func `leaves out hosts of an older version`() {
    let inventory = inventory(
      hosts: [(4096, strong), (4096, strong), (1024, strong)], vms: [256], under: .levelling
    ) {
      $0[0].software.version = "7.9.0"
      $0[2].software.version = "7.10.0"
    }
    let plan = inventory.evacuationPlan(of: HostID(0), under: .levelling)
    #expect(ways(plan) == [[0, 2]])
  }

  // assert_can_boot_here is asked of every target, and one refusal makes the VM immovable.
  @Test func `holds no VM that one of the other hosts cannot run, though another could`() {
    var inventory = inventory(
      hosts: [(4096, strong), (4096, strong), (4096, weak)], vms: [256], under: .none)
    #expect(
      ways(inventory.evacuationPlan(of: HostID(0), under: .none)) == [[0, 1]])
    var vm = inventory[VMID(0)]
    vm.cpu = RunningCPUState(
      booting: GuestProfile(name: "plain", uses: []), vendor: .intel,
      features: strong.physicalFeatures)
    inventory = Inventory(hosts: inventory.hosts, vms: [vm], pools: inventory.pools)
    let plan = inventory.evacuationPlan(of: HostID(0), under: .levelling)
    let objections = inventory.objections(toEvacuating: HostID(0), plan)
    #expect(plan.moves.isEmpty)
    #expect(codes(objections) == ["CANNOT_EVACUATE_HOST", "VM_INCOMPATIBLE_WITH_THIS_HOST"])
    #expect(
      objections[0].error.parameters == [
        "VM_INCOMPATIBLE_WITH_THIS_HOST,vm0,xen2,"
          + "VM last booted on a CPU with features this host's CPU does not have."
      ])
    // Masks were compared when each VM migrated, not by the plan.
    #expect(ways(inventory.evacuationPlan(of: HostID(0), under: .masking)) == [[0, 1]])
  }

  @Test func `is empty for a host without VMs`() {
    let inventory = inventory(hosts: [(4096, strong)], vms: [], under: .levelling)
    let plan = inventory.evacuationPlan(of: HostID(0), under: .levelling)
    #expect(plan.moves.isEmpty && plan.obstacles.isEmpty)
    #expect(inventory.objections(toEvacuating: HostID(0), plan).isEmpty)
  }
}

@Suite struct `During a rolling upgrade` {
  // pool_migrate: the check of versions is not waived by force.
  @Test func `a VM does not go back to an older version, whatever the force`() {
    let inventory = inventory(
      hosts: [(4096, strong), (4096, strong)], vms: [256], under: .levelling
    ) { $0[0].software.version = "7.1.0" }
    let objections = inventory.objections(
      toMigrating: VMID(0), to: HostID(1), under: .levelling)
    #expect(codes(objections, force: true) == ["NOT_SUPPORTED_DURING_UPGRADE"])
    #expect(inventory.isBeingUpgraded(pool))
  }

  @Test func `a VM may go on to a newer one`() {
    let inventory = inventory(
      hosts: [(4096, strong), (4096, strong)], vms: [256], under: .levelling
    ) { $0[1].software.version = "7.1.0" }
    #expect(
      inventory.objections(toMigrating: VMID(0), to: HostID(1), under: .levelling).isEmpty)
  }
}
