import MigrationSim

/// Why a processor cannot be made.
public enum ProcessorError: Error, Hashable {
  case unknownModel(String)
  case unknownFeature(String)
  /// A feature that has no place in Xen's featureset, so that no host can be told to have it.
  case notLevelled(String)
}

extension CPUCatalogue {
  /// A host's processor of this model, or this real CPU, with features added and then removed.
  ///
  /// A model's is the real CPU's where one is published, else the baseline. XSAVE follows the
  /// features: a component without its feature is gone, and with XSAVE all of them. Errors: every
  /// name that is not known, in order.
  public func processor(
    model name: String, adding: [String] = [], removing: [String] = []
  ) throws(ProcessorErrors) -> Processor {
    var errors: [ProcessorError] = []
    let added = set(of: adding, &errors)
    let removed = set(of: removing, &errors)
    guard let base = base(named: name) else {
      throw ProcessorErrors([.unknownModel(name)] + errors)
    }
    if !errors.isEmpty { throw ProcessorErrors(errors) }
    let features = base.features.union(added).subtracting(removed)
    let area = CPUCatalogue.xsave(of: base, features: features)
    return Processor(
      name: features == base.features ? base.name : "altered \(base.name)", vendor: base.vendor,
      physicalFeatures: features, xcr0Mask: area.components, xsaveBytes: area.bytes,
      signature: base.real?.signature)
  }

  /// A processor told by its featureset, with features added and then removed by name.
  ///
  /// Errors: every name that is not known, in order.
  public func processor(
    features: FeatureSet, vendor: CPUVendor, adding: [String] = [], removing: [String] = [],
    name: String? = nil, signature: CPUSignature? = nil
  ) throws(ProcessorErrors) -> Processor {
    var errors: [ProcessorError] = []
    let added = set(of: adding, &errors)
    let removed = set(of: removing, &errors)
    if !errors.isEmpty { throw ProcessorErrors(errors) }
    let all = features.union(added).subtracting(removed)
    let components = XSAVEArea.components(of: all)
    return Processor(
      name: name ?? "\(vendor.identification) by its featureset", vendor: vendor,
      physicalFeatures: all, xcr0Mask: components,
      xsaveBytes: XSAVEArea.bytes(of: components, vendor: vendor), signature: signature)
  }

  /// What a model's name, or a real CPU's, stands for.
  struct Base {
    let name: String
    let vendor: CPUVendor
    let features: FeatureSet
    let real: RealCPU?
  }

  /// The model of that name, or else the real CPU.
  func base(named name: String) -> Base? {
    if let model = model(name) {
      return Base(
        name: model.name, vendor: model.vendor, features: model.features, real: model.real)
    }
    return cpu(name).map {
      Base(name: $0.name, vendor: $0.vendor, features: $0.features, real: $0)
    }
  }

  /// The dump's own figures while the components are the dump's, else those of the layout.
  private static func xsave(
    of base: Base, features: FeatureSet
  ) -> (components: UInt64, bytes: Int) {
    let before = XSAVEArea.components(of: base.features)
    let after = XSAVEArea.components(of: features)
    if before == after, let components = base.real?.xcr0, let bytes = base.real?.xsaveBytes {
      return (components, bytes)
    }
    return (after, XSAVEArea.bytes(of: after, vendor: base.vendor))
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
