/// One run of `ping`: when it sends, and what becomes of each request.
///
/// It runs in the guest's console, where a guest that is paused sends nothing, or outside, where it
/// goes on regardless. It is told when a request goes out, when its reply arrives, and when
/// the reply has no chance left to.
public struct Pinger: Sendable {
  /// Whether the guest sends, from its console; otherwise it is pinged from outside.
  public let isFromConsole: Bool
  /// From one request to the next, as `ping -i` sets it.
  public let interval: SimDuration
  /// How many requests it sends, as `ping -c` sets it; nil if it goes on until it is stopped.
  public let count: Int?
  /// All requests, in the order of their sequence numbers.
  public private(set) var requests: [PingRecord] = []
  /// Whether it runs, be it only to wait for the last replies.
  public private(set) var isRunning = false

  /// When the next request is due, whether or not the guest is able to send it.
  private var due: SimTime?
  private var isHeld = false

  /// A run of `ping` that has not begun.
  public init(isFromConsole: Bool, interval: SimDuration = .seconds(1), count: Int? = nil) {
    precondition(interval > .zero, "an interval of \(interval.nanoseconds) ns floods")
    self.isFromConsole = isFromConsole
    self.interval = interval
    self.count = count
  }

  /// When the next request goes out, if the guest is not paused before; nil if none does.
  public var nextSend: SimTime? { isHeld ? nil : due }

  /// Begins; the first request is due at once.
  public mutating func start(at now: SimTime) {
    precondition(!isRunning && requests.isEmpty, "a run of ping is started once")
    isRunning = true
    due = count == 0 ? nil : now
  }

  /// Ends, as Control-C does: nothing more is sent, and no reply is heard any more.
  public mutating func stop() {
    isRunning = false
    due = nil
  }

  /// Holds requests from the console back: the guest is paused, or has no network yet.
  ///
  /// A pinger outside takes no notice.
  public mutating func hold() {
    isHeld = isFromConsole
  }

  /// Lets requests go out again; one that fell due meanwhile goes out now, and only one.
  ///
  /// iputils' `ping` saves up no more than one request (`pinger()` in `ping_common.c`): after
  /// a pause it sends one, and the interval goes on from there.
  public mutating func release(at now: SimTime) {
    guard isHeld else { return }
    isHeld = false
    if let due, due < now { self.due = now }
  }

  /// Sends the next request and returns its sequence number, which counts from 1.
  public mutating func send(at now: SimTime) -> Int32 {
    guard let nextSend, nextSend <= now else {
      preconditionFailure("no request is due at \(now)")
    }
    let sequence = Int32(requests.count + 1)
    requests.append(PingRecord(sequence: sequence, sent: now))
    due = requests.count == count ? nil : now + interval
    return sequence
  }

  /// Notes the arrival of a reply, which counts from this instant on.
  ///
  /// A reply that finds `ping` stopped, or its request given up, is not heard.
  public mutating func answered(_ sequence: Int32, at now: SimTime) {
    settle(sequence) { .answered(roundTrip: now - $0.sent) }
  }

  /// Notes that no reply will come to a request, and why.
  public mutating func lost(_ sequence: Int32, _ cause: PingLoss) {
    settle(sequence) { _ in .lost(cause) }
  }

  private mutating func settle(_ sequence: Int32, as fate: (PingRecord) -> PingFate) {
    let place = Int(sequence) - 1
    precondition(requests.indices.contains(place), "no request has number \(sequence)")
    guard isRunning, requests[place].fate == .pending else { return }
    requests[place].fate = fate(requests[place])
  }

  /// What `ping` would say of the run so far.
  public var statistics: PingStatistics { PingStatistics(of: requests) }
}
