/// A transfer in progress; it stays valid until the transfer has finished or is cancelled.
///
/// Transfers are numbered in the order of their start and no number is used twice, so that a
/// stale identifier is noticed.
public struct TransferID: BitwiseCopyable, Hashable, Comparable, Sendable {
  let number: Int64
  let slot: Int32

  public static func < (a: TransferID, b: TransferID) -> Bool { a.number < b.number }
}

/// What the network knows of one transfer.
struct Transfer: BitwiseCopyable, Sendable {
  /// The number of its identifier; -1 in a slot that is free.
  var number: Int64
  var flow: FairShare.Flow
  /// The bytes that it is to move, extensions included; nil if it never ends.
  var total: Int64?
  /// Whether it stays, idle, when it has moved them.
  var staysOpen: Bool

  /// Its present rate [bit/s], in force since `settled`.
  var rate = 0.0
  /// The bytes that it had moved by `settled`, with the fraction of one that is under way [B].
  var moved = 0.0
  var settled: SimTime
  /// The whole bytes that have been counted on its links [B].
  var counted: Int64 = 0

  /// Where it stands in its links' lists of transfers, in the order of its route.
  var places = SIMD8<Int32>(repeating: -1)
  /// Whether it stands in those lists, and so takes part in the sharing.
  var isSharing = false
  /// Whether it has moved all that it was given, and waits for more.
  var isIdle = false
  /// The last search that came upon it.
  var visit = 0

  /// The bytes left at `settled` [B]; infinite if it never ends.
  var remaining: Double { total.map { Double($0) - moved } ?? .infinity }

  /// The bytes moved by `now`, at the rate in force since `settled` [B].
  ///
  /// Law: bytes moved = rate · Δt / 8, never more than the total.
  func moved(at now: SimTime) -> Double {
    let span = Double((now - settled).nanoseconds)
    guard span > 0, rate > 0 else { return moved }
    return min(moved + rate * span * 0.125e-9, total.map(Double.init) ?? .infinity)
  }

  /// When it will have moved its bytes at its present rate, rounded up to a whole nanosecond; nil
  /// if it never will.
  var completion: SimTime? {
    let remaining = remaining
    if remaining <= 0 { return settled }
    let nanoseconds = (remaining * 8e9 / rate).rounded(.up)
    return nanoseconds < 9e18
      ? settled + SimDuration(nanoseconds: Int64(nanoseconds)) : nil
  }
}
