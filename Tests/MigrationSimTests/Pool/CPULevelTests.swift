import MigrationSim
import Testing

private let strong = processor("strong", [.sse42, .popcnt, .aes])
private let weak = processor("weak", [.sse42])
private let pool = PoolID(0)

private func processor(_ name: String, _ features: FeatureSet) -> Processor {
  Processor(name: name, vendor: .intel, physicalFeatures: features.union([.fsgsbase]))
}

/// A pool of hosts with these processors, the first its master, and a VM that runs on it.
private func inventory(
  _ processors: [Processor], hvmCapable: [Bool] = [], versions: [String] = []
) -> Inventory {
  let hosts = processors.enumerated().map { number, processor in
    Host(
      name: "xen\(number)", pool: pool, cpuCount: 1, processor: processor,
      hvmCapable: hvmCapable.isEmpty || hvmCapable[number], memory: .gibibytes(4),
      memoryOverhead: .mebibytes(512),
      software: SoftwareVersion(
        brand: "XenServer", version: versions.isEmpty ? "7.0.0" : versions[number]), pifs: [])
  }
  let vm = VirtualMachine(name: "guest", pool: pool, memory: .mebibytes(256), mode: .hvm)
  return Inventory(
    hosts: hosts, vms: [vm], pools: [Pool(name: "pool", master: HostID(0), isCreated: true)])
}

@Suite struct `The level of a pool` {
  private let toolstack = Toolstack.levelling

  @Test func `is what all its hosts have`() {
    let level = inventory([strong, weak, strong]).level(of: pool, under: toolstack)
    #expect(level.hvm == weak.physicalFeatures && level.pv == weak.physicalFeatures)
  }

  @Test func `would be higher without its weakest host`() {
    let inventory = inventory([strong, weak])
    let without = inventory.level(of: pool, leavingOut: HostID(1), under: toolstack)
    #expect(
      without.gains(over: inventory.level(of: pool, under: toolstack)) == [.popcnt, .aes])
  }

  // create_pool_cpuinfo merges features_hvm of hosts that support HVM, and of no others.
  @Test func `of HVM guests is not lowered by a host that cannot run them`() {
    var inventory = inventory([strong, weak], hvmCapable: [true, false])
    let level = inventory.level(of: pool, under: toolstack)
    #expect(level.hvm == strong.physicalFeatures && level.pv == weak.physicalFeatures)
    inventory.run(VMID(0), on: HostID(0), under: toolstack)
    #expect(inventory[VMID(0)].cpu?.features == strong.physicalFeatures)
  }

  @Test func `raises an alert when it has fallen, and none when it has risen`() {
    let inventory = inventory([strong, weak])
    let high = CPULevel(pv: strong.physicalFeatures, hvm: strong.physicalFeatures)
    let low = CPULevel(pv: FeatureSet(), hvm: FeatureSet())
    let alert = inventory.alert(ofPool: pool, whoseLevelWas: high, under: toolstack)
    #expect(alert?.name == "POOL_CPU_FEATURES_DOWN" && alert?.priority == 5)
    #expect(alert?.subject == .pool(pool))
    #expect(inventory.alert(ofPool: pool, whoseLevelWas: low, under: toolstack) == nil)
  }

  // The conditions of create_pool_cpuinfo: several hosts, no rolling upgrade; features_hvm alone.
  @Test func `raises no alert before levelling, alone, in an upgrade, or for PV guests`() {
    let high = CPULevel(pv: strong.physicalFeatures, hvm: strong.physicalFeatures)
    func alert(_ inventory: Inventory, _ toolstack: Toolstack, _ before: CPULevel) -> Alert? {
      inventory.alert(ofPool: pool, whoseLevelWas: before, under: toolstack)
    }
    #expect(alert(inventory([strong, weak]), .masking, high) == nil)
    #expect(alert(inventory([weak]), toolstack, high) == nil)
    #expect(
      alert(inventory([strong, weak], versions: ["7.1.0", "7.0.0"]), toolstack, high) == nil)
    let onlyPV = CPULevel(pv: strong.physicalFeatures, hvm: weak.physicalFeatures)
    #expect(alert(inventory([strong, weak]), toolstack, onlyPV) == nil)
  }

  @Test func `is told apart from what a host itself has lost`() {
    var inventory = inventory([strong, weak])
    let before = inventory[HostID(0)].cpu
    #expect(inventory.alert(ofHost: HostID(0), whoseCPUWas: before, under: toolstack) == nil)
    inventory.apply(HostUpdate(patch: "p", withheld: [.aes]), to: HostID(0))
    inventory.shutDown(HostID(0))
    _ = inventory.start(HostID(0), StoragePaths())
    let alert = inventory.alert(ofHost: HostID(0), whoseCPUWas: before, under: toolstack)
    #expect(alert?.name == "HOST_CPU_FEATURES_DOWN" && alert?.priority == 3)
    #expect(inventory.alert(ofHost: HostID(0), whoseCPUWas: before, under: .masking) == nil)
    #expect(inventory[HostID(0)].software.patches == ["p"])
  }

  @Test func `leaves running VMs what they booted with, so that they are stranded`() {
    var inventory = inventory([strong, weak])
    let alone = Levelling(era: .levelling).boot(
      GuestProfile(name: "plain", uses: []), on: inventory[HostID(0)].cpu,
      in: [inventory[HostID(0)].cpu], for: .hvm)
    inventory.run(VMID(0), on: HostID(0), under: toolstack)
    #expect(inventory.stranded(awayFrom: HostID(1), under: toolstack).isEmpty)
    inventory = Self.replacing(inventory, by: alone)
    #expect(inventory.stranded(awayFrom: HostID(1), under: toolstack) == [VMID(0)])
    #expect(inventory.stranded(awayFrom: HostID(0), under: toolstack).isEmpty)
    #expect(inventory.stranded(awayFrom: HostID(1), under: .none).isEmpty)
  }

  /// The same hosts, with a VM that booted before the second came.
  private static func replacing(_ old: Inventory, by cpu: RunningCPUState) -> Inventory {
    var vm = old[VMID(0)]
    vm.cpu = cpu
    return Inventory(hosts: old.hosts, vms: [vm], pools: old.pools)
  }
}
