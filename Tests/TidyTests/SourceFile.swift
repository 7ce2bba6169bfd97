import Foundation

/// A file of the repository, by its path there.
struct SourceFile: Sendable {
  let path: String
  let text: String

  var tokens: [Token] { Lexer.tokens(of: text) }
  var isSwift: Bool { path.hasSuffix(".swift") }
  var isOfEngine: Bool { path.hasPrefix("Sources/MigrationSim/") }
  /// The folder of the engine that it stands in: "Kernel".
  var room: String? {
    guard isOfEngine else { return nil }
    return path.split(separator: "/").dropFirst(2).dropLast().first.map(String.init)
  }

  /// The repository's own files, without what builds leave there.
  static let all: [SourceFile] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    var names = ["Package.swift", "README.md", "Benchmarks/Package.swift", "Benchmarks/README.md"]
    for folder in [
      ".ci", "Sources", "Tests", "Scenarios", "Benchmarks/Sources", "Benchmarks/Benchmarks",
    ] {
      let path = root.appending(path: folder).path(percentEncoded: false)
      let files = FileManager.default.enumerator(atPath: path)
      while let name = files?.nextObject() as? String { names.append("\(folder)/\(name)") }
    }
    return names.sorted().compactMap { name in
      // A folder is no text, nor is what is not UTF-8.
      (try? String(contentsOf: root.appending(path: name), encoding: .utf8))
        .map { SourceFile(path: name, text: $0) }
    }
  }()
}

/// Something untidy, and what to do instead.
struct Finding: CustomStringConvertible, Equatable {
  let path: String
  let line: Int
  let advice: String

  init(_ file: SourceFile, _ line: Int, _ advice: String) {
    path = file.path
    self.line = line
    self.advice = advice
  }

  var description: String { "\(path):\(line): \(advice)" }
}
