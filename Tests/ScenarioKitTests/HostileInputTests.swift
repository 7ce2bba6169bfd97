import Foundation
import ScenarioKit
import Testing

/// Input that no author writes by hand: whatever it is, it ends in a diagnostic, and soon.
@Suite(.timeLimit(.minutes(15))) struct `Hostile input` {
  private func said(of text: String) -> String {
    do {
      _ = try ScenarioLoader.load(text: text, name: "x.yaml")
      return ""
    } catch {
      return error.rendered
    }
  }

  @Test(arguments: ["", "\n\n", "# a comment\n", "---\n", "\u{FEFF}", "null", "~"])
  func `without content is refused`(text: String) { #expect(said(of: text).contains("error:")) }

  @Test func `with many laughs is refused before it unfolds`() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1..<60 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(said(of: text).contains("aliases"))
  }

  @Test func `with many laughs in its keys is refused before they are compared`() {
    var text = "? &a0 [x, x]\n: 1\n"
    for level in 1..<60 { text += "? &a\(level) [*a\(level - 1), *a\(level - 1)]\n: 1\n" }
    #expect(said(of: text).contains("aliases"))
  }

  @Test(arguments: [
    "[", "{", "- ", "? ", "{a: ", "[{a: ", "\"", "'", "a: |\n ", "!!x ", "&a ", "*a ",
  ])
  func `nested or repeated a hundred thousand times is refused`(part: String) {
    #expect(said(of: String(repeating: part, count: 100_000)).contains("error:"))
    #expect(said(of: "hosts: " + String(repeating: part, count: 100_000)).contains("error:"))
  }

  @Test func `deep but well formed is refused`() {
    let deep = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    #expect(said(of: "hosts: " + deep).contains("nested more than"))
  }

  @Test func `with thousands of mistakes shows a hundred and counts the rest`() {
    var text = "scenario: x\nwires:\n"
    for index in 0..<3000 { text += "  - {name: w\(index), x: 1}\n" }
    let lines = said(of: text).split(separator: "\n")
    #expect(lines.last == "and 2900 more")
  }

  @Test func `with a list that has no end is refused`() {
    let text = "wires: [" + String(repeating: "{name: x}, ", count: 6000) + "]"
    #expect(said(of: text).contains("at most 5000 items"))
  }

  @Test func `that would command a terminal is shown without its commands`() {
    let text = "scenario: x\n\"a\\e[31m\": 1\n"
    #expect(!said(of: text).contains("\u{1B}"))
  }

  @Test func `of random bytes and mangled scenarios never crashes`() throws {
    let good = Array(try Repository.text("everything.yaml").unicodeScalars)
    let pieces = Array("[]{}:,-?!&*|>'\"#%@`\n\t \\0aé\u{0}\u{85}\u{2028}\u{FEFF}".unicodeScalars)
    // Numerical Recipes' linear congruential generator: the same inputs in every run.
    var state: UInt32 = 1
    func draw(_ bound: Int) -> Int {
      state = state &* 1_664_525 &+ 1_013_904_223
      return Int(state >> 8) % bound
    }
    for _ in 0..<200 {
      var scalars = good
      for _ in 0...draw(8) {
        let index = draw(scalars.count)
        switch draw(3) {
        case 0: scalars.remove(at: index)
        case 1: scalars.insert(pieces[draw(pieces.count)], at: index)
        default: scalars.removeSubrange(index..<min(scalars.count, index + draw(40)))
        }
      }
      let text = String(String.UnicodeScalarView(scalars))
      // Most are refused; a cut in a comment is not.
      let answer = said(of: text)
      #expect(answer.isEmpty || answer.contains("error:"))
    }
  }
}

@Suite struct `A file` {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "scenario kit \(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func error(of name: String) -> ScenarioError? {
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      _ = try ScenarioLoader.load(folder.appending(path: name).path)
      return nil
    } catch {
      return error
    }
  }

  private func write(_ data: Data) throws {
    try data.write(to: folder.appending(path: "lab.yaml"))
  }

  @Test func `that is missing is named with its nearest neighbour`() throws {
    try write(Data("scenario: x".utf8))
    let found = try #require(error(of: "lba.yaml"))
    #expect(found.exitCode == 66)
    #expect(found.rendered.contains("did you mean \"\(folder.path)/lab.yaml\"?"))
  }

  @Test func `that is a folder is missing input`() { #expect(error(of: "")?.exitCode == 66) }

  @Test func `that is a device is missing input`() {
    try? FileManager.default.createSymbolicLink(
      at: folder.appending(path: "lab.yaml"), withDestinationURL: URL(filePath: "/dev/zero"))
    #expect(error(of: "lab.yaml")?.exitCode == 66)
  }

  @Test func `of a gigabyte is refused by its size`() throws {
    try write(Data())
    let handle = try FileHandle(forWritingTo: folder.appending(path: "lab.yaml"))
    try handle.truncate(atOffset: 1 << 30)
    try handle.close()
    let found = try #require(error(of: "lab.yaml"))
    #expect(found.exitCode == 65)
    #expect(found.rendered.contains("1 MiB"))
  }

  @Test func `with a NUL is binary`() throws {
    try write(Data([0x61, 0x0A, 0x00, 0x62]))
    #expect(
      error(of: "lab.yaml")?.rendered.contains("lab.yaml:2:1: error: this is a binary") == true)
  }

  @Test func `of another encoding is told so, and where`() throws {
    try write(Data("scenario: x\ntitle: Xesti".utf8) + Data([0xF3, 0x6E, 0x0A]))
    #expect(
      error(of: "lab.yaml")?.rendered.contains("lab.yaml:2:1: error: this is not UTF-8") == true)
  }

  @Test func `with a byte order mark keeps its columns`() throws {
    try write(Data("\u{FEFF}scenaro: x\nscenario: y\nscenario: z\n".utf8))
    let text = try #require(error(of: "lab.yaml")).rendered
    #expect(text.contains("lab.yaml:1:1: error: a scenario has no key \"scenaro\""))
    #expect(text.contains("lab.yaml:3:1: error: the key \"scenario\" is given twice"))
  }

  @Test func `with Windows line ends reads as any other`() throws {
    let text = try Repository.text("everything.yaml").replacing("\n", with: "\r\n")
    try write(Data(text.utf8))
    try FileManager.default.createDirectory(
      at: folder.appending(path: "everything"), withIntermediateDirectories: true)
    for (name, text) in try Repository.files(in: ".", "everything") {
      try Data(text.replacing("\n", with: "\r\n").utf8).write(to: folder.appending(path: name))
    }
    #expect(error(of: "lab.yaml") == nil)
  }
}

@Suite struct `A bundled scenario` {
  @Test func `is found whatever the letters' case`() throws {
    #expect(try ScenarioLoader.load("6.j").id.value == "6.J")
  }

  @Test func `that there is not is answered with those there are`() {
    #expect {
      try ScenarioLoader.load("6.L")
    } throws: { error in
      let found = error as? ScenarioError
      return found?.exitCode == 66 && found?.rendered.contains("6.J, 6.K") == true
    }
  }
}
