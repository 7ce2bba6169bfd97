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
    case .lvm, .ext, .udev: false
    }
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
  public var size: ByteCount
  /// What is in use of it, the disks of VMs included.
  public var used: ByteCount
  /// The most that one copy of a disk reads from it or writes to it; nil for no limit.
  public var bandwidth: BitRate?
  /// False until a step of the timeline makes it.
  public var exists: Bool

  public init(
    name: String, kind: StorageKind, pool: PoolID, isShared: Bool? = nil, host: HostID? = nil,
    server: IPv4Address? = nil, size: ByteCount, used: ByteCount = .zero, bandwidth: BitRate? = nil,
    exists: Bool = true
  ) {
    self.name = name
    self.kind = kind
    self.pool = pool
    self.isShared = isShared ?? kind.isRemote
    self.host = host
    self.server = server
    self.size = size
    self.used = used
    self.bandwidth = bandwidth
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
