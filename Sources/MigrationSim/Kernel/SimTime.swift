/// An instant of simulated time: whole nanoseconds since the run began.
///
/// Integers make order exact: no epsilon, no drift, the same bytes on every machine. The range is
/// 292 years.
public struct SimTime: BitwiseCopyable, Hashable, Comparable, Sendable {
  public let nanoseconds: Int64

  @inlinable public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// The instant at which every run begins.
  @inlinable public static var zero: SimTime { SimTime(nanoseconds: 0) }
  /// Later than any event: "never", where a comparison needs an instant.
  @inlinable public static var distantFuture: SimTime { SimTime(nanoseconds: .max) }

  /// Seconds since the run began; for reports and for laws that want a real number.
  @inlinable public var seconds: Double { Double(nanoseconds) * 1e-9 }

  @inlinable public static func < (a: SimTime, b: SimTime) -> Bool {
    a.nanoseconds < b.nanoseconds
  }
  /// The instant `span` later, or `distantFuture` where that is past the range.
  @inlinable public static func + (time: SimTime, span: SimDuration) -> SimTime {
    let (sum, overflow) = time.nanoseconds.addingReportingOverflow(span.nanoseconds)
    return overflow ? .distantFuture : SimTime(nanoseconds: sum)
  }
  @inlinable public static func - (a: SimTime, b: SimTime) -> SimDuration {
    SimDuration(nanoseconds: a.nanoseconds - b.nanoseconds)
  }
}

/// A span of simulated time: whole nanoseconds.
public struct SimDuration: BitwiseCopyable, Hashable, Comparable, Sendable {
  public let nanoseconds: Int64

  @inlinable public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  @inlinable public static var zero: SimDuration { SimDuration(nanoseconds: 0) }

  /// The span nearest to `seconds` [s]; spans past the range become the longest or shortest one.
  @inlinable public static func seconds(_ seconds: Double) -> SimDuration {
    let scaled = (seconds * 1e9).rounded()
    if scaled >= 0x1p63 { return SimDuration(nanoseconds: .max) }
    if scaled < -0x1p63 { return SimDuration(nanoseconds: .min) }
    return SimDuration(nanoseconds: scaled.isNaN ? 0 : Int64(scaled))
  }
  @inlinable public static func milliseconds(_ ms: Double) -> SimDuration { .seconds(ms * 1e-3) }
  @inlinable public static func microseconds(_ us: Double) -> SimDuration { .seconds(us * 1e-6) }

  @inlinable public var seconds: Double { Double(nanoseconds) * 1e-9 }
  @inlinable public var milliseconds: Double { Double(nanoseconds) * 1e-6 }

  @inlinable public static func < (a: SimDuration, b: SimDuration) -> Bool {
    a.nanoseconds < b.nanoseconds
  }
  @inlinable public static func + (a: SimDuration, b: SimDuration) -> SimDuration {
    SimDuration(nanoseconds: a.nanoseconds + b.nanoseconds)
  }
  @inlinable public static func - (a: SimDuration, b: SimDuration) -> SimDuration {
    SimDuration(nanoseconds: a.nanoseconds - b.nanoseconds)
  }
  @inlinable public static func * (span: SimDuration, count: Int) -> SimDuration {
    SimDuration(nanoseconds: span.nanoseconds * Int64(count))
  }
  @inlinable public static func += (a: inout SimDuration, b: SimDuration) { a = a + b }
}
