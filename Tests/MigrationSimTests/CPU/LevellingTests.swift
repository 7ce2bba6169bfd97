import MigrationSim
import Testing

/// Three CPUs of Intel's as small as the rules allow; signatures of real ones.
private let penryn = Processor(
  name: "Penryn", vendor: .intel, physicalFeatures: [.sse, .sse41, .lm],
  signature: CPUSignature(family: 6, model: 0x17, stepping: 6))
private let nehalem = Processor(
  name: "Nehalem", vendor: .intel, physicalFeatures: [.sse, .sse41, .sse42, .vmx, .lm],
  signature: CPUSignature(family: 6, model: 0x1a, stepping: 5))
private let ivyBridge = Processor(
  name: "IvyBridge", vendor: .intel,
  physicalFeatures: [.sse, .sse41, .sse42, .vmx, .lm, .avx, .fsgsbase])
private let phenom = Processor(
  name: "Phenom", vendor: .amd, physicalFeatures: [.sse, .lm],
  signature: CPUSignature(family: 0x10, model: 4, stepping: 2))

private let limits = GuestFeatureLimits(
  pv: [.sse, .sse41, .sse42, .lm, .avx], hvm: [.sse, .sse41, .sse42, .lm, .avx, .fsgsbase],
  synthetic: [.hypervisor])

@Suite struct `A mask on a host's CPU` {
  @Test func `takes effect at the next boot`() {
    var host = HostCPU(nehalem)
    #expect(host.setMask([.sse, .sse41, .vmx, .lm]).isEmpty)
    #expect(host.effectiveFeatures[.sse42])
    #expect(host.needsReboot)
    host.reboot()
    #expect(!host.effectiveFeatures[.sse42])
    #expect(host.physicalFeatures[.sse42])
    #expect(!host.needsReboot)
    host.resetMask()
    #expect(!host.effectiveFeatures[.sse42])
    host.reboot()
    #expect(host.effectiveFeatures == nehalem.physicalFeatures)
  }

  @Test func `cannot add what the CPU lacks`() {
    var host = HostCPU(nehalem)
    #expect(host.setMask(nehalem.physicalFeatures.union([.aes])) == [.notASubset(extra: [.aes])])
    #expect(!host.needsReboot)
  }

  @Test func `cannot hide extended words on a CPU that masks only the base`() {
    var host = HostCPU(penryn)
    #expect(host.setMask([.sse]) == [.notMaskable([.lm])])
    #expect(host.setMask([.sse, .lm, .aes]) == [.notASubset(extra: [.aes])])
    #expect(host.setMask([.sse, .lm]).isEmpty)
  }

  @Test func `tells every reason against it`() {
    var host = HostCPU(penryn)
    #expect(host.setMask([.aes]) == [.notASubset(extra: [.aes]), .notMaskable([.lm])])
  }

  @Test func `is refused where the CPU has no mask registers`() {
    var host = HostCPU(ivyBridge)
    #expect(host.setMask([.sse]) == [.notSupported])
  }

  @Test func `leaves later words alone`() {
    var processor = nehalem
    processor.physicalFeatures[.smep] = true
    var host = HostCPU(processor)
    #expect(host.setMask([.sse]).isEmpty)
    host.reboot()
    #expect(host.effectiveFeatures == [.sse, .smep])
  }

  // doc/content/design/heterogeneous-pools.md: 17h from stepping 4, 1ah past stepping 2.
  @Test(
    arguments: [
      (CPUVendor.intel, 6, 0x17, 3, CPUMaskability.no), (.intel, 6, 0x17, 4, .base),
      (.intel, 6, 0x1d, 0, .base), (.intel, 6, 0x1a, 2, .no), (.intel, 6, 0x1a, 3, .full),
      (.intel, 6, 0x1e, 5, .full), (.intel, 6, 0x2c, 2, .full), (.intel, 6, 0x0f, 11, .no),
      (.amd, 0x0f, 1, 0, .no), (.amd, 0x10, 2, 3, .full), (.amd, 0x17, 1, 2, .full),
    ])
  func `depends on the signature`(
    vendor: CPUVendor, family: Int, model: Int, stepping: Int, expected: CPUMaskability
  ) {
    let signature = CPUSignature(family: family, model: model, stepping: stepping)
    #expect(CPUMaskability(vendor: vendor, signature: signature) == expected)
  }
}

@Suite struct `What a VM sees when it boots` {
  @Test func `before levelling is its own host's CPU`() {
    for era in [LevellingEra.none, .masking] {
      let levelling = Levelling(era: era, limits: limits)
      let hosts = [HostCPU(nehalem), HostCPU(penryn)]
      #expect(
        levelling.featuresAtBoot(on: hosts[0], in: hosts, for: .hvm)
          == [.sse, .sse41, .sse42, .lm, .hypervisor])
      #expect(
        levelling.featuresAtBoot(on: hosts[0], in: hosts, for: .pv) == nehalem.physicalFeatures)
    }
  }

  @Test func `follows a mask once the host has rebooted`() {
    let levelling = Levelling(era: .masking, limits: limits)
    var host = HostCPU(nehalem)
    host.setMask([.sse, .sse41, .lm])
    #expect(levelling.featuresAtBoot(on: host, in: [host], for: .pv)[.sse42])
    host.reboot()
    #expect(levelling.featuresAtBoot(on: host, in: [host], for: .pv) == [.sse, .sse41, .lm])
  }

  @Test func `since levelling is what the whole pool has`() {
    let levelling = Levelling(era: .levelling, limits: limits)
    let hosts = [HostCPU(ivyBridge), HostCPU(penryn)]
    for mode in GuestMode.allCases {
      #expect(
        levelling.featuresAtBoot(on: hosts[0], in: hosts, for: mode)
          == [.sse, .sse41, .lm, .hypervisor])
    }
  }

  // feature-levelling.pandoc: without mask registers or faulting the guest asks the bare CPU.
  @Test func `is the bare CPU for a PV guest where nothing can be hidden`() {
    var core2 = penryn
    core2.signature = CPUSignature(family: 6, model: 0x0f, stepping: 11)
    let levelling = Levelling(era: .levelling, limits: limits)
    let hosts = [HostCPU(core2), HostCPU(phenom)]
    #expect(levelling.featuresAtBoot(on: hosts[0], in: hosts, for: .pv) == [.sse, .sse41, .lm])
    #expect(
      levelling.featuresAtBoot(on: hosts[0], in: hosts, for: .hvm) == [.sse, .lm, .hypervisor])
    #expect(!core2.levelsPVGuests && phenom.levelsPVGuests && ivyBridge.levelsPVGuests)
  }
}

@Suite struct `What a VM sees when it arrives` {
  private let guest = RunningCPUState(
    booting: GuestProfile(name: "any", uses: []), vendor: .intel,
    features: [.sse, .sse41, .lm, .hypervisor])

  @Test func `is the new host's CPU before levelling`() {
    let levelling = Levelling(era: .none, limits: limits)
    let host = HostCPU(nehalem)
    #expect(
      levelling.featuresOnArrival(of: guest, on: host, for: .pv) == nehalem.physicalFeatures)
    #expect(levelling.featuresOnArrival(of: guest, on: host, for: .hvm)[.sse42])
  }

  @Test func `is what it booted with since levelling, clamped to the host`() {
    let levelling = Levelling(era: .levelling, limits: limits)
    let host = HostCPU(ivyBridge)
    #expect(levelling.featuresOnArrival(of: guest, on: host, for: .hvm) == guest.features)
    #expect(
      levelling.featuresOnArrival(of: guest, on: HostCPU(phenom), for: .pv)
        == [.sse, .lm, .hypervisor])
  }
}

/// All features of all words.
private let whole = FeatureSet(words: Array(repeating: .max, count: 32))

@Suite struct `CPUs compared at a join` {
  @Test func `must be equal in vendor and features in the XCP era`() {
    for era in [LevellingEra.none, .masking] {
      let levelling = Levelling(era: era, limits: limits)
      #expect(levelling.joinMismatches(of: HostCPU(penryn), with: HostCPU(penryn)).isEmpty)
      #expect(
        levelling.joinMismatches(of: HostCPU(nehalem), with: HostCPU(penryn))
          == [.featuresDiffer(missing: [], extra: [.sse42, .vmx])])
      #expect(
        levelling.joinMismatches(of: HostCPU(phenom), with: HostCPU(penryn))
          == [
            .vendorDiffers(.intel, other: .amd), .featuresDiffer(missing: [.sse41], extra: []),
          ])
    }
  }

  @Test func `may differ in EST, which the pool's default mask leaves out`() {
    var withEST = penryn
    withEST.physicalFeatures[.est] = true
    let levelling = Levelling(era: .masking)
    #expect(levelling.joinMismatches(of: HostCPU(withEST), with: HostCPU(penryn)).isEmpty)
    #expect(Levelling.defaultJoinMask.legacyText == "ffffff7f-ffffffff-ffffffff-ffffffff")
  }

  // Pool.other_config:cpuid_feature_mask may leave more out.
  @Test func `may differ in what the pool's own mask leaves out`() {
    var lenient = Levelling(era: .masking)
    lenient.joinMask = whole.subtracting([.sse42, .vmx])
    #expect(lenient.joinMismatches(of: HostCPU(nehalem), with: HostCPU(penryn)).isEmpty)
    let strict = Levelling(era: .masking, joinMask: whole)
    var withEST = penryn
    withEST.physicalFeatures[.est] = true
    #expect(
      strict.joinMismatches(of: HostCPU(withEST), with: HostCPU(penryn))
        == [.featuresDiffer(missing: [], extra: [.est])])
  }

  @Test func `are made equal by a mask and a reboot`() {
    let levelling = Levelling(era: .masking)
    var joiner = HostCPU(nehalem)
    joiner.setMask(penryn.physicalFeatures)
    #expect(!levelling.joinMismatches(of: joiner, with: HostCPU(penryn)).isEmpty)
    joiner.reboot()
    #expect(levelling.joinMismatches(of: joiner, with: HostCPU(penryn)).isEmpty)
  }

  @Test func `need only the vendor since levelling`() {
    let levelling = Levelling(era: .levelling)
    #expect(levelling.joinMismatches(of: HostCPU(nehalem), with: HostCPU(penryn)).isEmpty)
    #expect(
      levelling.joinMismatches(of: HostCPU(phenom), with: HostCPU(penryn))
        == [.vendorDiffers(.intel, other: .amd)])
  }
}

@Suite struct `CPUs compared at a migration` {
  private let profile = GuestProfile(name: "any", uses: [])

  private func mismatches(
    _ era: LevellingEra, _ from: Processor, _ to: Processor, _ mode: GuestMode = .hvm
  ) -> [CPUMismatch] {
    let levelling = Levelling(era: era, limits: limits)
    let (source, destination) = (HostCPU(from), HostCPU(to))
    let guest = levelling.boot(profile, on: source, in: [source], for: mode)
    return levelling.migrationMismatches(
      of: guest, to: to.vendor, publishing: levelling.published(by: destination, for: mode))
  }

  @Test func `were not compared at all before March 2011`() {
    #expect(mismatches(.none, nehalem, phenom).isEmpty)
  }

  @Test func `must have what the VM booted with`() {
    #expect(mismatches(.masking, nehalem, penryn) == [.missing([.sse42, .vmx])])
    #expect(mismatches(.levelling, nehalem, penryn) == [.missing([.sse42])])
    #expect(mismatches(.levelling, penryn, nehalem).isEmpty)
    #expect(mismatches(.masking, penryn, nehalem).isEmpty)
  }

  @Test func `must be of one vendor, and every difference is told`() {
    #expect(
      mismatches(.levelling, penryn, phenom)
        == [.vendorDiffers(.intel, other: .amd), .missing([.sse41])])
  }

  // What is written down at boot is compared, not what a PV guest finds out for itself.
  @Test func `takes a PV guest by what it was meant to see`() {
    var core2 = penryn
    core2.signature = nil
    core2.physicalFeatures[.vmx] = true
    #expect(mismatches(.levelling, core2, penryn, .pv).isEmpty)
    #expect(mismatches(.masking, core2, penryn, .pv) == [.missing([.vmx])])
  }

  @Test func `cannot be compared when the host's toolstack is of another era`() {
    let levelling = Levelling(era: .levelling, limits: limits)
    let host = HostCPU(nehalem)
    let guest = levelling.boot(profile, on: host, in: [host], for: .hvm)
    #expect(
      levelling.migrationMismatches(of: guest, to: .intel, publishing: nil) == [.notComparable])
  }

  // Design document, "less capable joins": running VMs keep their set and cannot go there.
  @Test func `a VM from before the pool's level fell can go once it has restarted`() {
    let levelling = Levelling(era: .levelling, limits: limits)
    let (strong, weak) = (HostCPU(nehalem), HostCPU(penryn))
    let before = levelling.boot(profile, on: strong, in: [strong], for: .hvm)
    let published = levelling.published(by: weak, for: .hvm)
    #expect(
      levelling.migrationMismatches(of: before, to: .intel, publishing: published)
        == [.missing([.sse42])])
    let restarted = levelling.boot(profile, on: strong, in: [strong, weak], for: .hvm)
    #expect(
      levelling.migrationMismatches(of: restarted, to: .intel, publishing: published).isEmpty)
  }
}
