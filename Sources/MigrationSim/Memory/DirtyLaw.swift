/// The law of dirtying: how many distinct pages a number of writes touches.
///
/// With W writes over n pages, the chance that a given page has been written to is
///
///     random:      p = 1 - e^(-W/n)
///     sequential:  p = min(W/n, 1)
///
/// W is real: the time integral of the write rate, so that phases of a workload and throttling
/// scale it. `random` is the limit of n(1 - (1 - 1/n)^W) for large n, exact for writes that come
/// as a Poisson process; it errs by less than one page in a thousand for n ≥ 1000. `sequential`
/// starts at a page that nobody knows, so every page is as likely as another.
///
/// Source: the birthday problem's occupancy law; Clark et al., NSDI 2005, §4 (writable working
/// set) observes the saturation. Check value: n = 1000, W = 1000 random: 632.12 pages expected.
public enum DirtyLaw {
  /// The chance that a given page is dirty after `writes` writes over `pages` pages.
  @inlinable
  public static func probability(_ pattern: WritePattern, writes: Double, pages: Int) -> Double {
    guard pages > 0, writes > 0 else { return 0 }
    let load = writes / Double(pages)
    switch pattern {
    case .random: return -naturalExponentialMinusOne(-load)
    case .sequential: return min(load, 1)
    }
  }
}
