/// A rate that follows the guest's dirtying from pass to pass.
///
///     B₁ = minimum;   Bᵢ₊₁ = min(dᵢ + increment, maximum) where dᵢ > Bᵢ, and else Bᵢ
///
/// B: rate of a pass; d: pages dirtied in it, in bits a second. Pre-copy stops after a pass at the
/// maximum that sent more than the one before; the last pass goes at the maximum too.
///
/// Source: xc_linux_save.c of 2005, and tools/libxc/xc_domain_save.c until e611ad5b31 of 2011
/// (`print_stats` and the test for the last iteration, under ADAPTIVE_SAVE). Clark et al., NSDI
/// 2005, §5.3, tell it more simply: Bᵢ₊₁ = dᵢ + increment, and a stop once that exceeds the
/// maximum; but their figures 9 and 12 show what the code does: three passes at the lowest rate
/// where the text would have had the third at 112 Mbit/s, and passes at the highest rate before the
/// last. Check values: after a pass at 100 Mbit/s with 62 dirtied the next goes at 100 again, with
/// 139 dirtied at 189.
public struct AdaptiveRate: BitwiseCopyable, Hashable, Sendable {
  public var minimum: BitRate
  public var increment: BitRate
  public var maximum: BitRate
  /// By what the rate of dirtying is multiplied before it is held against rates of sending.
  public var dirtyingScale: Double

  public init(
    minimum: BitRate, increment: BitRate, maximum: BitRate, dirtyingScale: Double = 1
  ) {
    self.dirtyingScale = dirtyingScale
    self.minimum = minimum
    self.increment = increment
    self.maximum = maximum
  }

  /// 100, 50 and 500 of Xen's Mbit/s, which are 2²⁰ bits where it sends and 10⁶ where it counts
  /// what was dirtied: so dirtying weighs 4.9 % more.
  public static let clark2005 = AdaptiveRate(
    minimum: BitRate(bitsPerSecond: 100 * 0x1p20), increment: BitRate(bitsPerSecond: 50 * 0x1p20),
    maximum: BitRate(bitsPerSecond: 500 * 0x1p20), dirtyingScale: 0x1p20 / 1e6)

  /// The rate of the pass after one at `rate` in which so many pages were dirtied a second.
  public func next(after rate: BitRate, dirtying pagesPerSecond: Double) -> BitRate {
    let dirtied = BitRate(
      bytesPerSecond: pagesPerSecond * Double(Page.bytes) * dirtyingScale)
    return dirtied > rate ? min(dirtied + increment, maximum) : rate
  }
}
