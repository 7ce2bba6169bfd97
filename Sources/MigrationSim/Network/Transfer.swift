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

  /// The bundle that it shares in; -1 if it takes part in no sharing.
  var bundle: Int32 = -1
  /// Where it stands among the bundle's members.
  var place: Int32 = -1
  /// What a weight of one had moved in its bundle when `moved` was last brought up to date [bit].
  var joined = 0.0
  /// The bytes that it had moved then, with the fraction of one that is under way [B].
  var moved = 0.0
  /// The whole bytes that have been counted on its links [B].
  var counted: Int64 = 0
  /// Whether it has moved all that it was given, and waits for more.
  var isIdle = false

  /// Brings it up to where its bundle is, and returns the whole bytes that are new [B].
  ///
  /// Only whole bytes are counted, so that the sums over links are exact.
  mutating func settle(at bundleMoved: Double) -> Int64 {
    moved = moved(at: bundleMoved)
    joined = bundleMoved
    return countNews()
  }

  /// The same for one that has moved all that it was given.
  mutating func settleWhole(at bundleMoved: Double) -> Int64 {
    if let total { moved = Double(total) }
    joined = bundleMoved
    return countNews()
  }

  private mutating func countNews() -> Int64 {
    let whole = Int64(moved)
    let news = whole - counted
    counted = whole
    return news
  }

  /// The bytes moved when a weight of one has moved so many bits in its bundle [B].
  ///
  /// Law: bytes moved = weight · ΔV / 8, never more than the total.
  @inline(__always)
  func moved(at bundleMoved: Double) -> Double {
    min(
      moved + flow.weight * (bundleMoved - joined) * 0.125,
      total.map(Double.init) ?? .infinity)
  }
}
