import Testing

/// The checks themselves, on what they must find and what they must let pass.
@Suite struct `The checker of style` {
  func file(_ text: String, _ path: String = "Sources/MigrationSim/Memory/Snippet.swift")
    -> SourceFile
  {
    SourceFile(path: path, text: text)
  }

  @Test(arguments: [
    ("import Foundation", "import Foundation"), ("import struct Foundation.Date", "import struct"),
    ("var seen: Set<Int> = []", "Set"), ("var seen = Set([1])", "Set"),
    ("let map = Dictionary(uniqueKeysWithValues: pairs)", "Dictionary"),
    ("let now = Date()", "Date"), ("let clock = ContinuousClock()", "ContinuousClock"),
    ("var hasher = Hasher()", "Hasher"), ("Task { await run() }", "Task"),
    ("var luck = SystemRandomNumberGenerator()", "SystemRandomNumberGenerator"),
    ("final class Guest {}", "class"), ("let model: any Model", "any"),
    ("func run(_ model: some Model, with value: Any) {}", "Any"),
    ("func start() throws {}", "throws"), ("print(now)", "print"),
    ("let schedule: Schedule<Event>", "Schedule"),
    (#"let text = "in words: \(names.joined(separator: "\(Set(names))"))""#, "Set"),
  ])
  func `finds a banned word`(text: String, word: String) {
    let found = Ban.findings(in: file(text), Lexer.tokens(of: text))
    #expect(found.contains { $0.advice.hasPrefix(word) && $0.line == 1 })
  }

  @Test(arguments: [
    "// A Set, a Date, a class and any Model: only told of.",
    "/* import Foundation /* nested */ class */ let a = 1",
    #"let text = "a Set \"quoted\" and a class""#,
    ##"let text = #"a \(Set) as text"#"##,
    "let text = \"\"\"\n  a class\n  \"\"\"",
    "var any = FeatureSet(); any = any.union(other)",
    "case .class: self.print()",
    "let setting = DirtySet()", "import CGSL", "func `any class`() {}",
  ])
  func `lets pass what is only called so`(text: String) {
    #expect(Ban.findings(in: file(text), Lexer.tokens(of: text)).isEmpty)
  }

  @Test func `leaves the schedule to Kernel and World`() {
    let text = "func begin(_ schedule: inout Schedule<Event>) {}"
    for (room, count) in [("Kernel", 0), ("World", 0), ("Migration", 1)] {
      let path = "Sources/MigrationSim/\(room)/Snippet.swift"
      #expect(Ban.findings(in: file(text, path), Lexer.tokens(of: text)).count == count)
    }
  }

  @Test(arguments: [
    ("let u = Double.random(in: 0..<1)", 1), ("hosts.shuffled()", 1),
    ("let u = Double.random(in: 0..<1, using: &luck)", 0),
    ("PageClass(pattern: .random, writesPerSecond: 3)", 0), ("stream.random", 0),
  ])
  func `finds luck that comes from nowhere`(text: String, count: Int) {
    #expect(Ban.luck(in: file(text), Lexer.tokens(of: text)).count == count)
  }

  @Test(arguments: [
    ("var rates: [LinkID: BitRate] = [:]", 2), (#"let rates = ["a": 1]"#, 1),
    ("func f(_ rates: [String?: [Int]]) {}", 1),
    ("let rate = rates[link: id]", 0), ("let list = [isUp ? a : b]", 0),
    ("let list = [f(of: a), g { x in x ? y : z }]", 0), ("let all: [BitRate]", 0),
  ])
  func `finds dictionaries`(text: String, count: Int) {
    #expect(EngineTypes.dictionaries(in: file(text), Lexer.tokens(of: text)).count == count)
  }

  @Test(arguments: [
    ("struct A { let draw: (Int) -> Int }", 1), ("struct A { var f: @Sendable () -> Void }", 1),
    ("enum A { case call((Int) -> Int), none }", 1),
    (
      "extension A { func f(_ g: (Int) -> Int) -> Int { let h: (Int) -> Int = g; return h(1) } }", 0
    ),
    ("protocol A { var a: Int { get }; func f(_ g: (Int) -> Int) -> Int }", 0),
    ("struct A { var a: Int { list.map { (x: Int) -> Int in x }.count } }", 0),
  ])
  func `finds closures that are kept`(text: String, count: Int) {
    #expect(EngineTypes.storedClosures(in: file(text), Lexer.tokens(of: text)).count == count)
  }

  @Test func `finds rooms that know too much`() {
    let pool = file("struct Host { let cpu: Processor }", "Sources/MigrationSim/Pool/Host.swift")
    let cpu = file("struct Processor { enum Kind {} }", "Sources/MigrationSim/CPU/P.swift")
    #expect(Rooms.findings(in: [pool, cpu]).isEmpty)
    // The other way round, beside each other, and where there is no such room.
    let wrong = [
      file("struct Processor { let host: Host }", "Sources/MigrationSim/CPU/P.swift"),
      file("extension Processor { let pages: Page }", "Sources/MigrationSim/Memory/P.swift"),
    ]
    for wrong in wrong {
      let page = file("struct Page {}", "Sources/MigrationSim/Memory/Page.swift")
      #expect(Rooms.findings(in: [pool, cpu, wrong, page]).count == 1, "\(wrong.text)")
    }
    #expect(Rooms.findings(in: [file("", "Sources/MigrationSim/Attic/A.swift")]).count == 1)
  }

  @Test func `finds modules that know too much`() {
    for (module, text, count) in [
      ("BenchKit", "import ScenarioKit\nimport Foundation", 0), ("BenchKit", "import ReportKit", 1),
      ("BenchKit", "import ValidationKit", 1), ("ScenarioKit", "import BenchKit", 1),
    ] {
      let file = file(text, "Sources/\(module)/A.swift")
      #expect(Modules.findings(in: file, file.tokens).count == count, "\(text)")
    }
  }

  @Test func `counts lines and columns`() {
    func count(_ text: String) -> Int {
      Lengths.findings(in: file(text), Lexer.tokens(of: text)).count
    }
    let lines = { (n: Int) in String(repeating: "  let a = 1\n", count: n) }
    // A name with letters of two bytes is as wide as it looks.
    #expect(count("let a = \"" + String(repeating: "é", count: 90) + "\"") == 0)
    #expect(count("// " + String(repeating: "a", count: 98)) == 1)
    #expect(count(lines(400)) == 0)
    #expect(count(lines(401)) == 1)
    #expect(count("func f() {\n" + lines(58) + "}\n") == 0)
    #expect(count("func f() {\n" + lines(59) + "}\n") == 1)
    #expect(count("struct A {\n  init(f: () -> Int = { 1 }) {\n" + lines(59) + "}\n}\n") == 1)
    #expect(count("struct A {\n  var a: Int {\n" + lines(59) + "}\n}\n") == 1)
    #expect(count("struct A {\n" + lines(100) + "}\n") == 0)
  }

  @Test(arguments: ["TO" + "DO: later", "a path: /ho" + "me/someone/x", "FIX" + "ME"])
  func `finds what is left over`(text: String) {
    #expect(Leftovers.findings(in: file("\n" + text, "README.md")).map(\.line) == [2])
  }

  @Test func `finds types named after nothing`() {
    let text = "struct PoolManager {}\nenum Utils {}\nstruct Host {}"
    #expect(Leftovers.names(in: file(text), Lexer.tokens(of: text)).map(\.line) == [1, 2])
  }
}
