/// The closing lines of `ping`, and the gap that a migration left in its replies.
public struct PingStatistics: Hashable, Sendable {
  /// Requests that went out.
  public var sent = 0
  /// Requests whose reply came.
  public var answered = 0
  /// Requests whose reply will not come.
  public var lost = 0
  /// Lost requests by cause, at the cause's raw value.
  public var lostByCause = [Int](repeating: 0, count: PingLoss.allCases.count)
  /// Round-trip times of the requests answered; nil if none was.
  public var roundTrip: RoundTrip?
  /// The longest interruption, from the last good reply before it to the first good one after.
  ///
  /// Replies count when they arrive. It is nil where no request was lost between two that were
  /// answered: the length of an interruption without an end, or a beginning, is not known. Lost
  /// requests times the interval, as often told instead, is one interval too small.
  public var gap: SimDuration?

  /// Round-trip times as `ping` sums them up.
  public struct RoundTrip: Hashable, Sendable {
    public var min: SimDuration
    public var mean: SimDuration
    public var max: SimDuration
    /// Law: mdev = √(mean of (RTT − mean RTT)²), the standard deviation of all (iputils, `ping`).
    /// Check value: 1 ms and 3 ms have a mean of 2 ms and an mdev of 1 ms.
    public var mdev: SimDuration
  }

  /// Sums up the requests of one run, in the order of their sequence numbers.
  ///
  /// Complexity: linear. Requests still pending count as sent and nothing else.
  public init(of requests: [PingRecord]) {
    sent = requests.count
    var times: [SimDuration] = []
    var lastReply: SimTime?
    var isInterrupted = false
    for request in requests {
      switch request.fate {
      case .pending:
        break
      case .lost(let cause):
        lost += 1
        lostByCause[cause.rawValue] += 1
        isInterrupted = true
      case .answered(let time):
        times.append(time)
        let reply = request.sent + time
        if isInterrupted, let lastReply { gap = Swift.max(gap ?? .zero, reply - lastReply) }
        lastReply = reply
        isInterrupted = false
      }
    }
    answered = times.count
    roundTrip = RoundTrip(of: times)
  }
}

extension PingStatistics.RoundTrip {
  /// Sums up round-trip times; nil if there are none.
  init?(of times: [SimDuration]) {
    guard let min = times.min(), let max = times.max() else { return nil }
    let mean = times.reduce(0) { $0 + $1.seconds } / Double(times.count)
    let squares = times.reduce(0) { $0 + ($1.seconds - mean) * ($1.seconds - mean) }
    let mdev = (squares / Double(times.count)).squareRoot()
    self.init(min: min, mean: .seconds(mean), max: max, mdev: .seconds(mdev))
  }
}
