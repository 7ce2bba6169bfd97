/// A rate of writes that changes with time, as a recorded log of dirty pages tells it.
///
/// The rate is constant within each interval. After the last one the trace begins again, so that a
/// migration may begin at any time of it.
public struct WriteTrace: Hashable, Sendable {
  /// When each interval begins, since the guest was started; the first is zero.
  public let begins: [SimDuration]
  /// Writes a second in each interval [writes/s].
  public let rates: [Double]
  /// When the trace begins again.
  public let length: SimDuration
  /// Writes up to the beginning of each interval, and to the end of the last [writes].
  private let writesBefore: [Double]

  /// A trace of `rates`, each from its instant on.
  ///
  /// - Parameters:
  ///   - begins: Rising, and zero first; as many as there are rates.
  ///   - length: Later than the last beginning.
  public init(begins: [SimDuration], rates: [Double], length: SimDuration) {
    precondition(begins.count == rates.count, "\(begins.count) instants, \(rates.count) rates")
    precondition(begins.first == .zero, "a trace begins at zero")
    precondition(zip(begins, begins.dropFirst() + [length]).allSatisfy(<), "instants that fall")
    self.begins = begins
    self.rates = rates
    self.length = length
    var sum = 0.0
    var sums = [0.0]
    for (index, rate) in rates.enumerated() {
      let end = index + 1 < begins.count ? begins[index + 1] : length
      sum += rate * (end - begins[index]).seconds
      sums.append(sum)
    }
    writesBefore = sums
  }

  /// The trace of writes that dirties, of `pages` pages, so many distinct ones in each interval.
  ///
  /// The law of dirtying turned round, for an interval of Δt in which d of n pages were dirtied:
  ///
  ///     random:      w = -n ln(1 - d/n) / Δt
  ///     sequential:  w = d / Δt
  ///
  /// A count of n or more stands for n - ½, since no rate dirties all pages for certain.
  /// Check value: d = 632.12 of n = 1000 in 1 s is 1000 random writes/s. Source: ``DirtyLaw``.
  public init(
    begins: [SimDuration], length: SimDuration, dirtied: [Double], of pages: Int,
    pattern: WritePattern
  ) {
    let n = Double(pages)
    let rates = dirtied.indices.map { index in
      let end = index + 1 < begins.count ? begins[index + 1] : length
      let distinct = min(max(dirtied[index], 0), max(n - 0.5, 0))
      let writes: Double =
        switch pattern {
        case .random: n > 0 ? -n * naturalLogarithm(1 - distinct / n) : 0
        case .sequential: distinct
        }
      return writes / (end - begins[index]).seconds
    }
    self.init(begins: begins, rates: rates, length: length)
  }

  /// Writes from the guest's start until `span` has gone by [writes].
  ///
  /// Complexity: O(log n) in the number of intervals.
  public func writes(until span: SimDuration) -> Double {
    let (rounds, rest) = span.nanoseconds.quotientAndRemainder(dividingBy: length.nanoseconds)
    let inside = SimDuration(nanoseconds: rest)
    var low = 0
    var high = begins.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if begins[middle] <= inside { low = middle } else { high = middle }
    }
    let whole = Double(rounds) * (writesBefore.last ?? 0)
    return whole + writesBefore[low] + rates[low] * (inside - begins[low]).seconds
  }
}
