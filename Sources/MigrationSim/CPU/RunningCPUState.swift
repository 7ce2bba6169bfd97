/// What a running VM holds of the CPUs that it has met.
///
/// What its kernel switched on stays as it booted. What its processes use changes as they end and
/// others start, which ask anew: see `renew(_:on:showing:)`.
public struct RunningCPUState: Hashable, Sendable {
  /// What it met as it booted, which VMs that booted alike share.
  private struct Boot: Hashable, Sendable {
    let vendor: CPUVendor
    let features: FeatureSet
    let bootFlags: FeatureSet
    let switchedOn: FeatureSet
  }

  private let boot: Shared<Boot>
  /// What of the profile is alive, in its order, whether or not it has latched.
  private var uses: [FeatureUse]
  private var isLatched: [Bool]
  /// How often the record has changed since the boot: it is the same while this is.
  public private(set) var revision: Int32 = 0

  /// A VM of `profile` as it boots on a CPU that shows it `features`.
  ///
  /// `bootFlags` are the same unless given: see `Levelling.boot`. So is what the CPU has, whatever
  /// it shows: `hardware`.
  public init(
    booting profile: GuestProfile, vendor: CPUVendor, features: FeatureSet,
    bootFlags: FeatureSet? = nil, hardware: FeatureSet? = nil
  ) {
    uses = profile.uses.filter { $0.latch != .everyUse }
    let hardware = hardware ?? features
    isLatched = uses.map { ($0.latch == .hardware ? hardware : features)[$0.feature] }
    boot = Shared(
      Boot(
        vendor: vendor, features: features, bootFlags: bootFlags ?? features,
        switchedOn: FeatureSet(features: uses.lazy.map(\.feature).filter { features[$0] })))
  }

  public var vendor: CPUVendor { boot.value.vendor }
  /// What the guest saw when it booted.
  public var features: FeatureSet { boot.value.features }
  /// What the toolstack wrote down of the boot: xapi's `VM.last_boot_CPU_flags`.
  public var bootFlags: FeatureSet { boot.value.bootFlags }
  /// What is switched on in the guest's control registers, or was once.
  public var switchedOn: FeatureSet { boot.value.switchedOn }

  /// The uses that the guest has settled on, in the profile's order.
  public var latched: [FeatureUse] { zip(uses, isLatched).filter(\.1).map(\.0) }

  public var latchedFeatures: FeatureSet { FeatureSet(features: latched.lazy.map(\.feature)) }

  /// Bits of CR4 that are set for features switched on.
  public var cr4: UInt64 { switchedOn.reduce(0) { $0 | $1.backing.cr4 } }

  /// Bits of EFER that are set for features switched on.
  public var efer: UInt64 { switchedOn.reduce(0) { $0 | $1.backing.efer } }

  /// Components that were ever set in XCR0, Xen's `xcr0_accum`; zero for a guest without XSAVE.
  public var xcr0: UInt64 {
    guard switchedOn[.xsave] else { return 0 }
    return switchedOn.reduce(0) { $0 | $1.backing.xcr0 }
  }
}

extension RunningCPUState {
  /// What the guest executes and `processor` cannot, where it shows the guest `shown`.
  ///
  /// A mask hides a feature from CPUID and does not take its instruction away, except for those
  /// that work on an XSAVE component which the guest could not switch on.
  public func lost(on processor: Processor, showing shown: FeatureSet) -> [LostFeature] {
    latched.compactMap { use in
      guard use.usesPerSecond > 0, !executes(use.feature, on: processor) else { return nil }
      let isCured = !wouldLatch(use, on: processor, showing: shown)
      return LostFeature(
        feature: use.feature, layer: use.layer, usesPerSecond: use.usesPerSecond,
        renewalsPerSecond: isCured ? use.renewalsPerSecond : 0, spread: use.spread)
    }
  }

  /// What processes that start from now on decide differently from those that run.
  public func pendingRenewals(on processor: Processor, showing shown: FeatureSet) -> [Renewal] {
    uses.indices.compactMap { place in
      let use = uses[place]
      let latches = wouldLatch(use, on: processor, showing: shown)
      guard use.renewalsPerSecond > 0, latches != isLatched[place] else { return nil }
      return Renewal(use: use, latches: latches)
    }
  }

  /// The process behind a use ends, and the one in its place decides anew.
  public mutating func renew(_ renewal: Renewal) {
    guard let place = uses.firstIndex(of: renewal.use) else { return }
    isLatched[place] = renewal.latches
    revision += 1
  }

  /// What died of a feature in `layer` executes nothing more, and nobody starts it again.
  public mutating func bury(_ feature: Feature, in layer: SoftwareLayer) {
    revision += 1
    for place in uses.indices.reversed()
    where uses[place].feature == feature && uses[place].layer == layer {
      uses.remove(at: place)
      isLatched.remove(at: place)
    }
  }

  /// Whether a process that starts now settles on the use.
  private func wouldLatch(
    _ use: FeatureUse, on processor: Processor, showing shown: FeatureSet
  ) -> Bool {
    switch use.latch {
    case .hardware: processor.physicalFeatures[use.feature]
    // Who asks CPUID asks XGETBV too for what works on wider registers.
    case .processStart: shown[use.feature] && hasState(of: use.feature)
    case .boot, .everyUse: features[use.feature]
    }
  }

  private func executes(_ feature: Feature, on processor: Processor) -> Bool {
    processor.physicalFeatures[feature] && hasState(of: feature)
  }

  /// Whether the guest's kernel has switched on the registers that a feature works on.
  private func hasState(of feature: Feature) -> Bool {
    features[feature] || XSAVEArea.components(neededBy: feature) & ~xcr0 == 0
  }
}

/// A process that ends, and what the one that starts in its place decides.
public struct Renewal: BitwiseCopyable, Hashable, Sendable {
  public let use: FeatureUse
  /// Whether it uses the feature, and the one before did not; else the other way round.
  public let latches: Bool

  public init(use: FeatureUse, latches: Bool) {
    self.use = use
    self.latches = latches
  }
}
