/// A virtual disk of a VM: xapi's VDI, and what the guest does with it.
public struct VirtualDisk: BitwiseCopyable, Hashable, Sendable {
  /// The SR on which it lies.
  public var sr: SRID
  /// Its size as the VM sees it.
  public var size: ByteCount
  /// What of it has ever been written to: only that is copied when it moves. It grows while the
  /// guest writes to it on an SR of VHD files, as `ThinGrowth` says, and on no other.
  public var allocated: ByteCount
  /// What the guest writes to it while it runs at intensity 1.
  public var writes: BitRate

  public init(
    on sr: SRID, size: ByteCount = .zero, allocated: ByteCount? = nil, writes: BitRate = .zero
  ) {
    self.sr = sr
    self.size = size
    self.allocated = allocated ?? size
    self.writes = writes
  }

  /// What it takes of an SR of that kind.
  ///
  /// Logical volumes are made as large as the disk; a VHD file grows with what is written to it
  /// (`LVHDSR.py` and `FileSR.py`, xapi-project/sm).
  public func space(on kind: StorageKind) -> ByteCount {
    kind.isThick ? max(size, allocated) : allocated
  }
}

extension StorageKind {
  /// Whether a disk takes its whole size from the start.
  public var isThick: Bool {
    switch self {
    case .lvm, .lvmOverISCSI, .drbd: true
    case .ext, .nfs, .isoNFS, .isoCIFS, .udev: false
    }
  }

  /// Whether a disk takes room for what was written to it alone.
  public var isThin: Bool { holdsDisks && !isThick }

  /// Whether disks of VMs can lie on it.
  public var holdsDisks: Bool {
    switch self {
    case .lvm, .ext, .nfs, .lvmOverISCSI, .drbd: true
    case .isoNFS, .isoCIFS, .udev: false
    }
  }
}
