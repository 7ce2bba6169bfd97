/// A rate that follows the guest's dirtying from pass to pass.
///
///     B₁ = minimum;   Bᵢ₊₁ = max(minimum, dᵢ + increment)
///
/// B: rate of a pass; d: pages dirtied in the last one, in bits a second. Pre-copy stops when the
/// next rate would be above the maximum; the last pass goes at that.
///
/// Source: Clark et al., NSDI 2005, §5.3. Check value: with 62 Mbit/s dirtied, the next pass goes
/// at 112 Mbit/s.
public struct AdaptiveRate: BitwiseCopyable, Hashable, Sendable {
  public var minimum: BitRate
  public var increment: BitRate
  public var maximum: BitRate

  public init(minimum: BitRate, increment: BitRate, maximum: BitRate) {
    self.minimum = minimum
    self.increment = increment
    self.maximum = maximum
  }

  /// 100, 50 and 500 of Xen's Mbit/s, of 2²⁰ bits each.
  public static let clark2005 = AdaptiveRate(
    minimum: BitRate(bitsPerSecond: 100 * 0x1p20), increment: BitRate(bitsPerSecond: 50 * 0x1p20),
    maximum: BitRate(bitsPerSecond: 500 * 0x1p20))

  /// The rate of the pass after one in which so many pages were dirtied a second.
  public func next(afterDirtying pagesPerSecond: Double) -> BitRate {
    max(minimum, BitRate(bytesPerSecond: pagesPerSecond * Double(Page.bytes)) + increment)
  }
}
