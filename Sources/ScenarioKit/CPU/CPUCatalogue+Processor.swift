import MigrationSim

/// Why a processor cannot be made.
public enum ProcessorError: Error, Hashable {
  case unknownModel(String)
  case unknownFeature(String)
  /// A feature that has no place in Xen's featureset, so that no host can be told to have it.
  case notLevelled(String)
}

extension CPUCatalogue {
  /// A host's processor of this model, with features added and then removed by name.
  ///
  /// A real CPU's features where a dump is published, else the baseline. XSAVE follows the
  /// features: a component without its feature is gone, and with XSAVE all of them. Errors: every
  /// name that is not known, in order.
  public func processor(
    model name: String, adding: [String] = [], removing: [String] = []
  ) throws(ProcessorErrors) -> Processor {
    var errors: [ProcessorError] = []
    let added = set(of: adding, &errors)
    let removed = set(of: removing, &errors)
    guard let model = model(name) else {
      throw ProcessorErrors([.unknownModel(name)] + errors)
    }
    if !errors.isEmpty { throw ProcessorErrors(errors) }
    let base = model.realFeatures ?? model.baseline
    let features = base.union(added).subtracting(removed)
    let area = CPUCatalogue.xsave(of: model, base: base, features: features)
    return Processor(
      name: features == base ? model.name : "altered \(model.name)", vendor: model.vendor,
      physicalFeatures: features,
      xcr0Mask: area.components, xsaveBytes: area.bytes, signature: model.signature)
  }

  /// A processor told by its featureset, with features added and then removed by name.
  ///
  /// Errors: every name that is not known, in order.
  public func processor(
    features: FeatureSet, vendor: CPUVendor, adding: [String] = [], removing: [String] = []
  ) throws(ProcessorErrors) -> Processor {
    var errors: [ProcessorError] = []
    let added = set(of: adding, &errors)
    let removed = set(of: removing, &errors)
    if !errors.isEmpty { throw ProcessorErrors(errors) }
    let all = features.union(added).subtracting(removed)
    let components = XSAVEArea.components(of: all)
    return Processor(
      name: "\(vendor.identification) by its featureset", vendor: vendor, physicalFeatures: all,
      xcr0Mask: components, xsaveBytes: XSAVEArea.bytes(of: components, vendor: vendor))
  }

  /// The dump's own figures while the components are the dump's, else those of the layout.
  private static func xsave(
    of model: ModelEntry, base: FeatureSet, features: FeatureSet
  ) -> (components: UInt64, bytes: Int) {
    let before = XSAVEArea.components(of: base)
    let after = XSAVEArea.components(of: features)
    if before == after, let components = model.realXCR0, let bytes = model.realXSAVEBytes {
      return (components, bytes)
    }
    return (after, XSAVEArea.bytes(of: after, vendor: model.vendor))
  }

  private func set(of names: [String], _ errors: inout [ProcessorError]) -> FeatureSet {
    var set = FeatureSet()
    for name in names {
      guard let entry = feature(name) else {
        errors.append(.unknownFeature(name))
        continue
      }
      guard let feature = entry.feature else {
        errors.append(.notLevelled(name))
        continue
      }
      set[feature] = true
    }
    return set
  }
}

/// Every reason why a processor cannot be made.
public struct ProcessorErrors: Error, Hashable {
  public let errors: [ProcessorError]

  public init(_ errors: [ProcessorError]) { self.errors = errors }
}
