/// One use of a feature by a guest's software.
public struct FeatureUse: BitwiseCopyable, Hashable, Sendable {
  /// When software decides to use a feature, after which it asks no more.
  public enum Latch: Int, BitwiseCopyable, Hashable, Sendable, CaseIterable {
    /// Once, as the kernel boots: Linux patches its own hot paths.
    case boot
    /// As each process starts: the C library picks its string functions.
    case processStart
    /// Before each use, so that nothing is latched and nothing can be lost.
    case everyUse
  }

  public let feature: Feature
  public let layer: SoftwareLayer
  public let latch: Latch
  /// How often it is executed [1/s]; zero for a feature that is switched on and never executed.
  public let usesPerSecond: Double

  public init(feature: Feature, layer: SoftwareLayer, latch: Latch, usesPerSecond: Double) {
    self.feature = feature
    self.layer = layer
    self.latch = latch
    self.usesPerSecond = usesPerSecond
  }
}

/// A kind of guest, told by what its software does with the CPU's features.
public struct GuestProfile: Hashable, Sendable {
  public var name: String
  public var uses: [FeatureUse]
  /// How such guests are virtualised, where the kind settles it.
  public var mode: GuestMode?

  public init(name: String, uses: [FeatureUse], mode: GuestMode? = nil) {
    self.name = name
    self.uses = uses
    self.mode = mode
  }
}

/// What a running VM holds of the CPU it booted on; it stays the same until the VM boots again.
///
/// Processes are taken to live as long as the VM: one that starts after a migration would ask the
/// new CPU, and use no more than this state says.
public struct RunningCPUState: Hashable, Sendable {
  public let vendor: CPUVendor
  /// What the guest saw when it booted.
  public let features: FeatureSet
  /// What the toolstack wrote down of the boot: xapi's `VM.last_boot_CPU_flags`.
  public let bootFlags: FeatureSet
  /// The uses that the guest settled on, in the profile's order.
  public let latched: [FeatureUse]

  /// A VM of `profile` as it boots on a CPU that shows it `features`.
  ///
  /// `bootFlags` are the same unless given: see `Levelling.boot`.
  public init(
    booting profile: GuestProfile, vendor: CPUVendor, features: FeatureSet,
    bootFlags: FeatureSet? = nil
  ) {
    self.vendor = vendor
    self.features = features
    self.bootFlags = bootFlags ?? features
    latched = profile.uses.filter { $0.latch != .everyUse && features[$0.feature] }
  }

  public var latchedFeatures: FeatureSet { FeatureSet(features: latched.lazy.map(\.feature)) }

  /// Bits of CR4 that are set for latched features.
  public var cr4: UInt64 { latched.reduce(0) { $0 | $1.feature.backing.cr4 } }

  /// Bits of EFER that are set for latched features.
  public var efer: UInt64 { latched.reduce(0) { $0 | $1.feature.backing.efer } }

  /// Components that were ever set in XCR0, Xen's `xcr0_accum`; zero for a guest without XSAVE.
  public var xcr0: UInt64 {
    guard latched.contains(where: { $0.feature == .xsave }) else { return 0 }
    return latched.reduce(0) { $0 | $1.feature.backing.xcr0 }
  }
}
