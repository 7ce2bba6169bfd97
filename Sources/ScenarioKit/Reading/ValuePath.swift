/// Where a value stands in a scenario file: `vms[db].workload.classes[heap].writes`.
///
/// Keys have points between them. An item of a list stands in brackets: by its `name`, by what it
/// does (`timeline[migrate]`, if one step alone does that), or by its number from 0.
package struct ValuePath: Hashable, Sendable {
  enum Part: Hashable, Sendable {
    case key(String)
    case item(String)
  }

  /// As it was written.
  package let text: String
  package let place: SourcePlace
  let parts: [Part]

  init(_ text: String, at place: SourcePlace) throws(FormError) {
    self.text = text
    self.place = place
    parts = try Self.parts(of: text)
  }

  private static func parts(of text: String) throws(FormError) -> [Part] {
    var parts: [Part] = []
    var rest = text[...]
    while !rest.isEmpty {
      if rest.first == "[" {
        guard !parts.isEmpty, let end = rest.firstIndex(of: "]"), rest.dropFirst().first != "]"
        else { throw FormError(message: "\"\(text)\" is no path, such as \"vms[web].memory\"") }
        parts.append(.item(String(rest[rest.index(after: rest.startIndex)..<end])))
        rest = rest[rest.index(after: end)...]
      } else {
        let key = rest.prefix { $0 != "." && $0 != "[" }
        guard !key.isEmpty else {
          throw FormError(message: "\"\(text)\" is no path, such as \"vms[web].memory\"")
        }
        parts.append(.key(String(key)))
        rest = rest.dropFirst(key.count)
      }
      if rest.first == "." {
        rest = rest.dropFirst()
        guard !rest.isEmpty, rest.first != "[" else {
          throw FormError(message: "\"\(text)\" ends in a point, or has one before a bracket")
        }
      } else if let next = rest.first, next != "[" {
        throw FormError(message: "\"\(text)\" needs a point after a bracket")
      }
    }
    guard case .key = parts.first else { throw FormError(message: "a path is empty") }
    return parts
  }

  /// Whether what the other one leads to stands in what this one leads to, or is the same.
  package func isAround(_ other: ValuePath) -> Bool { other.parts.starts(with: parts) }

  /// Equal ones lead to the same place, wherever they were written.
  package static func == (a: ValuePath, b: ValuePath) -> Bool { a.parts == b.parts }

  package func hash(into hasher: inout Hasher) { hasher.combine(parts) }

  /// `tree` with `value` where the path leads; nil where it leads nowhere, which is then reported.
  ///
  /// The last keys need not be there yet: what they stand for may have been left out.
  package func setting(
    _ value: SourceNode, in tree: SourceNode, _ findings: Findings
  ) -> SourceNode? {
    set(value, in: tree, parts[...], findings)
  }

  private func set(
    _ value: SourceNode, in node: SourceNode, _ rest: ArraySlice<Part>, _ findings: Findings
  ) -> SourceNode? {
    guard let part = rest.first else { return value }
    switch (part, node) {
    case (.key(let key), .mapping(var entries, let place)):
      if let index = entries.firstIndex(where: { $0.key.value == key }) {
        guard let changed = set(value, in: entries[index].value, rest.dropFirst(), findings)
        else { return nil }
        entries[index].value = changed
      } else {
        let empty = SourceNode.mapping([], self.place)
        guard let made = set(value, in: empty, rest.dropFirst(), findings) else { return nil }
        entries.append((Name(key, at: self.place), made))
      }
      return .mapping(entries, place)
    case (.key(let key), _):
      let advice =
        if case .list = node { "name one of its items in brackets" } else {
          "write it as a mapping in the scenario"
        }
      findings.report(
        "\"\(key)\" has nowhere to stand: what comes before it is \(node.noun); \(advice)",
        at: place,
        notes: [.init(message: "it stands here", place: node.place)])
      return nil
    case (.item(let name), .list(var items, let place)):
      guard let index = position(of: name, in: items, at: place, findings),
        let changed = set(value, in: items[index], rest.dropFirst(), findings)
      else { return nil }
      items[index] = changed
      return .list(items, place)
    case (.item(let name), .mapping(let entries, _)) where entries.isEmpty:
      findings.report("there is no list here to have an item \"\(name)\"", at: self.place)
      return nil
    case (.item(let name), _):
      findings.report(
        "\"\(name)\" is to be an item of a list, and this is \(node.noun)", at: place,
        notes: [.init(message: "it stands here", place: node.place)])
      return nil
    }
  }

  /// Which item is called so, does that, or has that number; nil where none or several do.
  private func position(
    of name: String, in items: [SourceNode], at list: SourcePlace, _ findings: Findings
  ) -> Int? {
    for key in ["name", "do"] {
      let found = items.indices.filter { items[$0].text(of: key) == name }
      if found.count == 1 { return found[0] }
      if found.count > 1 {
        let numbers = found.map { "[\($0)]" }.joined(separator: ", ")
        findings.report("several items are \"\(name)\": take a number, \(numbers)", at: place)
        return nil
      }
    }
    if let number = Int(name) {
      if items.indices.contains(number) { return number }
      let count = items.count == 1 ? "1 item" : "\(items.count) items"
      findings.report("the list has \(count), numbered from 0", at: place)
      return nil
    }
    let names = items.compactMap { $0.text(of: "name") ?? $0.text(of: "do") }
    let near = findings.nearest(to: name, among: names)
    findings.report(
      "no item of this list is called \"\(name)\"", at: place, suggestion: near,
      notes: [.init(message: "the list stands here", place: list)])
    return nil
  }
}

extension SourceNode {
  /// The text of a mapping's entry; nil where there is none, or it is no text.
  func text(of key: String) -> String? {
    guard case .mapping(let entries, _) = self,
      case .scalar(let text, _, _)? = entries.first(where: { $0.key.value == key })?.value
    else { return nil }
    return text
  }
}

extension Form where Value == ValuePath {
  /// A path to a value of a scenario.
  package static var path: Form {
    Form(
      schema: .object([
        ("type", .string("string")),
        ("pattern", .string("^[^.\\[\\]]+(\\.[^.\\[\\]]+|\\[[^\\]]+\\])*$")),
        ("examples", .array([.string("vms[web].memory"), .string("migration.bandwidth_cap")])),
      ]),
      placeholder: .nowhere
    ) { node, findings in
      guard case .scalar(let text, _, let place) = node else {
        findings.report("a path is wanted here, not \(node.noun)", at: node.place)
        return nil
      }
      do throws(FormError) {
        return try ValuePath(text, at: place)
      } catch {
        findings.report(error.message, at: place)
        return nil
      }
    }
  }
}

extension ValuePath {
  /// Stands where a path could not be read.
  static var nowhere: ValuePath { ValuePath(at: SourcePlace(file: "")) }

  private init(at place: SourcePlace) {
    text = ""
    self.place = place
    parts = []
  }
}
