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

    package init(message: String, place: SourcePlace?) {
      self.message = message
      self.place = place
    }
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
