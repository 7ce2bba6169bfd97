/// The area that XSAVE writes: which components a CPU's features bring, and how many bytes.
public enum XSAVEArea {
  /// x87 and SSE: always there where XSAVE is.
  public static let legacyComponents: UInt64 = 0b11

  /// The features with a component of their own.
  private static let features: [Feature] = [.avx, .mpx, .avx512f, .pku, .amxTile]

  /// The components of XCR0 that a CPU with these features can hold; zero without XSAVE.
  ///
  /// Source: `recalculate_xstate`, `xen/arch/x86/cpu-policy.c` (xen-project/xen).
  public static func components(of set: FeatureSet) -> UInt64 {
    guard set[.xsave] else { return 0 }
    return features.reduce(legacyComponents) { set[$1] ? $0 | $1.backing.xcr0 : $0 }
  }

  /// Bytes of an area that holds `components`, in the standard (not compacted) form [B].
  ///
  ///     bytes = max over components of (offset + size), at least 576
  ///
  /// 576 = 512 of FXSAVE and 64 of header. Offsets are the CPU's own (leaf D); these are of the
  /// published dumps: Intel lays out MPX before AVX-512, AMD leaves MPX's place out. Some AMD
  /// CPUs keep room for more (LWP: 960): prefer what a dump tells. Check: Intel 0x2ff is 2696,
  /// AMD 0x2e7 is 2440.
  public static func bytes(of components: UInt64, vendor: CPUVendor) -> Int {
    guard components != 0 else { return 0 }
    let ends = vendor == .amd || vendor == .hygon ? amdEnds : intelEnds
    return ends.reduce(576) { components >> UInt64($1.component) & 1 == 1 ? max($0, $1.end) : $0 }
  }

  /// Where each component ends, from leaf D of the Xeon Gold 6130 and Xeon w7-3465X [B].
  private static let intelEnds: [(component: Int, end: Int)] = [
    (2, 832), (3, 1024), (4, 1088), (5, 1152), (6, 1664), (7, 2688), (9, 2696), (17, 2816),
    (18, 11008),
  ]

  /// The same from the EPYC 9334 [B].
  private static let amdEnds: [(component: Int, end: Int)] = [
    (2, 832), (5, 896), (6, 1408), (7, 2432), (9, 2440),
  ]
}
