/// How long lines, functions and files may be, and what no file has.
enum Lengths {
  static let columns = 100
  static let linesOfFunction = 60
  static let linesOfFile = 400

  static func findings(in file: SourceFile, _ tokens: [Token]) -> [Finding] {
    var lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    var found: [Finding] = []
    if lines.count > linesOfFile {
      found.append(
        Finding(file, linesOfFile, "\(lines.count) lines: give a facet a file, Type+Facet.swift"))
    }
    for (index, line) in lines.enumerated() where line.count > columns {
      found.append(Finding(file, index + 1, "\(line.count) columns: break it before \(columns)"))
    }
    for body in Body.all(of: tokens) where body.kind == .function {
      let first = tokens[body.tokens.lowerBound].line
      let count = tokens[body.tokens.upperBound].line - first + 1
      if count > linesOfFunction {
        found.append(Finding(file, first, "\(count) lines: give a part of it a name of its own"))
      }
    }
    return found
  }
}

/// Words that no file of the repository has.
enum Leftovers {
  /// Written in two parts, since this file is looked at too.
  private static let words = [
    ("TO" + "DO", "do it, or leave it out"), ("FIX" + "ME", "mend it"),
    ("XX" + "X", "say it in a sentence"), ("/ho" + "me/", "name it from the repository on"),
    ("/ro" + "ot/", "name it from the repository on"),
    ("/Us" + "ers/", "name it from the repository on"),
    ("/wo" + "rk/", "name it from the repository on"),
  ]

  static func findings(in file: SourceFile) -> [Finding] {
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().flatMap { index, line in
      words.filter { line.contains($0.0) }.map { Finding(file, index + 1, "\($0.0): \($0.1)") }
    }
  }

  /// Types named after nothing.
  static func names(in file: SourceFile, _ tokens: [Token]) -> [Finding] {
    tokens.indices.dropFirst().compactMap { index in
      let name = tokens[index].text
      guard ["struct", "enum", "protocol", "class", "actor"].contains(tokens[index - 1].text),
        ["Manager", "Helper", "Util"].contains(where: name.contains)
      else { return nil }
      return Finding(file, tokens[index].line, "\(name): call it what it is")
    }
  }
}
