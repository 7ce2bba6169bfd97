import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct `Asking about CPUs` {
  private func json(_ arguments: [String]) throws -> [String: Any] {
    let run = try Command.run(["cpu"] + arguments + ["--json", "-"])
    #expect(run.code == 0, "\(run.error)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  @Test func `shows one in both forms of words`() throws {
    let text = try Command.run(["cpu", "show", "core-i7-860"]).output
    #expect(text.contains("0098e3fd-bfebfbff-00000001-28100800 (XCP era, ECX first)"))
    #expect(text.contains("bfebfbff-0098e3fd-28100800-00000001 (today, EDX first)"))
    #expect(text.contains("0x80000001:0 edx  28100800 syscall nx rdtscp lm"))
    let report = try json(["show", "SandyBridge"])
    let backing = try #require(report["backing"] as? [String: [String]])
    #expect(backing["xcr0"] == ["xsave", "avx"])
    #expect(backing["cr4"]?.contains("pcid") == true)
    #expect(backing["instruction"]?.contains("sse4_2") == true)
  }

  @Test func `tells what Conroe lacks of Westmere, and which guest dies of it`() throws {
    let run = try Command.run(["cpu", "diff", "Westmere", "Conroe", "--guest", "linux-glibc"])
    #expect(run.code == 0)
    let lines = run.output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("  instruction") && $0.contains(" sse4_2 ") })
    #expect(lines.contains { $0.hasPrefix("linux-glibc") && $0.contains("VM crashes") })
    #expect(run.output.contains("sse4_2 (libc, 20 times a second): its services die"))
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  // The kernel's POPCNT and AES, 0.021 times a second: 1 − e^(−0.021 t) in a minute is 0.716.
  @Test func `watches a guest for the time that it is told`() throws {
    let report = try json([
      "diff", "Westmere", "Conroe", "--guest", "linux-glibc", "--within", "1 min",
    ])
    #expect(report["within_s"] as? Double == 60)
    let directions = try #require(report["directions"] as? [[String: Any]])
    let guests = try #require(directions.first?["guests"] as? [[String: Any]])
    let crossings = try #require(guests.first?["crossings"] as? [[String: Any]])
    #expect(
      crossings.compactMap { $0["verdict"] as? String } == [
        "machineCrashes", "refused", "refused", "safe",
      ])
    #expect(
      crossings.map { $0["verdict_if_forced"] as? String }.prefix(2) == [
        "machineCrashes", "machineCrashes",
      ])
    let layers = try #require(crossings.first?["layers"] as? [[String: Any]])
    let kernel = try #require(layers.first { $0["layer"] as? String == "kernel" })
    #expect(abs(try #require(kernel["probability"] as? Double) - 0.716346) < 1e-6)
  }

  @Test func `tells what range the rates leave a probability, and what crashes before`() throws {
    let run = try Command.run([
      "cpu", "diff", "Westmere", "Conroe", "--guest", "linux-glibc", "--within", "1 min",
    ])
    let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("the VM crashes, within 1 min with probability 0.716 (0.041 to 1)"))
    #expect(text.contains("with probability > 0.999, and 0.999 before the VM crashes"))
    #expect(text.contains("sse4_2 appears: processes that start there use it"))
  }

  @Test func `dies in a levelled pool too, who goes by the CPU's name`() throws {
    let run = try Command.run(["cpu", "diff", "Skylake-Server", "Broadwell"])
    let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("avx512f, avx512vl: kept from it, it dies of this without migrating"))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func `holds the rules against processes that were moved`() throws {
    let run = try Command.run(["validate", "--cpu", "--csv", "-"])
    #expect(run.code == 0, "\(run.error)")
    #expect(run.output.contains("all,engine,4749,0,138,2617\n"))
    #expect(try Command.run(["validate", "--cpu", "C12"]).code == 64)
  }

  @Test func `tells the level of three, and what each costs`() throws {
    let report = try json(["level", "Haswell", "IvyBridge", "Westmere"])
    #expect(report["level"] as? String == "1fcbfbff-82ba2203-28100800-00000001")
    let members = try #require(report["members"] as? [[String: Any]])
    #expect(members.compactMap { ($0["costs"] as? [String])?.count } == [0, 1, 9])
    let mixed = try Command.run(["cpu", "level", "Westmere", "EPYC"]).output
    #expect(mixed.contains("The vendors differ"))
  }

  @Test func `holds every CPU against every other`() throws {
    let cpus = ["Westmere", "Conroe", "Haswell,-smep"]
    let text = try Command.run(["cpu", "matrix"] + cpus).output
    #expect(text.contains("\n1 Westmere      . C .\n2 Conroe        . . .\n"))
    #expect(text.contains("C  resumes, then the VM crashes"))
    let csv = try Command.run(["cpu", "matrix"] + cpus + ["--csv", "-"]).output
    let rows = csv.split(separator: "\n")
    #expect(rows.count == 10)
    #expect(rows[0].hasPrefix("from,to,guest,mode,era,company,verdict,verdict_if_forced,"))
    #expect(
      rows[2].hasPrefix("Westmere,Conroe,linux-glibc,pv,none,alone,machineCrashes,machineCrashes,"))
    #expect(rows[3].hasPrefix("Westmere,\"Haswell,-smep\","))
    let cells = try #require(try json(["matrix"] + cpus)["cells"] as? [[String: Any]])
    #expect(cells.count == 9)
  }

  @Test func `holds all models against each other, each safe with itself, in 80 columns`() throws {
    let lines = try Command.run(["cpu", "matrix"]).output.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
    let rows = lines.filter { $0.contains(/^[ 0-9]\d \w/) }
    #expect(rows.count == 35)
    for (place, row) in rows.enumerated() {
      let letters = try #require(row.split(separator: " ").last)
      #expect(letters.count == 35)
      #expect(letters[letters.index(letters.startIndex, offsetBy: place)] == ".")
    }
  }

  @Test func `draws the matrix as SVG that is well formed and names every CPU`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).svg")
    defer { try? FileManager.default.removeItem(at: file) }
    let cpus = ["Westmere", "Conroe", "AMD:0098e3fd-bfebfbff-00000001-28100800"]
    let run = try Command.run(["cpu", "matrix"] + cpus + ["--svg", file.path])
    #expect(run.code == 0 && run.output.contains("1 Westmere"))
    let svg = try String(contentsOf: file, encoding: .utf8)
    #expect(XMLParser(data: Data(svg.utf8)).parse())
    #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
    for name in ["Westmere", "Conroe", "AMD:0098e3fd-bfebfbff-0…"] {
      // Once beside its row and once above its column.
      #expect(svg.components(separatedBy: ">\(name)</text>").count == 3, "\(name)")
    }
    #expect(svg.contains("<title>Westmere → Conroe: resumes, then the VM crashes, kernel (popcnt"))
    #expect(svg.components(separatedBy: "<g><title>").count == 10)
  }

  @Test func `tells all that is wrong at once, and writes nothing`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    let run = try Command.run([
      "cpu", "matrix", "Westmre", "Conroe,+sse9", "--guest", "linux-glib", "--svg", file,
    ])
    #expect(run.code == 65 && run.output.isEmpty)
    #expect(run.error.split(separator: "\n").count == 3)
    #expect(run.error.contains("did you mean \"Westmere\"?"))
    #expect(run.error.contains("did you mean \"linux-glibc\"?"))
    #expect(!FileManager.default.fileExists(atPath: file))
  }
}
