extension BitRate {
  /// The most that a TCP stream moves with a fixed window, however fast the links are.
  ///
  /// Law: cap = 8 · W / RTT, with the window W [B] and the round-trip time RTT [s]: one window is
  /// sent for each round trip. It holds while the window, not congestion, is the limit; it is
  /// infinite for no round-trip time. Source: RFC 7323, 1.1.
  /// Check value: 64 KiB and 10 ms give 52.4288 Mbit/s.
  public static func windowCap(window: ByteCount, roundTrip: SimDuration) -> BitRate {
    BitRate(bytesPerSecond: Double(window.bytes) / roundTrip.seconds)
  }
}
