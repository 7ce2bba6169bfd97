/// Lines of text that tell of a CPU, and where each stands in a file.
public struct PlacedLines: Sendable {
  /// A line without its end.
  struct Line {
    let text: String
    /// Where the line begins, or the whole text where its lines have no places of their own.
    fileprivate let start: SourcePlace
    fileprivate let isExact: Bool

    /// Where a part of the line's text stands.
    func place(of part: Substring) -> SourcePlace {
      guard isExact else { return start }
      let before = text.unicodeScalars.distance(from: text.startIndex, to: part.startIndex)
      return SourcePlace(
        file: start.file, line: start.line, column: start.column + before,
        length: part.unicodeScalars.count)
    }
  }

  let lines: [Line]
  /// Where it all stands; without a file where it was missing, which has been reported.
  let place: SourcePlace
  /// Whether each line is one name of a list.
  let isList: Bool

  /// Nothing, which no rule objects to.
  static let none = PlacedLines(lines: [], place: SourcePlace(file: ""), isList: false)

  private init(lines: [Line], place: SourcePlace, isList: Bool) {
    (self.lines, self.place, self.isList) = (lines, place, isList)
  }

  /// A file.
  init(_ source: SourceText) {
    lines = source.lines.enumerated().map { number, text in
      Line(
        text: text, start: SourcePlace(file: source.name, line: number + 1, column: 1),
        isExact: true)
    }
    place = SourcePlace(file: source.name)
    isList = false
  }

  /// One value of a YAML file: its places are exact where it stands on one line.
  init(_ scalar: Name) {
    let texts = scalar.value.split(separator: "\n", omittingEmptySubsequences: false)
    // A quotation mark in front of the text is part of the place, and not of the text.
    let isQuoted = scalar.place.length == scalar.value.unicodeScalars.count + 2
    let start = SourcePlace(
      file: scalar.place.file, line: scalar.place.line,
      column: scalar.place.column + (isQuoted ? 1 : 0), length: scalar.place.length)
    let isExact = texts.count == 1
    lines = texts.map {
      Line(text: String($0), start: isExact ? start : scalar.place, isExact: isExact)
    }
    place = scalar.place
    isList = false
  }

  /// A list of names.
  init(_ names: [Name], at place: SourcePlace) {
    lines = names.map { Line(text: $0.value, start: $0.place, isExact: false) }
    self.place = place
    isList = true
  }

  var isEmpty: Bool { place.file.isEmpty }
}

extension Substring {
  /// Without blanks at its ends; its place is that of what is left.
  var trimmed: Substring {
    let kept = drop(while: \.isWhitespace)
    guard let last = kept.lastIndex(where: { !$0.isWhitespace }) else { return kept.prefix(0) }
    return kept[...last]
  }

  /// What stands before and behind the first `separator`, trimmed; nil without one.
  func parted(at separator: Character) -> (head: Substring, tail: Substring)? {
    guard let place = firstIndex(of: separator) else { return nil }
    return (self[..<place].trimmed, self[index(after: place)...].trimmed)
  }
}
