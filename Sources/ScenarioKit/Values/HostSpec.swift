import MigrationSim

/// A server that runs Xen.
public struct HostSpec: Sendable {
  public var name: Name
  /// The pool of several hosts that it is part of from the start; nil where it stands alone.
  public var pool: Name?
  public var isMaster: Bool
  public var cpu: CPUSpec
  public var memory: Sourced<ByteCount>
  /// What dom0 and Xen keep of it.
  public var dom0Memory: Sourced<ByteCount>
  public var software: SoftwareSpec
  /// The edition of its licence; empty where the product knows none.
  public var edition: String
  /// What else a join compares.
  public var configuration: HostConfiguration
  /// How far its clock is ahead of the true time.
  public var clockOffset: SimDuration
  public var gateway: Sourced<IPv4Address>?
  /// In order of their positions, from 0.
  public var nics: [NICSpec]

  init(_ fields: inout Fields) {
    name = fields.required("name", .name, "The host's name, unique in the scenario.")
    pool = fields.optional(
      "pool", .name, "The pool that it is part of from the start; alone if left out.")
    isMaster = fields.optional(
      "master", .flag, default: "false", "Whether it is the master of that pool.")
    cpu = fields.required("cpu", .object("a CPU", CPUSpec.init), "Its processors.")
    memory = fields.required(
      "memory", .placed(.memorySize), "Its RAM, such as 2 GiB; it is shared with dom0.")
    dom0Memory = fields.optional(
      "dom0_memory", .placed(.memorySize), default: "752 MiB",
      "What Xen and dom0 keep of it; XCP 1.x gives dom0 752 MiB.")
    software =
      fields.optional(
        "software", .object("the software", SoftwareSpec.init),
        "What is installed; hosts of a pool must agree.") ?? .standard
    edition = fields.optional(
      "edition", .text, default: "",
      "The edition of its licence, such as free or enterprise; XCP has none.")
    configuration =
      fields.optional(
        "configuration", .object("a configuration", HostConfiguration.init),
        "What else is compared when it joins a pool; hosts are alike in what is left out.")
      ?? HostConfiguration()
    clockOffset = fields.optional(
      "clock_offset", .offset, default: "0 s", "How far its clock is ahead; negative: behind.")
    gateway = fields.optional(
      "gateway", .placed(.address), "The router through which it reaches other subnets.")
    nics = fields.list(
      "nics", of: "a NIC", "Its network cards in order: NIC 0 first.", NICSpec.init)
  }
}

/// What is installed on a host.
public struct SoftwareSpec: Hashable, Sendable {
  public var version: String
  public var build: String
  public var patches: [String]

  static let standard = SoftwareSpec(version: "1.6.10", build: "61809c", patches: [])

  init(version: String, build: String, patches: [String]) {
    self.version = version
    self.build = build
    self.patches = patches
  }

  init(_ fields: inout Fields) {
    let standard = Self.standard
    version = fields.optional(
      "version", .text, default: standard.version, "The product's version.")
    build = fields.optional("build", .text, default: standard.build, "The build's number.")
    patches = fields.optional("patches", .list(of: .text), "Updates applied.") ?? []
  }
}

/// A network card of a host.
public struct NICSpec: Sendable {
  /// The network that rides on it; "Network n" at the host's own if left out.
  public var network: Name?
  public var wire: Name?
  public var rate: BitRate
  public var mtu: Int
  /// What its queue holds before it drops.
  public var buffer: ByteCount
  /// Small packets that it drops while its queue stands full, as a part of one.
  public var dropWhenFull: Double
  public var address: Sourced<IPv4Interface>?
  public var isManagement: Bool
  public var isBonded: Bool
  public var isUp: Bool
  public var place: SourcePlace

  init(_ fields: inout Fields) {
    place = fields.place
    network = fields.optional(
      "network", .name, "The network on it; Network 0, Network 1 … by position if left out.")
    wire = fields.optional("wire", .name, "The wire to which it is plugged.")
    rate = fields.optional("rate", .rate, default: "1 Gbit/s", "Its rate in each direction.")
    mtu = fields.optional(
      "mtu", .count(576...9216), default: "1500", "The largest packet [bytes].")
    buffer = fields.optional(
      "buffer", .size(.zero ... .gibibytes(1)), default: "256 KiB",
      "What its queue holds before packets are lost.")
    dropWhenFull = fields.optional(
      "drop_when_full", .share, default: "0 %",
      "The share of pings that it drops while transfers keep its queue full.")
    address = fields.optional(
      "address", .placed(.interface), "The host's address on it, such as 10.42.0.200/16.")
    isManagement = fields.optional(
      "management", .flag, default: "false", "Whether it is the management interface.")
    isBonded = fields.optional("bonded", .flag, default: "false", "Whether it is part of a bond.")
    isUp = fields.optional(
      "link", .choice([("up", true), ("down", false)]), default: "up", "The state of its link.")
  }
}
