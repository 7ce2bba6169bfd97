import MigrationSim

/// A storage repository (SR).
public struct StorageSpec: Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case lvm, ext, nfs
    case lvmOverISCSI = "lvm-over-iscsi"
    case isoNFS = "iso-nfs"
    case isoCIFS = "iso-cifs"
    /// Removable media: DVD drives and USB.
    case udev

    /// Whether it lies on a server, so that several hosts can reach it.
    public var isShared: Bool {
      switch self {
      case .lvm, .ext, .udev: false
      case .nfs, .lvmOverISCSI, .isoNFS, .isoCIFS: true
      }
    }

    /// Whether disks of VMs can lie on it.
    public var holdsDisks: Bool {
      switch self {
      case .lvm, .ext, .nfs, .lvmOverISCSI: true
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
  public var size: ByteCount
  public var used: Sourced<ByteCount>
  public var bandwidth: BitRate?

  init(_ fields: inout Fields) {
    name = fields.required("name", .name, "The SR's name, unique in the scenario.")
    kind = fields.required(
      "type", .anyCase,
      "Local (lvm, ext, udev) or on a server (nfs, lvm-over-iscsi, iso-nfs, iso-cifs).")
    host = fields.required(
      "host", .name, "The host whose it is; of a shared one, any host of the pool that has it.")
    server = fields.optional(
      "server", .name, "The station that serves a shared one: its name or address.")
    size = fields.optional("size", .storageSize, default: "100 GB", "Its physical size.")
    used = fields.optional(
      "used", .placed(.storageSize), default: "0 B",
      "What is in use of it; what the disks of VMs there take, if that is more.")
    bandwidth = fields.optional(
      "bandwidth", .rate, "The most that one copy of a disk reads or writes; no limit if left out.")
  }
}
