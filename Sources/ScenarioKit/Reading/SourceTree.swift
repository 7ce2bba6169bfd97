import Yams

/// Turns YAML text into a tree of values with their places, whatever the text.
package struct SourceTree {
  let source: SourceText
  let findings: Findings
  /// Values nested deeper than any scenario nests them are refused.
  private static let deepest = 64

  /// The top-level value; nil where there is none to read, which has then been reported.
  package static func parse(_ source: SourceText, findings: Findings) -> SourceNode? {
    SourceTree(source: source, findings: findings).parse()
  }

  private func parse() -> SourceNode? {
    guard !refersToAnchors() else { return nil }
    var lines = source.lines
    // A key given twice stops the reader. It is reported, disguised in a copy of the text and
    // skipped later, so that one such mistake does not hide the others.
    for round in 0..<Self.mostRepeatedKeys {
      let text = lines == source.lines ? source.text : lines.joined(separator: "\n")
      do {
        // Every form reads plain text, so that no tag need be found for it by regular expressions.
        guard let node = try Yams.compose(yaml: text, .basic, .default, .utf8), !isBlank(node)
        else {
          findings.report("the file is empty", at: SourcePlace(file: source.name))
          return nil
        }
        return convert(node, depth: 0)
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        let first = place(context.mark, length: keys.first?.unicodeScalars.count ?? 1)
        guard let again = repetition(of: first, in: lines) else {
          report(repeatedKeyAt: first, of: nil)
          return nil
        }
        report(repeatedKeyAt: again, of: first)
        disguise(again, in: &lines, as: round)
      } catch {
        report(error)
        return nil
      }
    }
    return nil
  }

  private func isBlank(_ node: Node) -> Bool {
    guard case .scalar(let scalar) = node else { return false }
    return scalar.string.isEmpty && scalar.style == .plain
  }

  private func convert(_ node: Node, depth: Int) -> SourceNode {
    let start =
      node.mark.map { place($0, length: 1) } ?? SourcePlace(file: source.name, line: 1, column: 1)
    guard depth <= Self.deepest else {
      findings.report("values are nested more than \(Self.deepest) deep", at: start)
      return .scalar("", isQuoted: false, start)
    }
    switch node {
    case .scalar(let scalar):
      let isQuoted = scalar.style != .plain
      let length = writtenLength(of: scalar, at: start)
      let place = SourcePlace(
        file: start.file, line: start.line, column: start.column, length: length)
      return .scalar(scalar.string, isQuoted: isQuoted, place)
    case .sequence(let sequence):
      return .list(sequence.map { convert($0, depth: depth + 1) }, start)
    case .mapping(let mapping):
      var entries: [(key: Name, value: SourceNode)] = []
      for (key, value) in mapping {
        let converted = convert(key, depth: depth + 1)
        guard case .scalar(let text, _, let place) = converted else {
          findings.report("a key must be a word, not \(converted.noun)", at: converted.place)
          continue
        }
        if !Self.isDisguised(text) {
          entries.append((Name(text, at: place), convert(value, depth: depth + 1)))
        }
      }
      return .mapping(entries, start)
    case .alias:
      return .scalar("", isQuoted: false, start)
    }
  }

  /// The scalars that a value takes in its line, quotation marks included.
  private func writtenLength(of scalar: Node.Scalar, at place: SourcePlace) -> Int {
    let count = scalar.string.unicodeScalars.count
    let rest = source.lengths[place.line - 1] - place.column + 1
    switch scalar.style {
    case .singleQuoted, .doubleQuoted: return min(count + 2, rest)
    case .literal, .folded: return 1
    default: return min(count, rest)
    }
  }

  func place(_ mark: Mark, length: Int) -> SourcePlace {
    // Errors at the end of the text are marked past its last line.
    let line = min(max(mark.line, 1), source.lines.count)
    let column = line == mark.line ? mark.column : source.lengths[line - 1] + 1
    return SourcePlace(file: source.name, line: line, column: max(column, 1), length: length)
  }
}
