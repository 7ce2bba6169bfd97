/// Pages of a guest that it writes to alike.
///
/// A guest's memory is a list of classes: kernel and idle pages that are hardly written, a hot
/// working set, a buffer that is swept. A skewed working set is told as several classes.
public struct PageClass: Hashable, Sendable {
  public var name: String
  /// Pages in the class [pages].
  public var pages: Int
  /// In what order its pages are written.
  public var pattern: WritePattern
  /// Writes to the class at intensity 1, each to one page [writes/s]; a trace takes their place.
  public var writesPerSecond: Double
  /// How the rate of writes goes with time, where it is not constant.
  public var trace: WriteTrace?
  /// Page touches that are not writes, at intensity 1 [pages/s]: post-copy waits for them too.
  public var readsPerSecond: Double
  /// What its pages hold before the guest writes to them.
  public var contents: PageContents
  /// The share of its bytes that compression leaves, from 0 to 1.
  public var compressed: Double
  /// The share of a page that differs from what was last sent of it, from 0 to 1.
  public var changed: Double

  public init(
    name: String, pages: Int, pattern: WritePattern, writesPerSecond: Double,
    trace: WriteTrace? = nil, readsPerSecond: Double = 0, contents: PageContents = .data,
    compressed: Double = 1, changed: Double = 1
  ) {
    precondition(pages >= 0, "a class of \(pages) pages")
    precondition(writesPerSecond >= 0, "a class written \(writesPerSecond) times a second")
    precondition(readsPerSecond >= 0, "a class read \(readsPerSecond) times a second")
    self.name = name
    self.pages = pages
    self.pattern = pattern
    self.writesPerSecond = writesPerSecond
    self.trace = trace
    self.readsPerSecond = readsPerSecond
    self.contents = contents
    self.compressed = compressed
    self.changed = changed
  }
}

/// The order in which a guest writes to the pages of a class.
public enum WritePattern: BitwiseCopyable, Hashable, Sendable, CaseIterable {
  /// Each write goes to a page drawn evenly from the class.
  case random
  /// The writes sweep the class from end to end, over and over.
  case sequential
}

/// What the pages of a class hold.
public enum PageContents: BitwiseCopyable, Hashable, Sendable, CaseIterable {
  /// Bytes that have to be sent.
  case data
  /// Nothing but zeros, until the guest writes to them: from then on they hold data.
  case zero
  /// Given back to the hypervisor by the guest's balloon: named in the stream, without data.
  case ballooned
  /// Addresses with no memory behind them: named in the stream, without data.
  case hole

  /// Whether there is memory that a guest could write to.
  public var isPopulated: Bool { self == .data || self == .zero }
}

/// Where the pages of the classes lie, as the sender comes by them.
public enum PageLayout: BitwiseCopyable, Hashable, Sendable, CaseIterable {
  /// Mixed, as the allocator of a guest that has run for long leaves them.
  case scattered
  /// One class after the other, in the order in which they are told.
  case contiguous
}
