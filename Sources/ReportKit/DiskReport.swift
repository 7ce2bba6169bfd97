import MigrationSim

/// One disk that a migration moved, or was to.
public struct DiskReport: Hashable, Codable, Sendable {
  /// Among the virtual machine's disks, from 1.
  public var disk: Int
  public var sourceSr: String
  public var destinationSr: String
  /// What of it was to be copied.
  public var allocatedBytes: Int64
  /// When its copy began, and the mirroring of writes; absent where it did not.
  public var beganS: Double?
  /// How long the copy took; absent where it was not completed.
  public var copyMs: Double?
  public var bytesCopied: Int64
  /// What the guest wrote meanwhile, sent once more.
  public var bytesMirrored: Int64

  init(_ motion: DiskMotion, _ names: Names) {
    disk = motion.disk + 1
    sourceSr = names.name(of: motion.source)
    destinationSr = names.name(of: motion.destination)
    allocatedBytes = motion.allocated.bytes
    beganS = motion.began?.reported
    copyMs = motion.copyTime?.reported
    bytesCopied = motion.bytesCopied.bytes
    bytesMirrored = motion.bytesMirrored.bytes
  }
}
