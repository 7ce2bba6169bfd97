import Foundation

extension ScenarioLoader {
  /// The file that another names as its scenario: by its path, which ends in .yaml or .yml, or by
  /// the name of a bundled scenario.
  ///
  /// - Parameters:
  ///   - file: The file that names it: paths go from its folder.
  ///   - texts: Among which it is looked for, under the paths that lead there; nil for the disk.
  package static func template(
    named word: Name, in file: SourceText, among texts: [(name: String, text: String)]?
  ) throws(ScenarioError) -> ScenarioTemplate {
    let isPath = word.value.hasSuffix(".yaml") || word.value.hasSuffix(".yml")
    let path = isPath ? FileShelf.path(word.value, namedIn: file.name) : "\(word.value).yaml"
    if let texts {
      // A study and a bundled scenario may be called alike; no study is its own scenario.
      if let found = texts.first(where: { $0.name == path && $0.name != file.name }) {
        let source = SourceText(name: path, text: found.text)
        return try ScenarioTemplate(source, .known(of: texts))
      }
    } else if isPath {
      switch SourceText.read(path: path) {
      case .success(let source): return try ScenarioTemplate(source, .disk)
      case .failure(let error): throw refused(word, in: file, error)
      }
    }
    if !isPath, let bundled = bundledScenario(named: word.value) {
      let source = SourceText(name: "\(bundled.name).yaml", text: bundled.text)
      return try ScenarioTemplate(source, .known(of: bundledFiles))
    }
    let names = bundledNames + validationNames
    throw ScenarioError(
      kind: .missing,
      diagnostics: [
        Diagnostic(
          isPath
            ? "there is no such file" : "there is no bundled scenario \"\(word.value)\"",
          at: word.place, suggestion: Spelling.nearest(to: word.value, among: names),
          notes: isPath
            ? [] : [.init(message: "a file's name ends in .yaml", place: nil)])
      ], sources: [file])
  }

  /// What could not be read is told where it is named; what is wrong inside stands there.
  private static func refused(
    _ word: Name, in file: SourceText, _ error: ScenarioError
  ) -> ScenarioError {
    let folder = FileShelf.path("", namedIn: file.name)
    return ScenarioError(
      kind: error.kind,
      diagnostics: error.diagnostics.map { found in
        guard found.place.line == 0 else { return found }
        let near = found.suggestion.map {
          $0.hasPrefix(folder) ? String($0.dropFirst(folder.count)) : $0
        }
        return Diagnostic(
          "cannot read \"\(word.value)\": \(found.message)", at: word.place, suggestion: near)
      }, sources: [file] + error.sources)
  }
}
