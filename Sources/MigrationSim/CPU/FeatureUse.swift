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
    /// As each process starts, but by what the CPU is and not by what CPUID shows of it: compilers
    /// that know a CPU by its name. No mask and no level hides a feature from these.
    case hardware
  }

  public let feature: Feature
  public let layer: SoftwareLayer
  public let latch: Latch
  /// How often it is executed [1/s]; zero for a feature that is switched on and never executed.
  public let usesPerSecond: Double
  /// How often the process that uses it ends, and another starts in its place [1/s]: one over its
  /// mean life. Zero where it lives as long as the VM, and for what is latched at boot.
  public let renewalsPerSecond: Double
  /// How unsure `usesPerSecond` is: in 95 of 100 cases the rate lies within a factor of `spread`.
  /// Runs take the rate as it is.
  public let spread: Double

  public init(
    feature: Feature, layer: SoftwareLayer, latch: Latch, usesPerSecond: Double,
    renewalsPerSecond: Double = 0, spread: Double = 1
  ) {
    self.feature = feature
    self.layer = layer
    self.latch = latch
    self.usesPerSecond = usesPerSecond
    self.renewalsPerSecond =
      latch == .processStart || latch == .hardware ? renewalsPerSecond : 0
    self.spread = spread
  }
}

extension FeatureUse {
  /// The probability that the process behind it has ended within `span`: 1 − e^(−μt).
  public func probabilityOfRenewal(within span: SimDuration) -> Double {
    span > .zero ? -naturalExponentialMinusOne(-renewalsPerSecond * span.seconds) : 0
  }
}

/// A feature that a guest has latched onto and its present CPU lacks.
public struct LostFeature: BitwiseCopyable, Hashable, Sendable {
  public let feature: Feature
  public let layer: SoftwareLayer
  /// How often the guest executes it [1/s]; the time to first use is exponential with this rate.
  public let usesPerSecond: Double
  /// How often the process that uses it makes room for one that does not [1/s].
  public let renewalsPerSecond: Double
  /// How unsure the rate of uses is; see ``FeatureUse/spread``.
  public let spread: Double

  public init(
    feature: Feature, layer: SoftwareLayer, usesPerSecond: Double, renewalsPerSecond: Double = 0,
    spread: Double = 1
  ) {
    self.feature = feature
    self.layer = layer
    self.usesPerSecond = usesPerSecond
    self.renewalsPerSecond = renewalsPerSecond
    self.spread = spread
  }
}
