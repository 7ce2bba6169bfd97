import MigrationSim
import ScenarioKit

/// A CPU in a few words, as the reports on CPUs begin.
public struct CPUSummary: Hashable, Codable, Sendable {
  public var name: String
  public var vendor: String
  /// When the model was launched.
  public var year: Int?
  /// Whose features these are: a real CPU's name for itself.
  public var realCpu: String?
  /// Where they are published.
  public var source: String?
  public var caveat: String?
  /// Today's form, in as many words as reach the last feature.
  public var features: String
  /// The XCP era's four words, ECX first.
  public var legacyFeatures: String

  public init(_ cpu: NamedCPU) {
    name = cpu.label
    vendor = "\(cpu.vendor)"
    year = cpu.model?.year ?? cpu.real?.year
    realCpu = cpu.ownName
    source = cpu.real?.source
    if let reading = cpu.reading, let file = cpu.file {
      source = "\(file == "-" ? "stdin" : file), as \(reading.form.noun)"
    }
    var caveats: [String] = []
    if let model = cpu.model, model.real == nil {
      caveats.append("no real CPU's features are published: those that libvirt and QEMU promise")
    }
    caveats += [cpu.model?.caveat, cpu.real?.caveat].compactMap(\.self)
    if let reading = cpu.reading {
      caveats += reading.notes
      if !reading.notLevelled.isEmpty {
        let names = reading.notLevelled.joined(separator: " ")
        caveats.append("not levelled by Xen, and left out: \(names)")
      }
    }
    caveat = caveats.isEmpty ? nil : caveats.joined(separator: "; ")
    features = cpu.features.text()
    legacyFeatures = cpu.features.legacyText
  }

  /// The name, cut where it is a long featureset.
  static func short(_ name: String, _ width: Int = 24) -> String {
    name.count <= width ? name : name.prefix(width - 1) + "…"
  }

  var lead: String {
    let maker = ["intel": "Intel", "amd": "AMD", "hygon": "Hygon"][vendor] ?? vendor
    return ([maker] + [year.map { "\($0)" }, realCpu].compactMap(\.self)).joined(separator: ", ")
  }
}

extension TextReport {
  /// A CPU's name, what it is, and what is to be known of that.
  func about(_ cpu: CPUSummary) -> [String] {
    paragraph(cpu.name, indent: 0, style: .heading) + paragraph(cpu.lead, indent: 2)
      + (cpu.source.map { paragraph("from \($0)", indent: 2, style: .faint) } ?? [])
      + (cpu.caveat.map { paragraph($0, indent: 2, style: .faint) } ?? [])
  }
}
