import Foundation

/// Where the files that a scenario names are found.
enum FileShelf {
  /// On the disk.
  case disk
  /// Among these, under their paths from the folder of the file that is read first.
  case texts([(name: String, text: String)])
  /// Among these, under the paths that led to them, wherever the file lies that is read first.
  case known([(name: String, text: String)])

  /// Texts by the paths that led to them.
  static func known(of texts: [(name: String, text: String)]) -> FileShelf {
    .known(texts.map { (shortened($0.name[...]), $0.text) })
  }

  /// The path of a file named in another: relative paths go from the folder of the one naming it.
  static func path(_ path: String, namedIn file: String) -> String {
    guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
    return String(file[...slash]) + path
  }

  /// Reads the file at `path`; `root` is the file that is read first.
  func read(_ path: String, root: String) -> Result<SourceText, ScenarioError> {
    let texts: [(name: String, text: String)]
    switch self {
    case .disk: return SourceText.read(path: path)
    case .texts(let all), .known(let all): texts = all
    }
    let wanted = identity(of: path, root: root)
    if let found = texts.first(where: { $0.name == wanted }) {
      return SourceText.decode(Data(found.text.utf8), name: path)
    }
    let message =
      texts.isEmpty
      ? "there is no folder to look in, since the scenario is not from a file"
      : "the scenario is not from a file, and no such file comes with the program"
    return .failure(
      ScenarioError(
        kind: .missing,
        diagnostics: [
          Diagnostic(
            message, at: SourcePlace(file: path),
            suggestion: Spelling.nearest(to: wanted, among: texts.map(\.name)))
        ]))
  }

  /// The same text for the same file, whatever path leads to it.
  func identity(of path: String, root: String) -> String {
    switch self {
    case .disk:
      return URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath()
        .path(percentEncoded: false)
    case .known: return Self.shortened(path[...])
    case .texts:
      let folder = root.lastIndex(of: "/").map { root[...$0] } ?? ""
      return Self.shortened(path.hasPrefix(folder) ? path.dropFirst(folder.count) : path[...])
    }
  }

  /// The path without `.`, and without a folder before `..`.
  private static func shortened(_ path: Substring) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
