import MigrationSim

extension CPUCatalogue {
  /// The processor that a valid description tells of.
  func processor(of spec: CPUSpec) -> Processor {
    let added = spec.added.map(\.value)
    let removed = spec.removed.map(\.value)
    do {
      if let model = spec.model {
        return try processor(model: model.value, adding: added, removing: removed)
      }
      let text = spec.features ?? spec.file ?? .none
      let reading = CPUReader(catalogue: self, findings: Findings(file: "")).read(text)
      return try processor(
        features: reading?.features ?? FeatureSet(),
        vendor: spec.vendor?.engineVendor ?? reading?.vendor ?? .intel,
        adding: added, removing: removed, name: reading?.name, signature: reading?.signature)
    } catch {
      preconditionFailure("a CPU that passed validation: \(error)")
    }
  }
}

extension CPUCatalogue {
  /// The features of these names, all of which are known.
  func set(of names: [Name]) -> FeatureSet {
    FeatureSet(features: names.compactMap { feature($0.value)?.feature })
  }
}

extension FeatureSet {
  /// A featureset as xe prints it: four words are those of the XCP era, ECX first.
  init(publishedText text: String) throws(FeatureTextError) {
    let words = text.split(separator: "-", omittingEmptySubsequences: false).count
    self = words == 4 ? try FeatureSet(legacyText: text) : try FeatureSet(text: text)
  }
}

extension CPUSpec.Vendor {
  var engineVendor: CPUVendor {
    switch self {
    case .intel: .intel
    case .amd: .amd
    case .hygon: .hygon
    case .centaur: .centaur
    case .shanghai: .shanghai
    }
  }
}
