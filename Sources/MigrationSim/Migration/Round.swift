/// One pass over the pages to send, as it turned out.
public struct Round: BitwiseCopyable, Hashable, Sendable {
  /// From 1, the last pass included.
  public let number: Int32
  /// Whether the guest ran meanwhile.
  public let isLive: Bool
  public let began: SimTime
  public var ended: SimTime
  /// Pages in the set when the pass began [pages].
  public let pagesToSend: Int
  /// Pages sent with their data [pages].
  public var pagesSent: Int
  /// Pages passed over because the guest had written to them again [pages].
  public var pagesSkipped: Int
  /// Bytes on the wire, headers included.
  public var bytes: ByteCount
  /// Pages found dirty when the bitmap was cleaned after the pass [pages].
  public var pagesDirtied: Int
  /// Until when the guest wrote to those, where it went on after the pass: to the suspend.
  public var wroteUntil: SimTime?

  public init(number: Int32, isLive: Bool, began: SimTime, pagesToSend: Int) {
    self.number = number
    self.isLive = isLive
    self.began = began
    self.ended = began
    self.pagesToSend = pagesToSend
    self.pagesSent = 0
    self.pagesSkipped = 0
    self.bytes = .zero
    self.pagesDirtied = 0
  }

  public var duration: SimDuration { ended - began }

  /// The pass as it was when it was broken off, with `unsent` of its bytes not yet sent.
  func cut(short unsent: ByteCount, at now: SimTime) -> Round {
    var round = self
    round.ended = now
    round.bytes -= unsent
    round.pagesSent -= Int(unsent.bytes / (Page.bytes + 8))
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
