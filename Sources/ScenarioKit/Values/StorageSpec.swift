import MigrationSim

/// A storage repository (SR).
public struct StorageSpec: Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case lvm, ext, nfs
    case lvmOverISCSI = "lvm-over-iscsi"
    /// A device that DRBD keeps alike on two hosts.
    case drbd
    case isoNFS = "iso-nfs"
    case isoCIFS = "iso-cifs"
    /// Removable media: DVD drives and USB.
    case udev

    /// Whether it belongs to the pool, so that several hosts can reach it.
    public var isShared: Bool { hasServer || self == .drbd }

    /// Whether it lies on a server.
    public var hasServer: Bool {
      switch self {
      case .lvm, .ext, .udev, .drbd: false
      case .nfs, .lvmOverISCSI, .isoNFS, .isoCIFS: true
      }
    }

    /// Whether disks of VMs can lie on it.
    public var holdsDisks: Bool {
      switch self {
      case .lvm, .ext, .nfs, .lvmOverISCSI, .drbd: true
      case .isoNFS, .isoCIFS, .udev: false
      }
    }
  }

  public var name: Name
  public var kind: Kind
  /// The host whose it is; for a shared one, any host of the pool that has it.
  public var host: Name
  /// The station that serves a shared one, by name or address.
  public var server: Name?
  /// The two that hold its data, of one that is replicated.
  public var replicas: [Name]
  /// What carries the writes between them; nil for the management network.
  public var network: Name?
  public var size: ByteCount
  public var used: Sourced<ByteCount>
  public var bandwidth: BitRate?
  /// What may be under way across the network, unacknowledged.
  public var window: Sourced<ByteCount>?

  init(_ fields: inout Fields) {
    name = fields.required("name", .name, "The SR's name, unique in the scenario.")
    kind = fields.required(
      "type", .anyCase,
      """
      Local (lvm, ext, udev), on a server (nfs, lvm-over-iscsi, iso-nfs, iso-cifs), or alike on \
      two hosts (drbd).
      """)
    replicas =
      fields.optional(
        "hosts", .list(of: .name), "The two hosts that hold the data of one of type drbd.") ?? []
    network = fields.optional(
      "network", .name,
      "What carries the writes between those two hosts; the management network if left out.")
    let owner = fields.optional(
      "host", .name,
      """
      The host whose it is; of a shared one, any host of the pool that has it; of one of type \
      drbd the first of its hosts, if left out.
      """)
    host = owner ?? replicas.first ?? Form<Name>.name.placeholder()
    if owner == nil, replicas.isEmpty { fields.report("an SR needs a host") }
    server = fields.optional(
      "server", .name, "The station that serves a shared one: its name or address.")
    size = fields.optional("size", .storageSize, default: "100 GB", "Its physical size.")
    used = fields.optional(
      "used", .placed(.storageSize), default: "0 B",
      "What is in use of it; what the disks of VMs there take, if that is more.")
    bandwidth = fields.optional(
      "bandwidth", .rate, "The most that one copy of a disk reads or writes; no limit if left out.")
    window = fields.optional(
      "window", .placed(.windowSize),
      """
      Of one across the network: what each disk's session with it may have under way before it \
      waits for an answer, so that it moves no more than that in a round trip; no limit if left out.
      """)
  }
}
