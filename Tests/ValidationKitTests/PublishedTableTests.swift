import Foundation
import Testing
import ValidationKit

/// Holds the table of targets against the published tables beside the checkout.
@Suite(
  .enabled(
    if: Repository.publishedTables != nil, "there are no published tables beside the checkout"))
struct `The table of targets` {
  /// The figures of each id, as the published table gives them.
  static func published() throws -> [String: Set<Double>] {
    let folder = try #require(Repository.publishedTables)
    let text = try String(
      contentsOf: folder.appending(path: "targets_open.csv"), encoding: .utf8)
    var figures: [String: Set<Double>] = [:]
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let cells = cells(of: line)
      figures[cells[0], default: []].formUnion(numbers(in: cells[5]))
    }
    return figures
  }

  static func ours() throws -> [String: Set<Double>] {
    var figures: [String: Set<Double>] = [:]
    for target in try ValidationSuite.bundled().targets {
      figures[target.id, default: []].formUnion(numbers(in: target.published))
    }
    return figures
  }

  @Test func `has every published id, and no other`() throws {
    let published = try Set(Self.published().keys)
    #expect(published.count > 60)
    #expect(try Set(Self.ours().keys) == published)
  }

  @Test func `has every published figure, and no other`() throws {
    let ours = try Self.ours()
    for (id, figures) in try Self.published() {
      let lacking = figures.subtracting(ours[id] ?? []).sorted()
      let invented = (ours[id] ?? []).subtracting(figures).sorted()
      #expect(lacking.isEmpty, "\(id) lacks \(lacking)")
      #expect(invented.isEmpty, "\(id) has \(invented) besides")
    }
  }

  private static func numbers(in text: String) -> [Double] {
    text.matches(of: /[0-9]+(\.[0-9]+)?/).compactMap { Double($0.output.0) }
  }

  private static func cells(of line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}
