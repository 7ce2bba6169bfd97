/// The order of the modules: each may import what stands to its left, and nothing else of the
/// repository's.
enum Modules {
  static let order: [[String]] = [
    ["CGSL", "CDigest"], ["MigrationSim"], ["ScenarioKit"], ["StudyKit"],
    ["ValidationKit", "BenchKit"], ["ReportKit"], ["xenmotion"],
  ]

  private static func column(of module: String) -> Int? {
    order.firstIndex { $0.contains(module) }
  }

  /// The modules that a file of another imports though they stand to its right, or beside it.
  static func findings(in file: SourceFile, _ tokens: [Token]) -> [Finding] {
    let parts = file.path.split(separator: "/")
    guard parts.first == "Sources", parts.count > 2, let place = column(of: String(parts[1]))
    else { return [] }
    return tokens.indices.dropLast().compactMap { index in
      let name = tokens[index + 1].text
      guard tokens[index].text == "import", let other = column(of: name), other >= place else {
        return nil
      }
      return Finding(
        file, tokens[index].line, "import \(name): it stands to the right of \(parts[1])")
    }
  }
}
