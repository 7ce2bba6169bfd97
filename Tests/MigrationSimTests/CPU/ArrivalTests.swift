import MigrationSim
import Testing

private func use(_ feature: Feature, _ layer: SoftwareLayer, rate: Double) -> FeatureUse {
  FeatureUse(feature: feature, layer: layer, latch: .boot, usesPerSecond: rate)
}

private let server = GuestProfile(
  name: "server",
  uses: [
    use(.lm, .kernel, rate: 0), use(.nx, .kernel, rate: 0), use(.smep, .kernel, rate: 0),
    use(.sse42, .libc, rate: 20), use(.popcnt, .kernel, rate: 0.5),
    FeatureUse(feature: .aes, layer: .application, latch: .everyUse, usesPerSecond: 1),
  ])
private let solver = GuestProfile(
  name: "solver",
  uses: [
    use(.xsave, .kernel, rate: 0), use(.avx, .application, rate: 1e6),
    use(.avx512f, .application, rate: 1e6),
  ])

private let old = Processor(
  name: "old", vendor: .intel, physicalFeatures: [.sse, .lm, .nx])
private let newer = Processor(
  name: "newer", vendor: .intel, physicalFeatures: [.sse, .lm, .nx, .sse42, .popcnt, .aes])
private let wide = Processor(
  name: "wide", vendor: .intel,
  physicalFeatures: [.sse, .lm, .nx, .sse42, .popcnt, .aes, .smep, .xsave, .avx],
  xcr0Mask: 0x7, xsaveBytes: 832)
private let widest = Processor(
  name: "widest", vendor: .intel,
  physicalFeatures: wide.physicalFeatures.union([.avx512f]), xcr0Mask: 0xe7, xsaveBytes: 2688)

private func arrival(
  _ profile: GuestProfile, _ mode: GuestMode = .hvm, from: Processor, to: Processor,
  _ checks: RestoreChecks = .preStream
) -> Arrival {
  let guest = RunningCPUState(
    booting: profile, vendor: from.vendor, features: from.physicalFeatures)
  return Arrival(
    of: guest, mode: mode, from: from, on: to, showing: to.physicalFeatures, checks: checks)
}

@Suite struct `A running VM's CPU state` {
  @Test func `is latched by what it saw at boot, and by nothing asked anew`() {
    let guest = RunningCPUState(
      booting: server, vendor: .intel, features: newer.physicalFeatures)
    #expect(guest.latchedFeatures == [.lm, .nx, .sse42, .popcnt])
    #expect(guest.latched.map(\.feature) == [.lm, .nx, .sse42, .popcnt])
  }

  @Test func `tells its control registers`() {
    let guest = RunningCPUState(booting: server, vendor: .intel, features: wide.physicalFeatures)
    #expect(guest.cr4 == 0x10_0000)
    #expect(guest.efer == 0xd00)
    #expect(guest.xcr0 == 0)
  }

  @Test func `has used the XSAVE components of what it latched`() {
    let features = widest.physicalFeatures
    #expect(
      RunningCPUState(booting: solver, vendor: .intel, features: features).xcr0 == 0xe7)
    #expect(
      RunningCPUState(booting: solver, vendor: .intel, features: features.subtracting([.xsave]))
        .xcr0 == 0)
  }
}

@Suite struct `A VM that arrives on another CPU` {
  @Test func `loses nothing where all is there`() {
    #expect(arrival(server, from: newer, to: newer) == .resumes(lost: [], appeared: []))
    #expect(
      arrival(server, from: newer, to: wide)
        == .resumes(lost: [], appeared: [.smep, .xsave, .avx]))
  }

  @Test func `resumes without plain instructions that it has latched`() {
    #expect(
      arrival(server, from: newer, to: old)
        == .resumes(
          lost: [
            LostFeature(feature: .sse42, layer: .libc, usesPerSecond: 20),
            LostFeature(feature: .popcnt, layer: .kernel, usesPerSecond: 0.5),
          ], appeared: []))
  }

  @Test func `finds them again on a fuller CPU`() {
    let guest = RunningCPUState(
      booting: server, vendor: .intel, features: newer.physicalFeatures)
    let away = Arrival(
      of: guest, mode: .hvm, from: newer, on: old, showing: guest.features, checks: .preStream)
    guard case .resumes(let lost, _) = away else {
      Issue.record("Expected the VM to resume, but found \(away).")
      return
    }
    #expect(!lost.isEmpty)
    let back = Arrival(
      of: guest, mode: .hvm, from: old, on: newer, showing: guest.features, checks: .preStream)
    #expect(back == .resumes(lost: [], appeared: []))
  }

  @Test func `fails after its suspend when CR4 has bits of lost features`() {
    #expect(
      arrival(server, from: wide, to: newer) == .failsAfterSuspend([.badCR4([.smep])]))
  }

  @Test func `fails after its suspend when EFER has bits of lost features`() {
    var withoutNX = newer
    withoutNX.physicalFeatures[.nx] = false
    #expect(
      arrival(server, from: newer, to: withoutNX) == .failsAfterSuspend([.badEFER([.nx])]))
  }

  @Test func `is told every reason`() {
    var withoutNX = old
    withoutNX.physicalFeatures[.nx] = false
    var both = server
    both.uses += solver.uses
    #expect(
      arrival(both, from: wide, to: withoutNX)
        == .failsAfterSuspend([
          .badCR4([.smep, .xsave]), .badEFER([.nx]), .xcr0(0x7),
          .xsaveArea(needed: 832, available: 0),
        ]))
  }

  // PV guests have no CR4 or EFER of their own.
  @Test func `as a PV guest passes the checks of the HVM context`() {
    guard case .resumes(let lost, _) = arrival(server, .pv, from: wide, to: old) else {
      Issue.record("Expected the VM to resume.")
      return
    }
    #expect(lost.map(\.feature) == [.sse42, .popcnt])
  }

  @Test(arguments: GuestMode.allCases)
  func `cannot bring wide registers to a CPU without them`(mode: GuestMode) {
    let needed = arrival(solver, mode, from: widest, to: wide, .cpuPolicyStream)
    #expect(
      needed
        == .failsAfterSuspend([.xcr0(0xe0), .xsaveArea(needed: 2688, available: 832)]))
  }

  // Xen 4.2.3 and 4.3.0 were the last to send an area as large as the sender's CPU makes it.
  @Test func `was refused for the size of the area alone in older Xen`() {
    var narrow = solver
    narrow.uses.removeLast()
    #expect(
      arrival(narrow, from: widest, to: wide, .preStream)
        == .failsAfterSuspend([.xsaveArea(needed: 2688, available: 832)]))
    for checks in [RestoreChecks.contextOnly, .cpuPolicyStream] {
      #expect(arrival(narrow, from: widest, to: wide, checks) == .resumes(lost: [], appeared: []))
    }
  }

  @Test func `of another vendor is refused before its memory since Xen 4_14`() {
    var other = newer
    other.vendor = .amd
    #expect(
      arrival(server, from: newer, to: other, .cpuPolicyStream)
        == .refused([.vendor(.intel, destination: .amd)]))
    #expect(arrival(server, from: newer, to: other, .preStream) == .resumes(lost: [], appeared: []))
  }

  // SMEP lives in leaf 7 and XSAVE in leaf d; the Westmere generation has neither.
  @Test func `with more leaves than the CPU has is refused before its memory since Xen 4_14`() {
    #expect(arrival(server, from: wide, to: newer, .cpuPolicyStream) == .refused([.basicLeaf]))
    var later = wide
    later.physicalFeatures[Feature(word: 13, bit: 0)] = true
    later.physicalFeatures[Feature(word: 11, bit: 2)] = true
    #expect(
      arrival(server, from: later, to: wide, .cpuPolicyStream)
        == .refused([.featureSubleaf, .extendedLeaf]))
  }

  // Xen makes up leaf 80000021 on AMD's CPUs, so that its lack there refuses nothing.
  @Test func `with AMD's highest leaf finds it on every CPU of AMD`() {
    var (later, earlier) = (newer, newer)
    later.vendor = .amd
    earlier.vendor = .amd
    later.physicalFeatures[Feature(word: 11, bit: 2)] = true
    #expect(
      arrival(server, from: later, to: earlier, .cpuPolicyStream)
        == .resumes(lost: [], appeared: []))
  }

  // CR4.MCE is valid with either of MCE and MCA (`hvm_cr4_guest_valid_bits`).
  @Test func `keeps a bit of CR4 that another feature allows as well`() {
    let guest = GuestProfile(name: "any", uses: [use(.mce, .kernel, rate: 0)])
    var (both, other) = (newer, newer)
    both.physicalFeatures = both.physicalFeatures.union([.mce, .mca])
    other.physicalFeatures[.mca] = true
    #expect(arrival(guest, from: both, to: other) == .resumes(lost: [], appeared: []))
    #expect(arrival(guest, from: both, to: newer) == .failsAfterSuspend([.badCR4([.mce])]))
  }

  @Test func `lost plain instructions are not refused by a CPUID policy either`() {
    guard case .resumes(let lost, _) = arrival(server, from: newer, to: old, .cpuPolicyStream)
    else {
      Issue.record("Expected the VM to resume.")
      return
    }
    #expect(lost.count == 2)
  }

  // Over random CPUs without state of their own: what is lost is latched & ~destination.
  @Test func `loses exactly what it latched and the CPU lacks`() {
    var cases = FeatureCases(state: 5)
    let plain: [Feature] = [.sse41, .sse42, .ssse3, .popcnt, .aes, .rdrand]
    let profile = GuestProfile(name: "any", uses: plain.map { use($0, .libc, rate: 1) })
    for _ in 0..<200 {
      let a = FeatureSet(features: plain.filter { _ in Bool.random(using: &cases) })
      let b = FeatureSet(features: plain.filter { _ in Bool.random(using: &cases) })
      let found = arrival(
        profile, from: Processor(name: "a", vendor: .intel, physicalFeatures: a),
        to: Processor(name: "b", vendor: .intel, physicalFeatures: b))
      guard case .resumes(let lost, let appeared) = found else {
        Issue.record("Expected the VM to resume.")
        return
      }
      #expect(Set(lost.map(\.feature)) == Set(plain.filter { a[$0] && !b[$0] }))
      #expect(Set(appeared) == Set(plain.filter { !a[$0] && b[$0] }))
      #expect(lost.isEmpty == a.isSubset(of: b))
    }
  }
}

@Suite struct `What the destination's log says` {
  private let names = FeatureNames([(.smep, "smep"), (.smap, "smap"), (.nx, "nx")])

  @Test func `names the features and the bits`() {
    #expect(
      RestoreFailure.badCR4([.smep, .smap]).explanation(names).text
        == "HVM restore: bad CR4 (rejected 0x300000): smep and smap switched on by the guest,"
        + " not there on this CPU.")
    #expect(
      RestoreFailure.badEFER([.nx]).explanation(names).text
        == "HVM restore: bad EFER (rejected 0x800): nx switched on by the guest,"
        + " not there on this CPU.")
  }

  @Test func `names the components and the sizes`() {
    #expect(
      RestoreFailure.xcr0(0xe4).explanation(names).text
        == "Restore: inconsistent xsave state: components 0xe4 in use (AVX, AVX-512),"
        + " not there on this CPU.")
    #expect(
      RestoreFailure.xcr0(1 << 62).explanation(names).text.contains("(others)"))
    #expect(
      RestoreFailure.xsaveArea(needed: 2696, available: 832).explanation(names).text
        == "Restore mismatch: xsave length 0xa88 > 0x340 (2696 and 832 bytes).")
  }

  @Test func `tells the leaf of a refused policy`() {
    #expect(
      PolicyMismatch.vendor(.intel, destination: .amd).explanation.text
        == "Failed to set CPUID policy: leaf 00000000: the VM booted on GenuineIntel,"
        + " and this CPU is AuthenticAMD.")
    #expect(PolicyMismatch.basicLeaf.explanation.text.contains("leaf 00000000"))
    #expect(PolicyMismatch.featureSubleaf.explanation.text.contains("leaf 00000007"))
    #expect(PolicyMismatch.extendedLeaf.explanation.text.contains("leaf 80000000"))
  }
}
