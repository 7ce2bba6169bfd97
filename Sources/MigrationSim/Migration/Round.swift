/// One pass over the pages to send, as it turned out.
public struct Round: BitwiseCopyable, Hashable, Sendable {
  /// Where the guest was meanwhile.
  public enum Kind: BitwiseCopyable, Hashable, Sendable, CaseIterable {
    /// It ran at the source.
    case live
    /// It stood still.
    case paused
    /// It ran at the destination.
    case postCopy
  }

  /// From 1, the last pass included.
  public let number: Int32
  public let kind: Kind
  public let began: SimTime
  public var ended: SimTime
  /// Pages in the set when the pass began [pages].
  public let pagesToSend: Int
  /// Pages sent with their data [pages].
  public var pagesSent: Int
  /// Pages of which nothing was sent but that they hold zeros [pages].
  public var pagesZero = 0
  /// The share of its time that the guest was kept from running, to slow its writes.
  public var throttle = 0.0
  /// Pages passed over because the guest had written to them again [pages].
  public var pagesSkipped: Int
  /// Bytes on the wire, headers included.
  public var bytes: ByteCount
  /// Pages found dirty when the bitmap was cleaned after the pass [pages].
  public var pagesDirtied: Int
  /// Until when the guest wrote to those, where it went on after the pass: to the suspend.
  public var wroteUntil: SimTime?

  public init(number: Int32, kind: Kind, began: SimTime, pagesToSend: Int) {
    self.number = number
    self.kind = kind
    self.began = began
    self.ended = began
    self.pagesToSend = pagesToSend
    self.pagesSent = 0
    self.pagesSkipped = 0
    self.bytes = .zero
    self.pagesDirtied = 0
  }

  /// Whether the guest ran at the source meanwhile.
  public var isLive: Bool { kind == .live }

  public var duration: SimDuration { ended - began }

  /// The pass as it was when it was broken off, with `unsent` of the bytes of its last batch not
  /// yet sent; a page partly sent counts as not sent.
  ///
  /// Pages take unlike numbers of bytes, so each kind is taken back in the batch's proportion.
  func cut(
    short unsent: ByteCount, of bytes: ByteCount, in batch: Batch, at now: SimTime
  ) -> Round {
    var round = self
    round.ended = now
    round.bytes -= unsent
    guard bytes > .zero else { return round }
    let share = min(Double(unsent.bytes) / Double(bytes.bytes), 1)
    round.pagesSent -= Int((Double(batch.sent) * share).rounded(.up))
    round.pagesZero -= Int((Double(batch.zero) * share).rounded(.up))
    return round
  }

  /// The mean rate on the wire; zero for a pass that took no time.
  public var rate: BitRate {
    let seconds = duration.seconds
    return seconds > 0 ? BitRate(bytesPerSecond: Double(bytes.bytes) / seconds) : .zero
  }

  /// The mean rate of dirtying from the pass's beginning until the guest stopped, or the bitmap was
  /// cleaned [pages/s]; zero where that took no time.
  public var dirtyRate: Double {
    let seconds = ((wroteUntil ?? ended) - began).seconds
    return seconds > 0 ? Double(pagesDirtied) / seconds : 0
  }
}
