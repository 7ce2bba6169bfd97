/// The disks of one migration: which they are, how far they are, and what carries them.
struct StorageRun: Sendable {
  let motion: StorageMotion
  /// Where they go.
  let sr: SRID
  /// In the order in which they go.
  var disks: [DiskRun]
  /// The copy under way, and of which disk it is.
  var copy: (transfer: TransferID, place: Int)?
  /// Since when the mirrors let the guest run as fast as they do.
  var paced = SimTime.zero
  /// What the guest has lost to that before its memory was sent [s].
  var lost = 0.0
  /// Whether the disks lie at the destination.
  var isChangedOver = false

  /// Their numbers among the VM's disks.
  var numbers: [Int] { disks.map(\.motion.disk) }
}

/// One disk that moves.
struct DiskRun: Sendable {
  /// What has come of it so far.
  var motion: DiskMotion
  /// What the guest writes to it at intensity 1.
  let writes: BitRate
  /// What carries the guest's writes, and the most it may take at present.
  var mirror: TransferID?
  var mirrored: BitRate = .zero
  /// The most that the mirror takes for its SR's window; nil for no limit.
  var windowCap: BitRate?
}

/// One disk that was moved, or was to be.
public struct DiskMotion: Hashable, Sendable {
  /// Its number among the VM's disks, from 0.
  public var disk: Int
  public var source: SRID
  public var destination: SRID
  /// What of it was to be copied: what there was when its copy began.
  public var allocated: ByteCount
  /// When its copy began, and the mirroring of what the guest writes; nil where it did not.
  public var began: SimTime?
  /// When its copy was complete; nil where it was not.
  public var copied: SimTime?
  public var bytesCopied: ByteCount
  /// What the guest wrote to it until it had moved, on its way a second time.
  public var bytesMirrored: ByteCount

  public init(
    disk: Int, from source: SRID, to destination: SRID, allocated: ByteCount,
    began: SimTime? = nil, copied: SimTime? = nil, bytesCopied: ByteCount = .zero,
    bytesMirrored: ByteCount = .zero
  ) {
    self.disk = disk
    self.source = source
    self.destination = destination
    self.allocated = allocated
    self.began = began
    self.copied = copied
    self.bytesCopied = bytesCopied
    self.bytesMirrored = bytesMirrored
  }

  /// How long its copy took; nil where it was not completed.
  public var copyTime: SimDuration? {
    guard let began, let copied else { return nil }
    return copied - began
  }
}
