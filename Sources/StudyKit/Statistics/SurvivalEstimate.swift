/// How likely something has happened within a span, from cases of which some were not watched for
/// so long.
///
/// Kaplan and Meier's estimate: S = Π (1 − d/n) over the instants at which d of the n cases that
/// were still watched met it; the share is 1 − S. Its variance is Greenwood's, S² Σ d/(n(n − d)),
/// and stands for so many cases, n* = S(1 − S)/variance; the interval is Wilson's for them. So
/// where every case was watched long enough it is the plain share with Wilson's interval. Where
/// none met it, or all did, n* is the number still watched at the end of the span, or that met it.
///
/// Valid where cases end for reasons of their own. Sources: E. L. Kaplan and P. Meier, J. Am. Stat.
/// Assoc. 53 (1958) 457; the effective size: F. Dorey and E. Korn, Stat. Med. 6 (1987) 679. Check:
/// deaths at 1 and 3 and an end at 2 among four, watched to 4, give 1 − 3/4 · 1/2 = 0.625.
public struct SurvivalEstimate: Hashable, Codable, Sendable {
  /// Cases that met it within the span.
  public let count: Int
  /// All cases.
  public let of: Int
  /// Cases that ended before the span did, without it.
  public let cutOff: Int
  /// From 0 to 1; absent where no case tells of the end of the span.
  public let share: Double?
  public let interval: ConfidenceInterval?

  /// One case: when it ended, and whether by what is asked for.
  public struct Case: Hashable, Sendable {
    public let time: Double
    public let isMet: Bool

    public init(time: Double, isMet: Bool) {
      self.time = time
      self.isMet = isMet
    }
  }

  /// The estimate at `span`, in the unit of the cases' times; without a span, the plain share of
  /// those that met it, however long each was watched.
  public init(_ cases: [Case], within span: Double? = nil) {
    of = cases.count
    let span = span ?? .infinity
    count = cases.count { $0.isMet && $0.time <= span }
    guard span < .infinity else {
      let proportion = Proportion(count, of: of)
      cutOff = 0
      share = of > 0 ? proportion.share : nil
      interval = of > 0 ? proportion.interval : nil
      return
    }
    cutOff = cases.count { !$0.isMet && $0.time < span }
    var (survival, sum) = (1.0, 0.0)
    // Of an instant's cases those count as watched that end at it.
    let sorted = cases.sorted { ($0.time, $0.isMet ? 0 : 1) < ($1.time, $1.isMet ? 0 : 1) }
    var place = 0
    while place < sorted.count, sorted[place].time <= span {
      let watched = Double(sorted.count - place)
      let time = sorted[place].time
      let next = sorted[place...].firstIndex { $0.time > time } ?? sorted.count
      let met = Double(sorted[place..<next].count(where: \.isMet))
      survival *= 1 - met / watched
      sum += met < watched ? met / (watched * (watched - met)) : 0
      place = next
    }
    let stillWatched = cases.count { $0.time >= span }
    guard survival == 0 || stillWatched > 0 else {
      share = nil
      interval = nil
      return
    }
    share = 1 - survival
    let variance = survival * survival * sum
    let size = variance > 0 ? survival * (1 - survival) / variance : 0
    let extreme = survival > 0 ? stillWatched : count
    interval = .wilson(share: 1 - survival, size: size > 0 ? size : Double(extreme))
  }
}
