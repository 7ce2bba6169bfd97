import MigrationSim

/// A page class in expectation: its pages and rate are real numbers, its dirty pages mean values.
///
/// Of n pages, each written λ times a second, a span t dirties
///
///     random:      n (1 - e^(-λt))
///     sequential:  min(λt, 1) n
///
/// distinct pages, as ``DirtyLaw`` has it with W = λ n t. Check value: n = 1000, λ = 2/s, 0.5 s,
/// random: 632.12 pages.
public struct ExpectedClass: Hashable, Sendable {
  public var pattern: WritePattern
  /// [pages].
  public var pages: Double
  /// Writes to each page [1/s].
  public var rate: Double

  public init(pattern: WritePattern, pages: Double, rate: Double) {
    self.pattern = pattern
    self.pages = pages
    self.rate = rate
  }

  /// Writes to the class as a whole [pages/s].
  public var writes: Double { rate * pages }

  /// Distinct pages dirtied within `span` seconds [pages].
  public func dirtied(within span: Double) -> Double {
    switch pattern {
    case .random: pages * -naturalExponentialMinusOne(-rate * span)
    case .sequential: pages * min(rate * span, 1)
    }
  }

  /// The share of a set of `set` pages that is dirty after `span` seconds.
  ///
  /// The set is what the class wrote to last: a sweep comes back to it after all other pages.
  func dirtyShare(ofSet set: Double, after span: Double) -> Double {
    switch pattern {
    case .random: return -naturalExponentialMinusOne(-rate * span)
    case .sequential:
      guard set > 0 else { return 0 }
      let reaching = writes * span - max(pages - set, 0)
      return min(max(reaching / set, 0), 1)
    }
  }
}
