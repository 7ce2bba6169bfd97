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

  /// The components of XCR0 that an instruction of `feature` works on; zero for most.
  ///
  /// Source: the dependencies of AVX and AVX512F in `xen/tools/gen-cpuid.py` (xen-project/xen).
  public static func components(neededBy feature: Feature) -> UInt64 {
    if wide[feature] { return 0b1110_0100 }
    if vector[feature] { return 0b100 }
    return feature.backing.xcr0
  }

  /// What works on the registers of AVX-512: F, DQ, IFMA, PF, ER, CD, BW, VL; VBMI, VBMI2, VNNI,
  /// BITALG, VPOPCNTDQ; 4VNNIW, 4FMAPS, VP2INTERSECT, FP16; BF16.
  private static let wide = FeatureSet(
    words: (0..<11).map {
      switch $0 {
      case 5: 1 << 16 | 1 << 17 | 1 << 21 | 0b111 << 26 | 0b11 << 30
      case 6: 1 << 1 | 1 << 6 | 1 << 11 | 1 << 12 | 1 << 14
      case 9: 1 << 2 | 1 << 3 | 1 << 8 | 1 << 23
      case 10: 1 << 5
      default: 0
      }
    })

  /// What works on those of AVX: FMA, AVX, F16C; XOP, FMA4; AVX2; VAES, VPCLMULQDQ; AVX-VNNI,
  /// AVX-IFMA.
  private static let vector = FeatureSet(
    words: (0..<11).map {
      switch $0 {
      case 1: 1 << 12 | 1 << 28 | 1 << 29
      case 3: 1 << 11 | 1 << 16
      case 5: 1 << 5
      case 6: 1 << 9 | 1 << 10
      case 10: 1 << 4 | 1 << 23
      default: 0
      }
    })

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
