/// Weighted max-min fair rates, as a pure function of flows and capacities.
///
/// Law: raise one water level t, every flow at rate weight · t, until a link is full or a flow
/// meets its cap; freeze what is met there; go on with the rest. No rate can then be raised without
/// lowering one that is, for its weight, no larger. Long-lived TCP streams of equal round trip
/// approach it (weights 1). Source: D. Bertsekas, R. Gallager, Data Networks, 2nd ed., 6.5.2.
/// Check value: flows over {a}, {a, b}, {b} with a = 10 and b = 4 get 8, 2 and 2.
public enum FairShare {
  /// What one flow asks for.
  public struct Flow: BitwiseCopyable, Hashable, Sendable {
    public var route: Route
    /// Its share against others; positive, and within a factor of a million of theirs.
    public var weight: Double
    /// The most that it takes; nil if it takes what it gets.
    public var cap: BitRate?

    public init(route: Route, weight: Double = 1, cap: BitRate? = nil) {
      precondition(weight > 0, "a weight of \(weight) is not positive")
      self.route = route
      self.weight = weight
      self.cap = cap
    }

    /// The water level at which it meets its cap [bit/s per weight]; infinite without one.
    var capLevel: Double { cap.map { $0.bitsPerSecond / weight } ?? .infinity }
  }

  /// What one flow gets.
  public struct Share: BitwiseCopyable, Hashable, Sendable {
    public var rate: BitRate
    /// The first full link on its way that holds it back; nil if only its cap does.
    public var bottleneck: LinkID?
  }

  /// The fair rate of each flow; infinite for one without links and without a cap.
  ///
  /// Complexity: O(k·F + F log F + r·L) for F flows over k links each, L links in use and r rounds
  /// of filling: at most one for each link, and one for each level where caps are met.
  public static func shares(of flows: [Flow], over capacities: [BitRate]) -> [Share] {
    var filling = ProgressiveFilling(linkCount: capacities.count)
    for flow in flows { filling.add(flow) }
    filling.solve(capacities: capacities.map(\.bitsPerSecond))
    return flows.indices.map(filling.share)
  }
}
