/// Transfers that share alike: over one route, with one cap for each unit of weight.
///
/// Max-min fairness gives each of them its weight times one level, so that what a weight of one has
/// moved tells of all, and only the sum of their weights matters to the rest of the network. With
///
///     V(t) = ∫ level dt   [bit per weight]
///
/// a transfer of weight w that has b bytes to move when it joins, at V₀, is through as V reaches
/// V₀ + 8 b / w. That is fixed as it joins, however often the level changes after: a change costs a
/// bundle O(1), not O(n), and a transfer that joins or leaves O(log n). Source: the virtual time of
/// generalized processor sharing (A. K. Parekh, R. G. Gallager, IEEE/ACM Transactions on Networking
/// 1, 1993, 344-357). Check value: 1 and 3 Gb begin together over 1 Gbit/s, and are through at V =
/// 1 and 3 Gb: after 2 s at a level of 0.5, and 2 s more at a level of 1.
struct Bundle: Sendable {
  var route: Route
  /// The cap of each transfer over its weight [bit/s]; infinite where there is none.
  var capLevel: Double
  /// The slots of the transfers in it, in no order.
  var members: [Int32] = []
  /// The sum of their weights.
  var weight = 0.0
  /// The rate of a weight of one [bit/s], in force since `settled`.
  var level = 0.0
  /// V by `settled` [bit].
  var moved = 0.0
  var settled = SimTime.zero
  /// The V at which each transfer with an end is through.
  var ends = MovableHeap<Double>()
  /// Where it stands in its links' lists of bundles, in the order of its route.
  var places = SIMD8<Int32>(repeating: -1)
  /// The last search that came upon it.
  var visit = 0

  /// Whether one transfer has it to itself.
  var isHeldByOne: Bool { members.count == 1 }

  /// V at `now`, at the level in force since `settled` [bit].
  @inline(__always)
  func moved(at now: SimTime) -> Double {
    let span = Double((now - settled).nanoseconds)
    guard span > 0, level > 0 else { return moved }
    return moved + level * span * 1e-9
  }

  /// Brings V up to `now`.
  mutating func settle(at now: SimTime) {
    guard settled < now else { return }
    moved = moved(at: now)
    settled = now
  }

  /// When the first of its transfers is through at the present level, rounded up to a whole
  /// nanosecond; nil if none ever is.
  @inline(__always)
  var firstCompletion: SimTime? {
    guard let end = ends.first?.key else { return nil }
    let left = end - moved
    if left <= 0 { return settled }
    let nanoseconds = (left * 1e9 / level).rounded(.up)
    return nanoseconds < 9e18 ? settled + SimDuration(nanoseconds: Int64(nanoseconds)) : nil
  }
}
