import Foundation
import Testing

@Suite struct `xenmotion explain` {
  @Test(arguments: [
    ("en", "What happened in 6.K, and why"), ("gl", "Que pasou en 6.K, e por que"),
    ("es", "Qué pasó en 6.K, y por qué"),
  ]) func `tells a scenario in the language asked for`(language: String, heading: String) throws {
    let run = try Command.run(["explain", "6.K", "--lang", language])
    #expect(run.code == 0)
    #expect(run.output.hasPrefix(heading + "\n"))
    #expect(run.output.contains("HOSTS_NOT_HOMOGENEOUS [CPUs differ]"))
    #expect(run.error.isEmpty)
  }

  @Test(arguments: [
    ("LC_ALL= LC_MESSAGES= LANG=gl_ES.UTF-8", "Que pasou"), ("LC_ALL=es_ES.UTF-8", "Qué pasó"),
    ("LC_ALL=C", "What happened"), ("LC_ALL=fr_FR.UTF-8", "What happened"),
  ]) func `asks the environment where no language is given`(
    environment: String, heading: String
  ) throws {
    let run = try Command.shell("\(environment) \"$XENMOTION\" explain 6.K | head -n 1")
    #expect(run.output.hasPrefix(heading))
  }

  @Test func `gives the same as JSON, its numbers as numbers`() throws {
    let run = try Command.run(["explain", "6.K-dies-later", "--lang", "gl", "--json", "-"])
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(json["language"] as? String == "gl")
    let steps = try #require(json["steps"] as? [[String: Any]])
    #expect(steps.count == 6)
    #expect(steps[4]["began_s"] as? Double ?? 0 > 38)
    let remarks = steps.flatMap { $0["remarks"] as? [[String: Any]] ?? [] }
    #expect(remarks.contains { ($0["text"] as? String)?.contains("o seu kernel executou") == true })
  }

  @Test func `writes JSON to a file beside the page`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    let run = try Command.run(["explain", "6.K", "--lang", "es", "--json", file.path])
    #expect(run.output.hasPrefix("Qué pasó en 6.K"))
    #expect(try String(contentsOf: file, encoding: .utf8).contains("\"language\" : \"es\""))
  }

  @Test(arguments: [("6.J", true), ("crossed-cables", false)])
  func `says that nobody notices a move only where nobody was cut off by it`(
    scenario: String, isSaid: Bool
  ) throws {
    let run = try Command.run(["explain", scenario, "--lang", "en"])
    let words = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("without its users noticing") == isSaid)
  }

  @Test func `tells another replication when asked to`() throws {
    let first = try Command.run(["explain", "6.K-dies-later", "--lang", "en"])
    let other = try Command.run(["explain", "6.K-dies-later", "--lang", "en", "--replication", "1"])
    #expect(first.code == 0 && other.code == 0)
    #expect(first.output != other.output)
  }

  @Test(arguments: [
    ("explain", Int32(64)), ("explain 6.K --lang fr", 64), ("explain 6.K --seed x", 64),
    ("explain 6.Z", 66), ("explain 6.K --json /nowhere/at/all", 73),
  ]) func `ends with a code that tells what was wrong`(line: String, code: Int32) throws {
    let words = line.split(separator: " ").map { String($0) }
    let run = try Command.run(words)
    #expect(run.code == code)
    #expect(run.output.isEmpty)
    #expect(!run.error.isEmpty)
  }
}
