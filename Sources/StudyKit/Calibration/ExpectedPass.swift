import MigrationSim

/// A pass of a sender that passes over pages dirtied again, in expectation.
///
/// As ``GuestMemory/takeBatch(of:at:_:)`` does: the sender walks on through the set until it has a
/// batch of pages that are still clean, and sends them at B pages/s. In the limit of small batches,
/// with u of a set of s pages walked through and p_k(t) the share of class k that is dirty,
///
///     du/dt = B / Σ (s_k/s) (1 - p_k(t)),   sent = B t.
///
/// For one random class that is a pass of ln(1 + λs/B)/λ. Check value: s = 10,000 pages, λ = 1/s,
/// B = 10,000 pages/s: 0.6931 s and 6931 pages sent; in batches of 1024 pages 0.7192 s.
public struct ExpectedPass: Hashable, Sendable {
  /// [pages].
  public private(set) var sent = 0.0
  /// [s].
  public private(set) var duration = 0.0

  /// - Parameters:
  ///   - sets: the pages of each class in the set [pages].
  ///   - idle: pages of the set that nobody writes to [pages].
  ///   - pagesPerSecond: what is sent [pages/s]; nothing is sent where it is zero.
  ///   - batch: pages to a batch; more where a pass would take more than 512 batches, whose grain
  ///     is then a thousandth of the pass.
  public init(
    over sets: [Double], of classes: [ExpectedClass], idle: Double, pagesPerSecond: Double,
    batch smallest: Double = Double(WireFormat.xen.batchPages)
  ) {
    guard pagesPerSecond > 0 else { return }
    let whole = sets.reduce(idle, +)
    let batch = max(smallest, whole / 512)
    // The part of the set that is still to be walked through.
    var left = 1.0
    while true {
      var clean = idle
      for (pages, kind) in zip(sets, classes) {
        clean += pages * (1 - kind.dirtyShare(ofSet: pages, after: duration))
      }
      clean *= left
      let part = clean > batch ? batch / clean : 1
      sent += part * clean
      duration += part * clean / pagesPerSecond
      guard part < 1 else { return }
      left *= 1 - part
    }
  }
}
