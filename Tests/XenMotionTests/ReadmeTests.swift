import Foundation
import Testing

/// The README's own words, tried out: its files, its commands, and what they are said to print.
@Suite struct `The README` {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let lines = (try? String(contentsOf: root.appending(path: "README.md"), encoding: .utf8))?
    .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)

  /// A fenced block: what stands behind its fence, and its lines.
  struct Block {
    let info: [String]
    var lines: [String] = []
  }

  /// A command of a block, and the excerpts that follow it; dots stand for what is left out.
  struct Transcript {
    let command: String
    var excerpts: [[String]] = [[]]
  }

  static func blocks() throws -> [Block] {
    var blocks: [Block] = []
    var isInside = false
    for line in try #require(lines) {
      if line.hasPrefix("```") {
        isInside.toggle()
        if isInside {
          blocks.append(Block(info: line.dropFirst(3).split(separator: " ").map(String.init)))
        }
      } else if isInside {
        blocks[blocks.count - 1].lines.append(line)
      }
    }
    return blocks
  }

  static func transcripts() throws -> [Transcript] {
    var found: [Transcript] = []
    for line in try blocks().filter({ $0.info == ["console"] }).flatMap(\.lines) {
      if line.hasPrefix("$ ") {
        found.append(Transcript(command: String(line.dropFirst(2))))
      } else if line == "..." {
        found[found.count - 1].excerpts.append([])
      } else {
        found[found.count - 1].excerpts[found[found.count - 1].excerpts.count - 1].append(line)
      }
    }
    return found
  }

  /// The text in one line, so that breaking lines elsewhere changes nothing.
  func unwrapped(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func `shows what its commands print`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "xenmotion \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for block in try Self.blocks() where block.info.count == 2 {
      try (block.lines.joined(separator: "\n") + "\n")
        .write(to: folder.appending(path: block.info[1]), atomically: true, encoding: .utf8)
    }
    let transcripts = try Self.transcripts()
    #expect(transcripts.count >= 6)
    let place = "cd '\(folder.path)'; xenmotion() { \"$XENMOTION\" \"$@\"; }"
    for transcript in transcripts {
      let run = try Command.shell("\(place); \(transcript.command)")
      var rest = unwrapped(run.output + run.error)[...]
      for excerpt in transcript.excerpts.map({ unwrapped($0.joined(separator: "\n")) })
      where !excerpt.isEmpty {
        // In the order in which they are shown.
        guard let place = rest.range(of: excerpt) else {
          Issue.record("\(transcript.command) does not print:\n\(excerpt)\nbut:\n\(run.output)")
          break
        }
        rest = rest[place.upperBound...]
      }
    }
  }

  @Test func `points only to what is there`() throws {
    var count = 0
    for line in try #require(Self.lines) {
      for link in line.matches(of: /\]\(([^)]+)\)/) {
        let path = Self.root.appending(path: String(link.1)).path
        #expect(FileManager.default.fileExists(atPath: path), "\(link.1)")
        count += 1
      }
    }
    #expect(count >= 20)
  }
}
