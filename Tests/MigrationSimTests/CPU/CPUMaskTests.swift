import MigrationSim
import Testing

@Suite struct `A mask as it is typed` {
  @Test func `has 32 hexadecimal digits, ECX before EDX`() {
    let features = CPUMask(text: "0098e3fd-bfebfbff-00000001-28100800").features
    #expect(features?.text(trimmedTo: 4) == "bfebfbff-0098e3fd-28100800-00000001")
    #expect(features?.legacyText == "0098e3fd-bfebfbff-00000001-28100800")
  }

  // string_to_features drops spaces and hyphens wherever they stand, and letters may be capital.
  @Test(
    arguments: [
      "0098E3FDBFEBFBFF0000000128100800", "0098e3fd bfebfbff 00000001 28100800",
      "0-098e3fd-bfebfbff-00000001-2810080 0",
    ])
  func `may have hyphens and spaces anywhere`(text: String) {
    #expect(CPUMask(text: text) == CPUMask(text: "0098e3fd-bfebfbff-00000001-28100800"))
  }

  @Test func `is told from what is none`() {
    #expect(CPUMask(text: "0098e3fd-bfebfbff-00000001-2810080") == .wrongLength)
    #expect(CPUMask(text: "0098e3fd-bfebfbff-00000001-28100800-00") == .wrongLength)
    #expect(CPUMask(text: "") == .wrongLength)
    #expect(CPUMask(text: "0098e3fx-bfebfbff-00000001-28100800") == .illegalCharacter)
    #expect(CPUMask(text: "０098e3fd-bfebfbff-00000001-28100800") == .illegalCharacter)
    #expect(CPUMask(text: "sse").features == nil)
  }
}

private let westmere = Processor(
  name: "Westmere", vendor: .intel, physicalFeatures: [.sse, .sse42, .aes, .lm],
  signature: CPUSignature(family: 6, model: 0x2c, stepping: 2))

@Suite struct `A host's CPU over its boots` {
  @Test func `counts as another one from the next boot on`() {
    var newer = westmere
    newer.physicalFeatures[.avx] = true
    var host = HostCPU(westmere)
    host.exchange(for: newer)
    #expect(!host.effectiveFeatures[.avx] && host.needsReboot)
    host.reboot()
    #expect(host.effectiveFeatures == newer.physicalFeatures && !host.needsReboot)
  }

  // cpuid_mask_ecx stays on Xen's command line as it was computed for the CPU before.
  @Test func `keeps its mask when the processor is replaced`() {
    var newer = westmere
    newer.physicalFeatures = newer.physicalFeatures.union([.avx, .smep, .nx])
    var host = HostCPU(westmere)
    host.setMask([.sse, .sse42, .lm])
    host.exchange(for: newer)
    host.reboot()
    // The word of AES is masked, bit for bit; those of NX and SMEP are not.
    #expect(host.effectiveFeatures == [.sse, .sse42, .lm, .nx, .smep])
  }

  @Test func `loses its mask where the new processor has no registers for one`() {
    var core2 = westmere
    core2.signature = CPUSignature(family: 6, model: 15, stepping: 11)
    var host = HostCPU(westmere)
    host.setMask([.sse, .lm])
    host.exchange(for: core2)
    host.reboot()
    #expect(host.effectiveFeatures == core2.physicalFeatures)
  }

  @Test func `shows less after an update, and does not lose it`() {
    var host = HostCPU(westmere)
    host.withhold([.aes])
    #expect(host.effectiveFeatures[.aes])
    host.reboot()
    #expect(!host.effectiveFeatures[.aes] && host.physicalFeatures[.aes])
    host.resetMask()
    host.reboot()
    #expect(!host.effectiveFeatures[.aes])
  }
}
