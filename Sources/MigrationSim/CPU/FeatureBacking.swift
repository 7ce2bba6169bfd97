/// What stands behind a feature in a guest's state, and so what a restore can check.
///
/// Sources: `hvm_cr4_guest_valid_bits` and `hvm_efer_valid` in `xen/arch/x86/hvm/hvm.c`,
/// `recalculate_xstate` in `xen/arch/x86/cpu-policy.c`; bit numbers from the Intel SDM, volume 3,
/// 2.2.1, 2.5 and 2.6, and the AMD APM, volume 2, 3.1.7.
public enum FeatureBacking: Hashable, Sendable {
  /// Bits of CR4 that need the feature.
  case cr4(UInt64)
  /// Components of XCR0 that need it.
  case xcr0(UInt64)
  /// Bits of CR4 and components of XCR0.
  case cr4AndXCR0(UInt64, UInt64)
  /// Bits of EFER that need it.
  case efer(UInt64)
  /// Nothing but the instruction: no restore can tell that it is in use.
  case instruction

  /// The bits of CR4, or none.
  public var cr4: UInt64 {
    switch self {
    case .cr4(let bits), .cr4AndXCR0(let bits, _): bits
    case .xcr0, .efer, .instruction: 0
    }
  }

  /// The components of XCR0, or none.
  public var xcr0: UInt64 {
    switch self {
    case .xcr0(let components), .cr4AndXCR0(_, let components): components
    case .cr4, .efer, .instruction: 0
    }
  }

  /// The bits of EFER, or none.
  public var efer: UInt64 {
    if case .efer(let bits) = self { bits } else { 0 }
  }
}

extension Feature {
  /// What stands behind the feature; constant time.
  ///
  /// LA57 has none: Xen gives its guests no five-level paging.
  public var backing: FeatureBacking {
    switch self {
    case .vme: .cr4(0x3)
    case .tsc: .cr4(1 << 2)
    case .de: .cr4(1 << 3)
    case .pse: .cr4(1 << 4)
    case .pae: .cr4(1 << 5)
    case .mce, .mca: .cr4(1 << 6)
    case .pge: .cr4(1 << 7)
    case .fxsr: .cr4(1 << 9)
    case .sse: .cr4(1 << 10)
    case .umip: .cr4(1 << 11)
    case .vmx: .cr4(1 << 13)
    case .fsgsbase: .cr4(1 << 16)
    case .pcid: .cr4(1 << 17)
    case .xsave: .cr4AndXCR0(1 << 18, XSAVEArea.legacyComponents)
    case .smep: .cr4(1 << 20)
    case .smap: .cr4(1 << 21)
    case .pku: .cr4AndXCR0(1 << 22, 1 << 9)
    case .cetShadowStack, .cetBranchTracking: .cr4(1 << 23)
    case .pks: .cr4(1 << 24)
    case .avx: .xcr0(1 << 2)
    case .mpx: .xcr0(0b11 << 3)
    case .avx512f: .xcr0(0b111 << 5)
    case .amxTile: .xcr0(0b11 << 17)
    case .syscall: .efer(1 << 0)
    case .lm: .efer(1 << 8 | 1 << 10)
    case .nx: .efer(1 << 11)
    case .svm: .efer(1 << 12)
    case .ffxsr: .efer(1 << 14)
    case .autoIBRS: .efer(1 << 21)
    default: .instruction
    }
  }
}
