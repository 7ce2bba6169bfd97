import MigrationSim

/// Reads what people have of a CPU's features: finds out the form, and reports every mistake.
struct CPUReader {
  let catalogue: CPUCatalogue
  let findings: Findings

  /// Nil where the text tells of no CPU, which has then been reported.
  func read(_ text: PlacedLines) -> CPUReading? {
    let count = findings.diagnostics.count
    let reading = reading(of: text)
    // A reading with mistakes is none: the features that could not be read are missing from it.
    return findings.diagnostics.count == count ? reading : nil
  }

  private func reading(of text: PlacedLines) -> CPUReading? {
    if text.isList { return names(in: text) }
    let lines = text.lines.filter { !$0.text.allSatisfy(\.isWhitespace) }
    guard let first = lines.first else {
      findings.report("there is nothing here that tells of a CPU", at: text.place)
      return nil
    }
    if first.text.first(where: { !$0.isWhitespace }) == "<" { return libvirt(text) }
    let entries = lines.compactMap(CPUEntry.init)
    if entries.contains(where: { HostCPUInfoKey.isTold(by: $0.key) }) {
      return hostCPUInfo(entries, in: text)
    }
    if entries.contains(where: { CPUInfoBlock.keys.contains($0.key) }) {
      return cpuinfo(entries, in: text)
    }
    guard lines.count == 1 else { return names(in: text) }
    return line(first, in: text)
  }

  /// One line: words of digits, a model with features behind commas, or names.
  private func line(_ line: PlacedLines.Line, in text: PlacedLines) -> CPUReading? {
    let whole = line.text[...].trimmed
    let words = whole.split(separator: "-", omittingEmptySubsequences: false)
    if FeatureSet.isMeant(by: whole) {
      return featureSet(whole, words, in: line)
    }
    let parts = whole.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
    let hasSigns = parts.contains { $0.hasPrefix("+") || $0.hasPrefix("-") || $0.contains("=") }
    let isNamed = parts.first.map { catalogue.base(named: String($0)) != nil } ?? false
    if hasSigns || isNamed || whole.hasPrefix("-cpu") { return qemu(whole, in: line) }
    // One unknown word is more likely a model's name than a feature's.
    if parts.count == 1, !whole.contains(where: \.isWhitespace),
      catalogue.feature(String(whole)) == nil,
      let near = findings.nearest(
        to: String(whole), among: catalogue.modelNames + catalogue.cpuNames)
    {
      findings.report(
        "there is no CPU model \"\(whole)\"", at: line.place(of: whole), suggestion: near)
      return nil
    }
    return names(in: text)
  }

  /// Words of hexadecimal digits: four are those of the XCP era, ECX first.
  func featureSet(
    _ text: Substring, _ words: [Substring], in line: PlacedLines.Line
  ) -> CPUReading? {
    guard let features = set(text, in: line) else { return nil }
    var reading = CPUReading(form: words.count == 4 || words.count == 1 ? .legacy : .xapi)
    reading.features = features
    if reading.form == .legacy { reading.notes = [Self.fourWords] }
    return reading
  }

  static let fourWords = "four words tell nothing of leaf 7 and later: taken as not there"

  /// The features of a string of words; nil where it is none, which is then reported.
  func set(_ text: Substring, in line: PlacedLines.Line) -> FeatureSet? {
    let words = text.split(separator: "-", omittingEmptySubsequences: false)
    let isBare = words.count == 1 && text.utf8.count == 32
    guard isBare || (4...FeatureSet.wordCount).contains(words.count) else {
      findings.report(
        "\"\(text.prefix(60))\" is not a featureset: 4 to \(FeatureSet.wordCount) words of 8 "
          + "hexadecimal digits between hyphens", at: line.place(of: text))
      return nil
    }
    do throws(FeatureTextError) {
      return isBare
        ? try FeatureSet(legacyText: text) : try FeatureSet(publishedText: String(text))
    } catch .notAWord(let position) where words.indices.contains(position) {
      findings.report(
        "word \(position + 1) of the featureset, \"\(words[position])\", is not 8 hexadecimal "
          + "digits",
        at: line.place(of: words[position]))
    } catch {
      findings.report(
        "this is not a featureset: \(error.explanation)", at: line.place(of: text))
    }
    return nil
  }
}

/// A line of the form `key : value`.
struct CPUEntry {
  /// In small letters, without the rights that xe puts behind it, with _ between its words.
  let key: String
  let written: Substring
  let value: Substring
  let line: PlacedLines.Line

  init?(_ line: PlacedLines.Line) {
    guard let (head, tail) = line.text[...].parted(at: ":") else { return nil }
    self.init(key: head, value: tail, in: line)
  }

  init(key: Substring, value: Substring, in line: PlacedLines.Line) {
    var name = key
    if let bracket = name.firstIndex(where: { $0 == "(" || $0 == "[" }) {
      name = name[..<bracket].trimmed
    }
    self.key = name.lowercased().replacing("-", with: "_").replacing(" ", with: "_")
    written = name
    self.value = value
    self.line = line
  }

  var place: SourcePlace { value.isEmpty ? line.place(of: written) : line.place(of: value) }
}
