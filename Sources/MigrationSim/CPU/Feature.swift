/// One CPU feature: a bit of the featureset, in Xen's order of words.
///
/// Source: `xen/include/public/arch-x86/cpufeatureset.h` (xen-project/xen); the index is
/// word · 32 + bit.
public struct Feature: BitwiseCopyable, Hashable, Comparable, Sendable {
  public let index: Int16

  public init(word: Int, bit: Int) { self.index = Int16(word * 32 + bit) }

  public var word: Int { Int(index) / 32 }
  public var bit: Int { Int(index) % 32 }

  public static func < (a: Feature, b: Feature) -> Bool { a.index < b.index }
}

/// The part of a guest that has latched onto a feature, and so what a fault there takes down.
public enum SoftwareLayer: Int, BitwiseCopyable, Hashable, Sendable, CaseIterable {
  /// The virtual machine crashes.
  case kernel
  /// Every service that dispatches through the C library dies of SIGILL at its next call.
  case libc
  /// One process dies.
  case application
}
