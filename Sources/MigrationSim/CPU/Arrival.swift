/// What a generation of the hypervisor checks of a CPU when a VM is restored.
public enum RestoreChecks: Int, BitwiseCopyable, Hashable, Sendable, CaseIterable {
  /// Xen to 4.2, so XCP 1.x: only the context's registers, after the VM was suspended.
  ///
  /// The XSAVE area is sent as large as the sender's CPU makes it, and refused where it is larger
  /// than the destination's. Source: `hvm_load_cpu_xsave_states` of 4.2 and its later comment on
  /// records of "4.3.0, 4.2.3 and older".
  case preStream
  /// Xen 4.3.1 to 4.13, so XenServer 7: the same, but only what is in use of the area counts.
  case contextOnly
  /// Xen 4.14 and later: the CPUID policy goes ahead of the memory, and is compared first.
  case cpuPolicyStream
}

/// A part of the CPUID policy that the destination cannot honour.
///
/// Source: `x86_cpu_policies_are_compatible`, `xen/arch/x86/lib/cpu-policy/policy.c` (before:
/// `xen/lib/x86/policy.c`). It does not compare features: those are clamped without a word
/// (`recalculate_cpuid_policy`).
public enum PolicyMismatch: BitwiseCopyable, Hashable, Sendable {
  /// The CPU is of another vendor. Xen's releases before 2026 left this to the toolstack.
  case vendor(CPUVendor, destination: CPUVendor)
  /// The guest's highest basic leaf is past the destination's.
  case basicLeaf
  /// The guest's highest subleaf of leaf 7 is past the destination's.
  case featureSubleaf
  /// The guest's highest extended leaf is past the destination's.
  case extendedLeaf
}

/// A part of the guest's CPU state that the destination cannot load.
///
/// Sources: `hvm_load_cpu_ctxt` and `hvm_load_cpu_xsave_states` in `xen/arch/x86/hvm/hvm.c`,
/// `validate_xstate` in `xen/arch/x86/xstate.c`.
public enum RestoreFailure: Hashable, Sendable {
  /// Features whose bits of CR4 are set.
  case badCR4(FeatureSet)
  /// Features whose bits of EFER are set.
  case badEFER(FeatureSet)
  /// Components of XCR0 that the guest has used and the destination lacks.
  case xcr0(UInt64)
  /// The area that is sent does not fit [B].
  case xsaveArea(needed: Int, available: Int)
}

/// What becomes of a VM that is restored on another CPU when nobody refused to migrate it.
public enum Arrival: Hashable, Sendable {
  /// The stream's head is refused, before any memory is sent: the VM runs on at the source.
  case refused([PolicyMismatch])
  /// The context is refused, after the VM was suspended.
  case failsAfterSuspend([RestoreFailure])
  /// The VM resumes.
  ///
  /// `lost`: what it may execute and the CPU lacks; without any, nothing happens to it.
  /// `appeared`: what it is shown and did not boot with.
  case resumes(lost: [LostFeature], appeared: FeatureSet)
}

extension Arrival {
  /// What happens when `guest` goes from one CPU to another.
  ///
  /// The destination counts with all that its hardware has: a mask hides a feature from CPUID but
  /// does not take the instruction away. `shown` is what CPUID tells the guest there
  /// (`Levelling.featuresOnArrival`). Computed from the guest's state alone, so that what one CPU
  /// lacked is found again on the next. Linear in the guest's latched uses.
  public init(
    of guest: RunningCPUState, mode: GuestMode, from source: Processor, on destination: Processor,
    showing shown: FeatureSet, checks: RestoreChecks
  ) {
    if checks == .cpuPolicyStream {
      let mismatches = PolicyMismatch.all(of: guest, on: destination)
      if !mismatches.isEmpty {
        self = .refused(mismatches)
        return
      }
    }
    let failures = RestoreFailure.all(
      of: guest, mode: mode, from: source, on: destination, checks: checks)
    if !failures.isEmpty {
      self = .failsAfterSuspend(failures)
      return
    }
    self = .resumes(
      lost: guest.lost(on: destination, showing: shown),
      appeared: shown.subtracting(guest.features))
  }
}
