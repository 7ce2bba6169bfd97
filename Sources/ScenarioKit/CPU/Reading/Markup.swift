/// An element of XML, with its place: as much of XML as libvirt writes.
struct MarkupElement {
  struct Attribute {
    let name: String
    let value: String
    fileprivate let span: Range<Int>
  }

  let name: String
  let attributes: [Attribute]
  /// The text in it, outside of its children.
  fileprivate(set) var text = ""
  fileprivate(set) var children: [MarkupElement] = []
  fileprivate let span: Range<Int>
  fileprivate var textSpan: Range<Int>?
  fileprivate let map: MarkupMap

  /// Where its name stands; counted where it is asked for, which is where something is wrong.
  var place: SourcePlace { map.place(span) }
  /// Where its text stands, or else its name.
  var textPlace: SourcePlace { map.place(textSpan ?? span) }

  func attribute(_ name: String) -> Attribute? { attributes.first { $0.name == name } }
  func place(of attribute: Attribute) -> SourcePlace { map.place(attribute.span) }

  /// The children of that name.
  func all(_ name: String) -> [MarkupElement] { children.filter { $0.name == name } }

  /// The first element, this one or below it, that passes the test; depth first.
  func first(where isWanted: (MarkupElement) -> Bool) -> MarkupElement? {
    if isWanted(self) { return self }
    for child in children {
      if let found = child.first(where: isWanted) { return found }
    }
    return nil
  }
}

/// Where the scalars of a text stand in its file.
private struct MarkupMap {
  let lines: PlacedLines
  /// Where each line begins.
  let starts: [Int]

  func place(_ span: Range<Int>) -> SourcePlace {
    // The last line that begins at the span or before it.
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= span.lowerBound { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return lines.place }
    let line = lines.lines[low - 1]
    let scalars = line.text.unicodeScalars
    func index(_ offset: Int) -> String.Index {
      scalars.index(scalars.startIndex, offsetBy: offset, limitedBy: scalars.endIndex)
        ?? scalars.endIndex
    }
    let first = span.lowerBound - starts[low - 1]
    return line.place(of: line.text[index(first)..<index(first + span.count)])
  }
}

/// Reads XML without a document type of its own: elements, attributes, text, comments and the five
/// named entities.
///
/// By hand, since a library for the whole of XML would be loaded at every start of the program.
struct MarkupReader {
  private let findings: Findings
  private let scalars: [Unicode.Scalar]
  private let map: MarkupMap
  private var position = 0
  private var open: [MarkupElement] = []
  private var root: MarkupElement?
  /// libvirt nests a handful.
  private static let deepest = 64

  init(_ lines: PlacedLines, _ findings: Findings) {
    self.findings = findings
    var scalars: [Unicode.Scalar] = []
    var starts: [Int] = []
    for line in lines.lines {
      starts.append(scalars.count)
      scalars += line.text.unicodeScalars
      scalars.append("\n")
    }
    self.scalars = scalars
    map = MarkupMap(lines: lines, starts: starts)
  }

  /// The outermost element; nil where the text is no XML, which has then been reported.
  mutating func read() -> MarkupElement? {
    while position < scalars.count {
      guard scalars[position] == "<" else {
        readText()
        continue
      }
      if skip("<!--", to: "-->") || skip("<?", to: "?>") || skip("<!", to: ">") { continue }
      guard readTag() else { return nil }
      if root != nil, open.isEmpty { return root }
    }
    if let last = open.last {
      findings.report("<\(last.name)> is not closed", at: last.place)
    } else {
      findings.report("there is no element here", at: map.lines.place)
    }
    return nil
  }

  private func place(_ first: Int, _ last: Int) -> SourcePlace { map.place(first..<last) }

  private mutating func readText() {
    let first = position
    while position < scalars.count, scalars[position] != "<" { position += 1 }
    let text = decoded(first, position)
    guard !open.isEmpty, !text.allSatisfy(\.isWhitespace) else { return }
    let trimmed = String(text[...].trimmed)
    var begin = first
    while scalars[begin].properties.isWhitespace { begin += 1 }
    open[open.count - 1].text += trimmed
    open[open.count - 1].textSpan = begin..<begin + trimmed.unicodeScalars.count
  }

  private func decoded(_ first: Int, _ last: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[first..<last])
    let text = String(view)
    guard text.contains("&") else { return text }
    return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
      .reduce(text) { $0.replacing($1.0, with: $1.1) }
  }

  private mutating func skip(_ begin: String, to end: String) -> Bool {
    guard stands(begin, at: position) else { return false }
    position += begin.unicodeScalars.count
    while position < scalars.count, !stands(end, at: position) { position += 1 }
    position = min(position + end.unicodeScalars.count, scalars.count)
    return true
  }

  private func stands(_ text: String, at place: Int) -> Bool {
    place + text.unicodeScalars.count <= scalars.count
      && text.unicodeScalars.elementsEqual(
        scalars[place..<place + text.unicodeScalars.count])
  }

  /// A tag that opens, closes, or does both; false where it is none, which is then reported.
  private mutating func readTag() -> Bool {
    let first = position
    position += 1
    let closes = position < scalars.count && scalars[position] == "/"
    if closes { position += 1 }
    let name = word()
    guard !name.isEmpty else {
      findings.report("a tag has no name", at: place(first, first + 1))
      return false
    }
    let tag = first..<position
    var attributes: [MarkupElement.Attribute] = []
    while true {
      skipBlanks()
      guard position < scalars.count else {
        findings.report("the tag <\(name)> does not end", at: map.place(tag))
        return false
      }
      switch scalars[position] {
      case ">":
        position += 1
        return closes ? close(name, tag) : begin(name, attributes, tag)
      case "/" where stands("/>", at: position):
        position += 2
        guard begin(name, attributes, tag) else { return false }
        return close(name, tag)
      default:
        guard let attribute = attribute(of: name) else { return false }
        attributes.append(attribute)
      }
    }
  }

  private mutating func begin(
    _ name: String, _ attributes: [MarkupElement.Attribute], _ tag: Range<Int>
  ) -> Bool {
    guard open.count < Self.deepest else {
      findings.report("elements are nested more than \(Self.deepest) deep", at: map.place(tag))
      return false
    }
    open.append(MarkupElement(name: name, attributes: attributes, span: tag, map: map))
    return true
  }

  private mutating func close(_ name: String, _ tag: Range<Int>) -> Bool {
    guard let element = open.popLast(), element.name == name else {
      findings.report("</\(name)> closes nothing that is open here", at: map.place(tag))
      return false
    }
    if open.isEmpty {
      root = element
    } else {
      open[open.count - 1].children.append(element)
    }
    return true
  }

  private mutating func attribute(of element: String) -> MarkupElement.Attribute? {
    let first = position
    let name = word()
    skipBlanks()
    guard !name.isEmpty, position < scalars.count, scalars[position] == "=" else {
      findings.report(
        "an attribute of <\(element)> is not name='value'", at: place(first, max(position, first)))
      return nil
    }
    position += 1
    skipBlanks()
    guard position < scalars.count, scalars[position] == "'" || scalars[position] == "\"" else {
      findings.report("the value of \(name) is not quoted", at: place(first, position))
      return nil
    }
    let quote = scalars[position]
    let begin = position + 1
    position = begin
    while position < scalars.count, scalars[position] != quote { position += 1 }
    let value = decoded(begin, position)
    defer { position = min(position + 1, scalars.count) }
    return .init(name: name, value: value, span: begin..<position)
  }

  private mutating func word() -> String {
    var view = String.UnicodeScalarView()
    while position < scalars.count {
      let scalar = scalars[position]
      guard
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
          || "-_.:".unicodeScalars
            .contains(scalar)
      else { break }
      view.append(scalar)
      position += 1
    }
    return String(view)
  }

  private mutating func skipBlanks() {
    while position < scalars.count, scalars[position].properties.isWhitespace { position += 1 }
  }
}
