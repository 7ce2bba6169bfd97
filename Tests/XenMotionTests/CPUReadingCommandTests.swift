import Foundation
import Testing

@Suite struct `CPUs from files` {
  private func shell(_ line: String) throws -> Command.Outcome { try Command.shell(line) }

  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test func `are read from stdin in each form in which they are written`() throws {
    for form in ["xapi", "linux", "libvirt", "qemu", "xen"] {
      let run = try shell(
        #""$XENMOTION" cpu show Conroe --as \#(form) | "$XENMOTION" cpu diff @- Conroe --json -"#)
      #expect(run.code == 0, "\(form): \(run.error)")
      let report =
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
      let directions = try #require(report?["directions"] as? [[String: Any]])
      let lost = directions.compactMap { ($0["lost"] as? [String: [String]])?["all"] }
      #expect(lost == [[], []], "\(form)")
    }
  }

  @Test func `are printed in one form alone, with what it leaves out on stderr`() throws {
    let legacy = try Command.run(["cpu", "show", "core-i7-860", "--as", "legacy"])
    #expect(legacy.output == "0098e3fd-bfebfbff-00000001-28100800\n")
    let linux = try Command.run(["cpu", "show", "SandyBridge", "--as", "linux"])
    #expect(linux.output.contains("\nflags\t\t: fpu vme de pse tsc "))
    #expect(linux.error == "note: linux leaves out osxsave itsc\n")
  }

  @Test func `tell where they come from, and what the text leaves open`() throws {
    try withFolder { folder in
      let file = folder.appending(path: "host.txt")
      try "vendor: GenuineIntel\nfeatures: 0098e3fd-bfebfbff-00000001-28100800\n"
        .write(to: file, atomically: true, encoding: .utf8)
      let run = try Command.run(["cpu", "show", "@\(file.path),-popcnt"])
      #expect(run.code == 0)
      #expect(run.output.hasPrefix("host.txt,-popcnt\n"))
      #expect(run.output.contains("as xe host-cpu-info"))
      #expect(run.output.contains("four words tell nothing of leaf 7"))
      #expect(!run.output.contains("popcnt "))
    }
  }

  @Test func `tell all that is wrong at once, with the file and the place`() throws {
    try withFolder { folder in
      let file = folder.appending(path: "a")
      try "flags: fpu ssse4\nflags: mmx\n".write(to: file, atomically: true, encoding: .utf8)
      let run = try Command.run(["cpu", "level", "@\(file.path)", "Westmre"])
      #expect(run.code == 65 && run.output.isEmpty)
      #expect(run.error.contains("did you mean \"Westmere\"?"))
      #expect(run.error.contains("a:1:12: error: there is no CPU feature \"ssse4\"; did you mean"))
      #expect(run.error.contains("a:2:8: error: processor 1 lacks fpu, ssse4 and has mmx"))
      let missing = try Command.run(["cpu", "show", "@\(file.path)x"])
      #expect(missing.code == 66 && missing.error.contains("there is no such file"))
      let empty = try shell(#""$XENMOTION" cpu show @- < /dev/null"#)
      #expect(empty.code == 65 && empty.error.contains("<stdin>: error: there is nothing here"))
    }
  }

  @Test func `may stand in a scenario, beside it`() throws {
    try withFolder { folder in
      let base = try String(
        contentsOf: URL(filePath: Command.scenario("../../Scenarios/6.J.yaml")), encoding: .utf8)
      let run = try shell(
        #""$XENMOTION" cpu show Conroe --as linux > '\#(folder.path)/cpuinfo'"#)
      #expect(run.code == 0)
      let scenario = folder.appending(path: "s.yaml")
      let changed = base.replacing("model: Core-i7-860 #", with: "file: cpuinfo #")
      #expect(changed != base)
      try changed.write(to: scenario, atomically: true, encoding: .utf8)
      let checked = try Command.run(["check", scenario.path])
      #expect(checked.code == 0, "\(checked.error)")
    }
  }
}

@Suite struct `The list of CPUs` {
  @Test func `has models and real ones, in 80 columns`() throws {
    let run = try Command.run(["cpu", "list"])
    #expect(run.code == 0)
    let lines = run.output.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.contains { $0.contains(/^Haswell-noTSX +intel +2013 +AVX2 +Xeon-E5-2650-v3$/) })
    #expect(lines.contains { $0.contains(/^FX-8150 +amd +2011 +AVX$/) })
  }

  @Test func `tells each one's source`() throws {
    let run = try Command.run(["cpu", "list", "--json", "-"])
    let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let models = try #require(report?["models"] as? [[String: Any]])
    let cpus = try #require(report?["cpus"] as? [[String: Any]])
    #expect(models.count == 35 && cpus.count == 65)
    #expect((models + cpus).allSatisfy { ($0["source"] as? String)?.isEmpty == false })
    let first = try #require(cpus.first)
    #expect(
      first["source"] as? String == "libvirt tests/cputestdata/x86_64-cpuid-A10-5800K.xml")
  }
}

@Suite struct `What a restore checks` {
  // A guest of Milan (2440 bytes of XSAVE) on Naples (832): Xen to 4.2 sends the whole area and
  // refuses it there; XenServer 7's counts what is in use, which is AVX.
  @Test(arguments: [
    ("pre-stream", "restoreFails"), ("context-only", "safe"), ("policy-stream", "safe"),
  ])
  func `may be told apart from the toolstack's era`(checks: String, verdict: String) throws {
    let run = try Command.run([
      "cpu", "matrix", "EPYC-7713-64-Core", "EPYC", "--csv", "-", "--checks", checks,
    ])
    let row = try #require(run.output.split(separator: "\n").dropFirst(2).first)
    #expect(row.hasPrefix("EPYC-7713-64-Core,EPYC,linux-glibc,pv,none,alone,\(verdict),"))
    #expect(row.contains("(2440 and 832 bytes)") == (verdict == "restoreFails"))
  }

  @Test func `is named in the reports`() throws {
    let run = try Command.run([
      "cpu", "matrix", "EPYC", "Conroe", "--era", "levelling", "--checks", "context-only",
    ])
    #expect(run.output.contains("restores check context-only"))
    let wrong = try Command.run(["cpu", "matrix", "--checks", "none"])
    #expect(wrong.code == 64)
  }
}

@Suite struct `Matrices of several guests` {
  @Test func `are one after the other in text and CSV, and a list in JSON`() throws {
    let arguments = [
      "cpu", "matrix", "Westmere", "Conroe", "--guest", "numerical", "--guest", "linux-glibc",
    ]
    let text = try Command.run(arguments).output
    #expect(text.contains("Guest numerical (pv)") && text.contains("Guest linux-glibc (pv)"))
    let csv = try Command.run(arguments + ["--csv", "-"]).output.split(separator: "\n")
    #expect(csv.count == 1 + 8)
    let json = try Command.run(arguments + ["--json", "-"]).output
    let report = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect((report?["matrices"] as? [Any])?.count == 2)
  }

  @Test func `are for all guests where that is asked, and drawn side by side`() throws {
    let arguments = ["cpu", "matrix", "Westmere", "Conroe", "--all-guests"]
    let json = try Command.run(arguments + ["--json", "-"]).output
    let report = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let count = try #require((report?["matrices"] as? [Any])?.count)
    #expect(count > 10)
    let svg = try Command.run(arguments + ["--svg", "-"]).output
    #expect(svg.components(separatedBy: "<g transform=\"translate(").count == 1 + count)
    #expect(svg.components(separatedBy: "</svg>").count == 2)
    let both = try Command.run(["cpu", "matrix", "--all-guests", "--guest", "numerical"])
    #expect(both.code == 64)
  }
}
