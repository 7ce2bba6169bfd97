extension Form {
  /// What is in a file that is named by its path from the folder of the file that names it.
  ///
  /// `make` reads the file's text; the place is where the file is named.
  static func file(
    placeholder: @escaping @autoclosure () -> Value,
    _ make: @escaping (SourceText, SourcePlace, Findings) -> Value?
  ) -> Form {
    Form(
      schema: .object([
        ("type", .string("string")), ("minLength", .integer(1)), ("maxLength", .integer(1000)),
      ]), placeholder: placeholder()
    ) { node, findings in
      guard case .scalar(let path, _, let place) = node else {
        findings.report("the path of a file is wanted here, not \(node.noun)", at: node.place)
        return nil
      }
      let isPath =
        (1...1000).contains(path.unicodeScalars.count)
        && !path.unicodeScalars.contains { $0.properties.generalCategory == .control }
      guard isPath else {
        findings.report("the path of a file is one line of at most 1000 letters", at: place)
        return nil
      }
      return findings.reading(path, namedAt: place) { make($0, place, findings) }
    }
  }

  /// A mapping that stands in a file of its own.
  static func included(
    _ noun: String, placeholder: @escaping @autoclosure () -> Value,
    _ make: @escaping (inout Fields) -> Value
  ) -> Form {
    file(placeholder: placeholder()) { source, _, findings in
      guard let tree = SourceTree.parse(source, findings: findings) else { return nil }
      return Form.object(noun, make).read(tree, findings)
    }
  }
}

extension Findings {
  /// Files may name files, but not without end.
  private static var deepest: Int { 8 }
  /// What is read in all [B], so that a thousand things cannot name one large file each.
  private static var mostText: Int { 16 * SourceText.largestSize }

  /// Reads the file of that path, and what `make` finds in it; nil where it cannot, and is told.
  fileprivate func reading<Value>(
    _ path: String, namedAt place: SourcePlace, _ make: (SourceText) -> Value?
  ) -> Value? {
    let full = FileShelf.path(path, namedIn: place.file)
    let identity = shelf.identity(of: full, root: file)
    guard !open.contains(identity) else {
      report(
        identity == open.last
          ? "the file includes itself" : "\"\(path)\" is included while it is being read itself",
        at: place)
      return nil
    }
    guard open.count <= Self.deepest else {
      report("files are included more than \(Self.deepest) deep", at: place)
      return nil
    }
    guard let source = source(path, at: full, namedAt: place) else { return nil }
    open.append(identity)
    defer { open.removeLast() }
    return make(source)
  }

  private func source(_ path: String, at full: String, namedAt place: SourcePlace) -> SourceText? {
    switch shelf.read(full, root: file) {
    case .success(let source):
      textRead += source.text.utf8.count
      guard textRead <= Self.mostText else {
        report("the files that are named hold more than 16 MiB in all", at: place)
        return nil
      }
      if !sources.contains(where: { $0.name == source.name }) { sources.append(source) }
      return source
    case .failure(let error):
      for found in error.diagnostics {
        // What is wrong with a line of the file stands there; that it is not there, here.
        guard found.place.line == 0 else {
          report(found)
          continue
        }
        let folder = full.dropLast(path.count)
        let near = found.suggestion.map {
          $0.hasPrefix(folder) ? $0.dropFirst(folder.count) : $0[...]
        }
        report(
          "cannot read \"\(path)\": \(found.message)", at: place, suggestion: near.map(String.init))
      }
      return nil
    }
  }
}
