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
  /// Writes to the class at intensity 1, each to one page [writes/s].
  public var writesPerSecond: Double

  public init(name: String, pages: Int, pattern: WritePattern, writesPerSecond: Double) {
    precondition(pages >= 0, "a class of \(pages) pages")
    precondition(writesPerSecond >= 0, "a class written \(writesPerSecond) times a second")
    self.name = name
    self.pages = pages
    self.pattern = pattern
    self.writesPerSecond = writesPerSecond
  }
}

/// The order in which a guest writes to the pages of a class.
public enum WritePattern: BitwiseCopyable, Hashable, Sendable, CaseIterable {
  /// Each write goes to a page drawn evenly from the class.
  case random
  /// The writes sweep the class from end to end, over and over.
  case sequential
}
