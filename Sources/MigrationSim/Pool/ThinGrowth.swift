/// How a disk that takes room only for what was written to it grows with what is written.
///
/// Law: a(t) = S − (S − a₀) · e^(−w t / S), for writes that fall on the disk's blocks at random:
/// each second w / S of what is not there yet is made. a(t): what is allocated after t [B]; a₀:
/// what is at first [B]; S: the disk's size [B]; w: what is written [B/s]; t: the time [s].
/// Range: many blocks, and writes that fill those on which they fall. VHD makes blocks of 2 MiB
/// whole, so that a guest that scatters smaller writes gets there sooner, by up to 2 MiB over their
/// size; one that writes in sequence, or to the same places again and again, later. Source:
/// occupancy, as in `DirtyLaw`; Virtual Hard Disk Image Format Specification 1.0, "Block Allocation
/// Table". Check value: 8 GiB, 2 of them there, 8 MiB/s for 1024 s: 8 − 6/e = 5.79272 GiB.
public struct ThinGrowth: BitwiseCopyable, Hashable, Sendable {
  /// S [B].
  public let size: Double
  /// a₀ [B]; the law has no whole bytes.
  public var allocated: Double
  /// w [B/s].
  public var writes: Double

  public init(size: ByteCount, allocated: ByteCount, writes: BitRate = .zero) {
    self.size = Double(size.bytes)
    self.allocated = Double(allocated.bytes)
    self.writes = writes.bytesPerSecond
  }

  /// By how much it has grown after `time` [s]: a(t) − a₀ [B].
  public func growth(after time: Double) -> Double {
    max(0, size - allocated) * -naturalExponentialMinusOne(-exponent(after: time))
  }

  /// How fast it grows after `time` [s]: da/dt [B/s].
  func speed(after time: Double) -> Double {
    size > 0
      ? writes / size * max(0, size - allocated) * naturalExponential(-exponent(after: time)) : 0
  }

  /// The exponential functions take exponents below 1000; nothing is left at 700.
  private func exponent(after time: Double) -> Double {
    size > 0 ? min(writes * time / size, 700) : 0
  }

  /// When disks have grown together by `room` [B]; nil where they never do, or not in thirty years.
  ///
  /// For one disk that is t = S/w · ln((S − a₀)/(S − a₀ − room)). For several it is the root of a
  /// sum that bends downwards, so that Newton's method from t = 0 comes to it from below and never
  /// passes it; it stops within a quarter of a byte. Check value: two disks like that of the law
  /// have grown by 12 (1 − 1/e) GiB after 1024 s.
  public static func time(until room: Double, of disks: [ThinGrowth]) -> Double? {
    guard room < disks.reduce(0, { $0 + max(0, $1.size - $1.allocated) }) else { return nil }
    var time = 0.0
    for _ in 0..<200 {
      let left = room - disks.reduce(0) { $0 + $1.growth(after: time) }
      if left <= 0.25 { break }
      time += left / disks.reduce(0) { $0 + $1.speed(after: time) }
      // Without writes it is infinite.
      guard time < 1e9 else { return nil }
    }
    return time
  }
}
