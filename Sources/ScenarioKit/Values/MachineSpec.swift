import MigrationSim

/// What new VMs are made from.
public struct TemplateSpec: Sendable {
  public var name: Name
  /// The host to which it is assigned; nil for the pool.
  public var home: HomeServer
  /// Whether it came with the system: then every host has it.
  public var isSystem: Bool

  init(_ fields: inout Fields) {
    name = fields.required("name", .name, "The template's name, unique in the scenario.")
    home = fields.optional(
      "home", .home, default: HomeServer.none, "The host to which it is assigned, or none.")
    isSystem = fields.optional(
      "system", .flag, default: "false", "Whether it came with the system: every host has it.")
  }
}

/// A virtual machine.
public struct MachineSpec: Sendable {
  public enum Mode: String, CaseIterable, Hashable, Sendable { case pv, hvm }

  public var name: Name
  public var home: HomeServer
  /// Any host of the pool that has it; needed only where there is no home server.
  public var poolOf: Name?
  public var memory: Sourced<ByteCount>
  public var vcpus: Int
  public var mode: Mode
  public var disks: [DiskSpec]
  public var networks: [Name]
  /// Which of its software latches on to which CPU features: a guest profile's name.
  public var guest: Name
  public var workload: WorkloadSpec
  public var restart: RestartSpec
  /// The host on which it runs when the run begins; nil where it is halted.
  public var runningOn: Name?

  /// A VM that a step makes is not running before, so it is not asked where.
  init(_ fields: inout Fields, isNew: Bool = false) {
    name = fields.required("name", .name, "The VM's name, unique in the scenario.")
    home = fields.optional(
      "home", .home, default: HomeServer.none, "Its home server, or none: it is the pool's.")
    poolOf = fields.optional(
      "pool_of", .name, "Without a home server: any host of the pool that has it.")
    runningOn =
      isNew
      ? nil
      : fields.optional(
        "running_on", .name, "The host on which it runs already; halted if left out.")
    memory = fields.required("memory", .placed(.memorySize), "Its RAM, such as 256 MiB.")
    vcpus = fields.optional("vcpus", .count(1...512), default: "1", "Its virtual CPUs.")
    mode = fields.optional(
      "mode", .anyCase, default: "pv", "pv, or hvm where the host's CPU allows it.")
    disks = fields.list("disks", of: "a disk", "Its virtual disks.", DiskSpec.init)
    networks =
      fields.optional(
        "networks", .list(of: .name), "The networks of its VIFs, in order: eth0 first.") ?? []
    guest = fields.optional(
      "guest", .name, default: "linux-glibc",
      "The guest profile: which CPU features its software uses.")
    workload =
      fields.optional(
        "workload", .object("a workload", WorkloadSpec.init),
        "How it writes to its memory; idle if left out.") ?? .idle
    restart = RestartSpec(&fields)
  }
}

/// A virtual disk.
public struct DiskSpec: Sendable {
  public var sr: Name
  public var size: Sourced<ByteCount>
  /// What of it is in use; all of it if nil.
  public var allocated: Sourced<ByteCount>?
  /// What the guest writes to it while it runs.
  public var writes: BitRate

  init(_ fields: inout Fields) {
    sr = fields.required("sr", .name, "The SR on which it lies.")
    size = fields.optional(
      "size", .placed(.storageSize), default: "8 GiB", "Its size as the VM sees it.")
    allocated = fields.optional(
      "allocated", .placed(.storageSize),
      "What of it was ever written to, which is what a move copies; all of it if left out.")
    writes =
      fields.optional(
        "writes", .rate,
        "What the guest writes to it while it runs, scaled by its workload; nothing if left out.")
      ?? .zero
  }
}
