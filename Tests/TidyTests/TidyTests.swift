import Testing

/// Style is a test: what the eye would have to look for, looked for here.
@Suite struct `The repository` {
  static let swift = SourceFile.all.filter(\.isSwift)
  static let engine = swift.filter(\.isOfEngine)

  func expectNone(_ findings: [Finding]) {
    for finding in findings { Issue.record("\(finding)") }
  }

  @Test func `is found whole`() {
    #expect(Self.engine.count > 100)
    for path in ["Package.swift", "README.md", ".ci/run", "Scenarios/6.J.yaml"] {
      #expect(SourceFile.all.contains { $0.path == path }, "\(path)")
    }
  }

  @Test func `has an engine without what makes runs differ`() {
    for file in Self.engine {
      let tokens = file.tokens
      expectNone(Ban.findings(in: file, tokens))
      expectNone(Ban.luck(in: file, tokens))
      expectNone(EngineTypes.dictionaries(in: file, tokens))
    }
  }

  @Test func `has rooms that are values`() {
    for file in Self.engine { expectNone(EngineTypes.storedClosures(in: file, file.tokens)) }
  }

  @Test func `has rooms that know only what stands to their left`() {
    expectNone(Rooms.findings(in: Self.engine))
  }

  @Test func `has modules that know only what stands to their left`() {
    for file in Self.swift { expectNone(Modules.findings(in: file, file.tokens)) }
  }

  @Test(arguments: ["README.md", "Sources/MigrationSim/MigrationSim.docc/Rooms.md"])
  func `tells of its modules`(page: String) {
    let text = SourceFile.all.first { $0.path == page }?.text ?? ""
    let columns = Modules.order.map { $0.count == 1 ? $0[0] : "{\($0.joined(separator: ", "))}" }
    #expect(text.contains("\(columns.dropFirst().joined(separator: " ← "))\n"))
    for module in Modules.order.dropFirst(2).joined() {
      #expect(text.contains("- **\(module)**") || text.contains("- [\(module)]"), "\(module)")
    }
  }

  @Test func `tells of its rooms in the README`() {
    let readme = SourceFile.all.first { $0.path == "README.md" }?.text ?? ""
    let columns = Rooms.order.map { $0.count == 1 ? $0[0] : "{\($0.joined(separator: ", "))}" }
    #expect(readme.contains("\n\(columns.joined(separator: " ← "))\n"))
    for room in Rooms.order.joined() {
      #expect(readme.contains("| [\(room)](Sources/MigrationSim/\(room)) |"), "\(room)")
    }
  }

  @Test func `has short lines, functions and files, and telling names`() {
    for file in Self.swift {
      let tokens = file.tokens
      expectNone(Lengths.findings(in: file, tokens))
      expectNone(Leftovers.names(in: file, tokens))
    }
  }

  @Test func `leaves nothing for later, and names nobody's folders`() {
    for file in SourceFile.all { expectNone(Leftovers.findings(in: file)) }
  }
}
