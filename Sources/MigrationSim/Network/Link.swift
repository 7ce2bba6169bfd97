public typealias LinkID = Identifier<Link>

/// One direction of a cable, or of the way out of the site: what transfers share.
public struct Link: BitwiseCopyable, Hashable, Sendable {
  /// Bits on the wire per second, all headers and gaps included.
  public var lineRate: BitRate
  /// The largest IP packet that a frame carries [B].
  public var mtu: Int
  /// How long a bit is under way, apart from waiting and serialisation.
  public var latency: SimDuration
  /// What may wait before this link when more comes in than goes out.
  public var buffer: ByteCount
  /// The probability that a small packet is dropped which finds the buffer full.
  ///
  /// Zero makes the buffer delay without loss. Elastic senders keep it only nearly full: how often
  /// a stray packet finds no place depends on their number and on the queue's discipline, which a
  /// fluid model does not know.
  public var dropProbabilityWhenFull: Double
  /// The probability that a packet is lost on the link whatever its load.
  public var lossProbability: Double
  /// Whether anything passes.
  public internal(set) var isUp: Bool

  /// A link that is up. The line rate is positive, and probabilities lie between 0 and 1.
  public init(
    lineRate: BitRate, mtu: Int = 1500, latency: SimDuration = .zero, buffer: ByteCount = .zero,
    dropProbabilityWhenFull: Double = 0, lossProbability: Double = 0, isUp: Bool = true
  ) {
    precondition(lineRate > .zero, "a line rate of \(lineRate.bitsPerSecond) bit/s carries nothing")
    precondition(mtu > Link.headersInPacket, "an MTU of \(mtu) B leaves no room for data")
    precondition((0...1).contains(dropProbabilityWhenFull), "a probability lies between 0 and 1")
    precondition((0...1).contains(lossProbability), "a probability lies between 0 and 1")
    self.lineRate = lineRate
    self.mtu = mtu
    self.latency = latency
    self.buffer = buffer
    self.dropProbabilityWhenFull = dropProbabilityWhenFull
    self.lossProbability = lossProbability
    self.isUp = isUp
  }

  /// Bytes of each full packet that are not data [B]: IP 20, TCP 20, TCP timestamps 12.
  public static let headersInPacket = 52
  /// Bytes around each packet on the wire [B]: preamble 8, header 14, checksum 4, gap 12 (802.3).
  public static let framing = 38
  /// The shortest packet that a frame carries without padding [B] (IEEE 802.3).
  public static let shortestPacket = 46

  /// Bits of data per second that bulk transfers get through.
  ///
  /// Law: goodput = line rate · (MTU − 52) / (MTU + 38). It holds for full-sized frames and
  /// one TCP timestamp option, without VLAN tags or tunnels, and counts no acknowledgements.
  /// Check value: at 1 Gbit/s, 941.482 Mbit/s with an MTU of 1500 B and 990.042 with 9000 B.
  public var goodput: BitRate {
    lineRate * (Double(mtu - Link.headersInPacket) / Double(mtu + Link.framing))
  }

  /// What transfers may use of the link now: nothing while it is down.
  var capacity: BitRate { isUp ? goodput : .zero }
}
