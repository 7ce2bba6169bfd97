/// What lies behind an SR, and so how a host gets at it.
public enum StorageKind: Int, BitwiseCopyable, Hashable, Sendable, CaseIterable {
  /// Logical volumes on a disk of the host.
  case lvm
  /// VHD files on a disk of the host.
  case ext
  /// VHD files on an NFS export.
  case nfs
  /// Logical volumes on an iSCSI target.
  case lvmOverISCSI
  /// Logical volumes on a block device that DRBD keeps alike on disks of two hosts.
  case drbd
  /// A library of ISO images on an NFS export.
  case isoNFS
  /// A library of ISO images on a Windows share.
  case isoCIFS
  /// The host's DVD drives or removable storage.
  case udev

  /// Whether it lies across the network.
  public var isRemote: Bool {
    switch self {
    case .nfs, .lvmOverISCSI, .isoNFS, .isoCIFS: true
    case .lvm, .ext, .udev, .drbd: false
    }
  }
}

/// The two hosts that hold the same data by DRBD, and the network between them.
///
/// Both are primary, so that either uses the SR, and goes on using it while the other is off. What
/// is written by one counts as written when the other has it too: DRBD's protocol C, the only one
/// that two primaries may use (DRBD User's Guide, 2.3, "Dual-primary mode").
public struct Replication: BitwiseCopyable, Hashable, Sendable {
  public let first: HostID
  public let second: HostID
  /// What carries the writes; nil for the management network.
  public let network: NetworkID?

  public init(between first: HostID, and second: HostID, over network: NetworkID? = nil) {
    self.first = first
    self.second = second
    self.network = network
  }

  public var hosts: [HostID] { [first, second] }

  /// The host that a host's writes go to as well; nil if it is neither of the two.
  public func peer(of host: HostID) -> HostID? {
    host == first ? second : host == second ? first : nil
  }
}

/// A storage repository: where virtual disks lie.
public struct StorageRepository: Sendable {
  public var name: String
  public var kind: StorageKind
  /// The pool whose database knows it.
  public var pool: PoolID
  /// Whether it belongs to the whole pool, every host having a PBD for it.
  public var isShared: Bool
  /// The host whose disk it is; nil for one across the network.
  public var host: HostID?
  /// The server's address; nil for storage of a host's own.
  public var server: IPv4Address?
  /// Who holds its data, of one that DRBD replicates; nil for any other.
  public var replication: Replication?
  public var size: ByteCount
  /// What is in use of it, the disks of VMs included.
  public var used: ByteCount
  /// The most that one copy of a disk reads from it or writes to it; nil for no limit.
  public var bandwidth: BitRate?
  /// What may be under way to it or from it across the network, unacknowledged, for each disk; nil
  /// for no limit.
  public var window: ByteCount?
  /// False until a step of the timeline makes it.
  public var exists: Bool

  public init(
    name: String, kind: StorageKind, pool: PoolID, isShared: Bool? = nil, host: HostID? = nil,
    server: IPv4Address? = nil, replication: Replication? = nil, size: ByteCount,
    used: ByteCount = .zero, bandwidth: BitRate? = nil, window: ByteCount? = nil,
    exists: Bool = true
  ) {
    self.name = name
    self.kind = kind
    self.pool = pool
    self.isShared = isShared ?? (kind.isRemote || kind == .drbd)
    self.host = host
    self.server = server
    self.replication = replication
    self.size = size
    self.used = used
    self.bandwidth = bandwidth
    self.window = window
    self.exists = exists
  }
}

/// A host's connection to an SR: xapi's physical block device.
public struct PBD: BitwiseCopyable, Hashable, Sendable {
  public let sr: SRID
  public let host: HostID
  /// Whether it is plugged: the host can use the SR.
  public var isAttached: Bool

  public init(sr: SRID, host: HostID, isAttached: Bool) {
    self.sr = sr
    self.host = host
    self.isAttached = isAttached
  }
}
