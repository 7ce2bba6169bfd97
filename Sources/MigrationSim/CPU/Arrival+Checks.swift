extension PolicyMismatch {
  /// Every part of the guest's policy that `destination` cannot honour.
  ///
  /// Highest leaves are taken from the features that live in them: a policy is shrunk to what it
  /// holds. That suffices for CPUs as made, where a leaf came with its first feature; a CPU that
  /// has an empty leaf is judged as if it had none.
  static func all(of guest: RunningCPUState, on destination: Processor) -> [PolicyMismatch] {
    let host = destination.physicalFeatures
    var found: [PolicyMismatch] = []
    if guest.vendor != destination.vendor {
      found.append(.vendor(guest.vendor, destination: destination.vendor))
    }
    if guest.features.basicLeaf > host.basicLeaf { found.append(.basicLeaf) }
    if guest.features.featureSubleaf > host.featureSubleaf { found.append(.featureSubleaf) }
    if guest.features.extendedLeaf > destination.extendedLeaf { found.append(.extendedLeaf) }
    return found
  }
}

extension FeatureSet {
  /// The highest basic leaf that some feature of the set needs.
  fileprivate var basicLeaf: UInt32 {
    if self[.xsave] { return 0xd }
    return [5, 6, 9, 10, 12, 13, 14, 15].contains { word($0) != 0 } ? 0x7 : 0x1
  }

  /// The highest subleaf of leaf 7 that some feature needs.
  fileprivate var featureSubleaf: UInt32 {
    if word(13) != 0 { return 2 }
    return [10, 12, 14, 15].contains { word($0) != 0 } ? 1 : 0
  }

  /// The highest extended leaf that some feature needs; each 64-bit CPU has 80000008.
  fileprivate var extendedLeaf: UInt32 {
    word(11) != 0 || word(18) != 0 ? 0x8000_0021 : 0x8000_0008
  }
}

extension Processor {
  /// The highest extended leaf that Xen offers on the CPU: on AMD's it makes up 80000021, to tell
  /// that LFENCE serialises.
  fileprivate var extendedLeaf: UInt32 {
    vendor == .amd || vendor == .hygon ? 0x8000_0021 : physicalFeatures.extendedLeaf
  }
}

extension RestoreFailure {
  /// Every part of the guest's state that `destination` cannot load.
  ///
  /// A PV guest has no CR4 or EFER of its own, but its XSAVE state has to fit like any other's.
  static func all(
    of guest: RunningCPUState, mode: GuestMode, from source: Processor,
    on destination: Processor, checks: RestoreChecks
  ) -> [RestoreFailure] {
    var found: [RestoreFailure] = []
    if mode == .hvm {
      let host = destination.physicalFeatures
      let cr4 = guest.cr4 & ~host.reduce(0) { $0 | $1.backing.cr4 }
      if cr4 != 0 {
        let features = guest.switchedOn.filter { $0.backing.cr4 & cr4 != 0 }
        found.append(.badCR4(FeatureSet(features: features)))
      }
      let efer = guest.efer & ~host.reduce(0) { $0 | $1.backing.efer }
      if efer != 0 {
        let features = guest.switchedOn.filter { $0.backing.efer & efer != 0 }
        found.append(.badEFER(FeatureSet(features: features)))
      }
    }
    let components = guest.xcr0
    guard components != 0 else { return found }
    let excess = components & ~destination.xcr0Mask
    if excess != 0 { found.append(.xcr0(excess)) }
    let needed =
      switch checks {
      case .preStream: source.xsaveBytes
      case .contextOnly, .cpuPolicyStream: XSAVEArea.bytes(of: components, vendor: guest.vendor)
      }
    if needed > destination.xsaveBytes {
      found.append(.xsaveArea(needed: needed, available: destination.xsaveBytes))
    }
    return found
  }
}
