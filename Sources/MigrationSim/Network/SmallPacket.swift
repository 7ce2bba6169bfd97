/// What a small packet meets on its way.
public struct Passage: BitwiseCopyable, Hashable, Sendable {
  /// From the sending of its first bit to the arrival of its last.
  public var delay: SimDuration
  /// The probability that it does not arrive, for whatever reason.
  public var lossProbability: Double
  /// The probability that a full buffer drops it.
  public var dropProbability: Double
}

extension Network {
  /// How a packet that takes no share of its own passes over `route` now; nil if a link is down.
  ///
  /// Law: delay = Σ over links of  latency + (max(S, 46) + 38) · 8 / R + (B · 8 / R if saturated),
  /// with the packet's size S [B], IP header included; the line rate R [bit/s]; the buffer B [B].
  /// A link is saturated when it holds some transfer back: loss-based TCP keeps the buffer before
  /// it full. Where transfers fill a link only by their caps, no queue stands.
  /// Loss = 1 − Π (1 − p)(1 − d if saturated), with p and d as the links give them; the part
  /// 1 − Π (1 − d if saturated) of it falls to full buffers.
  /// Valid for packets up to the MTU and switches that store and forward.
  /// Source: D. Bertsekas, R. Gallager, Data Networks, 2nd ed., 3.1, for the parts of a delay.
  /// Check values for `ping`'s 84 B at 1 Gbit/s: 976 ns on an idle link (122 B · 8 / 10⁹); 8 ms
  /// more on a saturated one with a buffer of 1 MB.
  public func passage(of size: ByteCount, over route: Route) -> Passage? {
    guard !isStale else { return refreshed.passage(of: size, over: route) }
    var delay = 0.0
    var arrival = 1.0
    var admission = 1.0
    let onWire = Double(max(Int(size.bytes), Link.shortestPacket) + Link.framing)
    for id in route {
      let link = topology.links[id.position]
      guard link.isUp else { return nil }
      let isSaturated = links[id.position].isSaturated
      let waiting = isSaturated ? Double(link.buffer.bytes) : 0
      delay += link.latency.seconds + (onWire + waiting) * 8 / link.lineRate.bitsPerSecond
      arrival *= 1 - link.lossProbability
      if isSaturated { admission *= 1 - link.dropProbabilityWhenFull }
    }
    return Passage(
      delay: .seconds(delay), lossProbability: 1 - arrival * admission,
      dropProbability: 1 - admission)
  }
}
