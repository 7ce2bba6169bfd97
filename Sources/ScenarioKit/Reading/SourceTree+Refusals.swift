import Yams

extension SourceTree {
  /// Reports aliases, and whether there are any.
  ///
  /// Aliases let a short file unfold without end, already while keys are compared, so they are
  /// looked for before the text is parsed: an alias is `*name` with `&name` elsewhere, and any
  /// text with both is refused, even where they stand in a comment.
  func refersToAnchors() -> Bool {
    let anchors = names(after: "&")
    guard !anchors.isEmpty else { return false }
    let known = Set(anchors.map(\.value))
    guard let alias = names(after: "*").first(where: { known.contains($0.value) }),
      let anchor = anchors.first(where: { $0.value == alias.value })
    else { return false }
    findings.report(
      "aliases (*\(alias.value)) are not supported: write the value out", at: alias.place,
      notes: [.init(message: "the anchor is here", place: anchor.place)])
    return true
  }

  private func names(after sign: Unicode.Scalar) -> [Name] {
    var found: [Name] = []
    for (number, line) in source.lines.enumerated() where line.unicodeScalars.contains(sign) {
      let scalars = Array(line.unicodeScalars)
      for start in scalars.indices where scalars[start] == sign {
        let name = scalars[(start + 1)...].prefix {
          $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0))
            || $0 == "_" || $0 == "-"
        }
        guard !name.isEmpty else { continue }
        let text = String(String.UnicodeScalarView(name))
        found.append(
          Name(
            text,
            at: SourcePlace(
              file: source.name, line: number + 1, column: start + 1, length: name.count + 1)))
      }
    }
    return found
  }

  func report(_ error: any Error) {
    let whole = SourcePlace(file: source.name)
    switch error {
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _):
      report(problem, context: context, at: place(mark, length: 1))
    case YamlError.composer(_, let problem, let mark, _):
      let isSecondDocument = problem.contains("another document")
      findings.report(
        isSecondDocument ? "a scenario file holds one document: this begins another" : problem,
        at: place(mark, length: isSecondDocument ? 3 : 1))
    case YamlError.reader(let problem, let offset, _, let yaml):
      let before = offset.map { yaml.prefix($0).unicodeScalars } ?? yaml.prefix(0).unicodeScalars
      let line = before.count { $0 == "\n" } + 1
      let column = before.reversed().prefix { $0 != "\n" }.count + 1
      findings.report(
        "\(problem): this character may not stand in YAML",
        at: SourcePlace(file: source.name, line: line, column: column))
    case YamlError.memory:
      findings.report("values are nested too deep to be read", at: whole)
    default:
      findings.report("the file cannot be read as YAML: \(error)", at: whole)
    }
  }

  private func report(_ problem: String, context: YamlError.Context?, at place: SourcePlace) {
    let line = source.lines[place.line - 1]
    let indentation = line.prefix { $0 == " " || $0 == "\t" }
    if indentation.contains("\t") {
      findings.report(
        "a tab may not indent in YAML: use spaces",
        at: SourcePlace(
          file: place.file, line: place.line,
          column: indentation.unicodeScalars.firstIndex(of: "\t").map {
            indentation.unicodeScalars.distance(from: indentation.startIndex, to: $0) + 1
          } ?? 1))
      return
    }
    let notes = context.map { context in
      [
        Diagnostic.Note(
          message: context.text,
          place: self.place(context.mark, length: 1))
      ]
    }
    findings.report("this is not YAML: \(problem)", at: place, notes: notes ?? [])
  }
}
