/// Where something stands in a source file.
public struct SourcePlace: Hashable, Comparable, Sendable {
  /// The file as the user named it.
  public let file: String
  /// From 1; 0 where a finding concerns the file as a whole.
  public let line: Int
  /// From 1, in Unicode scalars, as YAML readers count.
  public let column: Int
  /// Unicode scalars to underline, at least 1.
  public let length: Int

  public init(file: String, line: Int = 0, column: Int = 0, length: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
    self.length = max(1, length)
  }

  public static func < (a: SourcePlace, b: SourcePlace) -> Bool {
    (a.line, a.column, a.length) < (b.line, b.column, b.length)
  }
}

/// Something amiss in a source file.
public struct Diagnostic: Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable {
    case error, warning
  }

  /// A further sentence, with a place of its own where it speaks of another line.
  public struct Note: Hashable, Sendable {
    public let message: String
    public let place: SourcePlace?
  }

  public let severity: Severity
  public let place: SourcePlace
  /// One sentence without a full stop: what was found and, where it is not plain, what may stand.
  public let message: String
  /// What was probably meant.
  public let suggestion: String?
  public let notes: [Note]

  public init(
    _ message: String, at place: SourcePlace, severity: Severity = .error,
    suggestion: String? = nil, notes: [Note] = []
  ) {
    self.severity = severity
    self.place = place
    self.message = message
    self.suggestion = suggestion
    self.notes = notes
  }
}

/// A value together with where it was written.
public struct Sourced<Value> {
  public let value: Value
  public let place: SourcePlace

  public init(_ value: Value, at place: SourcePlace) {
    self.value = value
    self.place = place
  }
}

extension Sourced: Sendable where Value: Sendable {}

/// Equal values are equal wherever they were written.
extension Sourced: Equatable where Value: Equatable {
  public static func == (a: Sourced, b: Sourced) -> Bool { a.value == b.value }
}

/// A name given to a thing or used to refer to one; empty where it was missing and reported.
public typealias Name = Sourced<String>

/// What has been found amiss so far: shared by all readers of one file.
final class Findings {
  let file: String
  private(set) var diagnostics: [Diagnostic] = []
  /// Whether a list could not be read at all, so that names may be missing for that reason.
  var hasUnreadableList = false

  init(file: String) { self.file = file }

  func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  func report(
    _ message: String, at place: SourcePlace, suggestion: String? = nil,
    notes: [Diagnostic.Note] = []
  ) {
    report(Diagnostic(message, at: place, suggestion: suggestion, notes: notes))
  }

  /// What was probably meant by `word`; nil once more has been found than anyone reads, since to
  /// compare each of many words with each of many others takes long.
  func nearest(to word: String, among candidates: [String]) -> String? {
    diagnostics.count < 200 ? Spelling.nearest(to: word, among: candidates) : nil
  }

  /// In order of their places; those of one place in the order found.
  var sorted: [Diagnostic] {
    diagnostics.enumerated()
      .sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map(\.element)
  }
}
