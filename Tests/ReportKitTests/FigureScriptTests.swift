import Foundation
import ReportKit
import SampleRuns
import StudyKit
import Testing

@Suite struct `A figure's script` {
  private static let figures = """
    figures:
      - {name: downtime, kind: response, title: "Downtime, in 'ms'", x: writes, y: downtime,
         series: policy, log: [x, y]}
      - {name: front, kind: front, x: total time, y: downtime, series: policy}
      - {name: shares, kind: heat map, x: policy, y: writes, value: completed}
      - {name: rounds, kind: rounds, series: policy, log: [y]}
      - {name: pings, kind: pings, series: policy}

    """

  private func scripts() async throws -> [(name: String, text: String)] {
    let results = try await SmallStudy.results(figures: Self.figures)
    return try results.study.wantedFigures.map {
      ($0.name, FigureScript(try Figure(results, $0)).text)
    }
  }

  @Test func `is written as it was`() async throws {
    for (name, text) in try await scripts() {
      try Golden.expect(text, toBe: "\(name).gp")
    }
  }

  /// Where gnuplot is there, it takes every script without a word, and draws each mark's colour.
  @Test(.enabled(if: Gnuplot.isThere)) func `is drawn by gnuplot`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in try await scripts() {
      try Data(text.utf8).write(to: folder.appending(path: "\(name).gp"))
      let said = try Gnuplot.run(["\(name).gp"], in: folder)
      #expect(said.isEmpty, "\(name): \(said)")
      let drawn = try String(contentsOf: folder.appending(path: "\(name).svg"), encoding: .utf8)
      #expect(drawn.hasPrefix("<?xml") && drawn.contains("</svg>"))
      if name == "downtime" {
        #expect(
          drawn.contains("Downtime, in &apos;ms&apos;") || drawn.contains("Downtime, in 'ms'"))
      }
    }
  }
}

/// The program that draws.
enum Gnuplot {
  static let isThere = (try? run(["--version"], in: FileManager.default.temporaryDirectory)) == ""

  /// What it complains of.
  static func run(_ arguments: [String], in folder: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gnuplot"] + arguments
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = pipe
    try process.run()
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: said, as: UTF8.self)
  }
}
