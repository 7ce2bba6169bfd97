extension SourceTree {
  /// Past this many keys given twice, only what was found until then is reported.
  static let mostRepeatedKeys = 10
  /// Each takes the place of one repeated key's first character: private use, so in no word.
  private static let disguises = (0..<UInt32(mostRepeatedKeys)).map {
    Unicode.Scalar(0xE000 + $0) ?? "?"
  }

  func report(repeatedKeyAt place: SourcePlace, of first: SourcePlace?) {
    let word = source.lines[place.line - 1].unicodeScalars.dropFirst(place.column - 1)
      .prefix(place.length)
    let notes = first.map { [Diagnostic.Note(message: "it was given first here", place: $0)] }
    findings.report(
      "the key \"\(String(String.UnicodeScalarView(word)))\" is given twice", at: place,
      notes: notes ?? [])
  }

  /// Where the key at `first` is given again in the same block, for keys that begin a line.
  func repetition(of first: SourcePlace, in lines: [String]) -> SourcePlace? {
    let before = first.column - 1
    let key = lines[first.line - 1].unicodeScalars.dropFirst(before).prefix(first.length) + [":"]
    for number in first.line..<lines.count {
      let scalars = Array(lines[number].unicodeScalars)
      let indentation = scalars.prefix { $0 == " " }.count
      if indentation == scalars.count || scalars[indentation] == "#" { continue }
      guard indentation >= before else { return nil }
      if indentation == before, scalars[before...].starts(with: key) {
        return SourcePlace(
          file: first.file, line: number + 1, column: first.column, length: first.length)
      }
    }
    return nil
  }

  func disguise(_ place: SourcePlace, in lines: inout [String], as number: Int) {
    var scalars = Array(lines[place.line - 1].unicodeScalars)
    scalars[place.column - 1] = Self.disguises[number]
    lines[place.line - 1] = String(String.UnicodeScalarView(scalars))
  }

  static func isDisguised(_ key: String) -> Bool {
    key.unicodeScalars.first.map(disguises.contains) ?? false
  }
}
