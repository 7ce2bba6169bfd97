/// What a value asks for its fields: one description, two readings.
///
/// A value is made by asking for each of its fields by name, with its form and what it means.
/// Read from a file, the answers are what stands there, and what is missing, unknown or wrong is
/// reported, all at once. Described, the same questions are written down as JSON Schema.
package struct Fields {
  enum Mode { case reading, absent, describing }

  let mode: Mode
  private let entries: [(key: Name, value: SourceNode)]
  /// The thing that has the fields, for messages: "a host".
  private let noun: String
  /// Where the mapping begins.
  package let place: SourcePlace
  private let findings: Findings
  private var asked: [String] = []
  var properties: [(String, JSON)] = []
  var required: [String] = []
  var variants: [JSON] = []
  /// Keys that must stand and do not, with their meanings.
  private var missing: [(key: String, meaning: String)] = []
  /// Set where it is unknown which keys may stand.
  private var hasUnknownVariant = false

  static func reading(
    _ entries: [(key: Name, value: SourceNode)], of noun: String, at place: SourcePlace,
    findings: Findings
  ) -> Fields {
    Fields(mode: .reading, entries: entries, noun: noun, place: place, findings: findings)
  }

  /// Answers every question with a placeholder or default, and reports nothing.
  static func absent() -> Fields { Fields(mode: .absent) }

  static func describing() -> Fields { Fields(mode: .describing) }

  private init(
    mode: Mode, entries: [(key: Name, value: SourceNode)] = [], noun: String = "",
    place: SourcePlace = SourcePlace(file: ""), findings: Findings = Findings(file: "")
  ) {
    self.mode = mode
    self.entries = entries
    self.noun = noun
    self.place = place
    self.findings = findings
  }

  /// A field that must stand; where it does not, the form's placeholder and a report.
  package mutating func required<Value>(_ key: String, _ form: Form<Value>, _ meaning: String)
    -> Value
  {
    describe(key, form, meaning, isRequired: true)
    if let node = node(key) {
      return form.read(node, findings) ?? form.placeholder()
    }
    if !entries.contains(where: { $0.key.value == key }) { missing.append((key, meaning)) }
    return form.placeholder()
  }

  /// A field that may be left out; the form's placeholder where it is wrong, which is reported.
  package mutating func optional<Value>(
    _ key: String, _ form: Form<Value>, _ meaning: String
  ) -> Value? {
    describe(key, form, meaning)
    return node(key).map { form.read($0, findings) ?? form.placeholder() }
  }

  /// A field that may be left out; `text` is then read in its place.
  package mutating func optional<Value>(
    _ key: String, _ form: Form<Value>, default text: String, _ meaning: String
  ) -> Value {
    describe(key, form, meaning, default: text)
    if let node = node(key), let value = form.read(node, findings) { return value }
    let own = Findings(file: "")
    let written = SourceNode.scalar(text, isQuoted: false, place)
    guard let value = form.read(written, own) else {
      preconditionFailure("the default of \(key) is not of its form: \(text)")
    }
    return value
  }

  /// A list of mappings, empty where it is left out.
  package mutating func list<Value>(
    _ key: String, of noun: String, _ meaning: String, _ make: @escaping (inout Fields) -> Value
  ) -> [Value] {
    optional(key, .list(of: .object(noun, make)), meaning) ?? []
  }

  /// Fields that depend on the word under `key`.
  package mutating func variant<Value>(
    _ key: String, _ meaning: String, placeholder: @autoclosure () -> Value,
    _ variants: [Variant<Value>]
  ) -> Value {
    let words = Form<Int>.choice(variants.indices.map { (variants[$0].word, $0) })
    if mode == .describing { describe(variants: variants, key: key, own: words, meaning) }
    guard mode == .reading else { return placeholder() }
    if !entries.contains(where: { $0.key.value == key }) { missing.append((key, meaning)) }
    guard let node = node(key), let index = words.read(node, findings) else {
      hasUnknownVariant = true
      return placeholder()
    }
    return variants[index].make(&self)
  }

  /// Reports each key that was not asked for, and each that is missing.
  func reportUnknownAndMissingKeys() {
    guard mode == .reading else { return }
    var misspelt: Set<String> = []
    for (key, value) in entries where !hasUnknownVariant && !asked.contains(key.value) {
      guard let meant = reportUnknown(key) else { continue }
      misspelt.insert(meant)
      if case .list = value { findings.hasUnreadableList = true }
    }
    for (key, meaning) in missing where !misspelt.contains(key) {
      findings.report("\(noun) needs \"\(key)\": \(Self.inSentence(meaning))", at: place)
    }
  }

  /// Returns the key that was probably meant.
  private func reportUnknown(_ key: Name) -> String? {
    if key.value == "<<" {
      findings.report("merge keys (<<) are not supported: write the keys out", at: key.place)
      return nil
    }
    // What is there already was not meant, unless the key was put there from another file.
    let isOwn = key.place.file == place.file
    let likely = asked.filter { name in !isOwn || !entries.contains { $0.key.value == name } }
    let suggestion = findings.nearest(to: key.value, among: likely)
    let known = Diagnostic.Note(message: "it has \(asked.joined(separator: ", "))", place: nil)
    findings.report(
      "\(noun) has no key \"\(key.value)\"", at: key.place, suggestion: suggestion,
      notes: suggestion == nil ? [known] : [])
    return suggestion
  }

  private mutating func node(_ key: String) -> SourceNode? {
    asked.append(key)
    guard let entry = entries.first(where: { $0.key.value == key }) else { return nil }
    if entry.value.isNull {
      findings.report("\"\(key)\" has no value", at: entry.key.place)
      return nil
    }
    return entry.value
  }

  private static func inSentence(_ meaning: String) -> String {
    let sentence = meaning.prefix { $0 != "." && $0 != ";" }
    return sentence.prefix(1).lowercased() + sentence.dropFirst()
  }
}

/// A word that stands for a kind of thing, and the further fields of that kind.
package struct Variant<Value> {
  let word: String
  let meaning: String
  let make: (inout Fields) -> Value

  package init(_ word: String, _ meaning: String, _ make: @escaping (inout Fields) -> Value) {
    self.word = word
    self.meaning = meaning
    self.make = make
  }
}

extension Fields {
  /// Reports a mistake that concerns several fields together.
  package func report(_ message: String) {
    if mode == .reading { findings.report(message, at: place) }
  }
}
