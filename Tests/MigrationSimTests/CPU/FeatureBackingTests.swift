import MigrationSim
import Testing

@Suite struct `What backs a feature` {
  // Bit numbers of CR4 and EFER: Intel SDM volume 3, 2.5 and 2.2.1.
  @Test func `is a bit of CR4 where the kernel switches it on there`() {
    #expect(Feature.smep.backing.cr4 == 0x10_0000)
    #expect(Feature.smap.backing.cr4 == 0x20_0000)
    #expect(Feature.fsgsbase.backing.cr4 == 0x1_0000)
    #expect(Feature.pcid.backing.cr4 == 0x2_0000)
    #expect(Feature.umip.backing.cr4 == 0x800)
    #expect(Feature.xsave.backing.cr4 == 0x4_0000)
  }

  @Test func `is a bit of EFER for NX, long mode and SYSCALL`() {
    #expect(Feature.nx.backing.efer == 0x800)
    #expect(Feature.lm.backing.efer == 0x500)
    #expect(Feature.syscall.backing.efer == 0x1)
  }

  @Test func `is components of XCR0 for wide registers`() {
    #expect(Feature.avx.backing.xcr0 == 0x4)
    #expect(Feature.mpx.backing.xcr0 == 0x18)
    #expect(Feature.avx512f.backing.xcr0 == 0xe0)
    #expect(Feature.pku.backing.xcr0 == 0x200)
    #expect(Feature.pku.backing.cr4 == 0x40_0000)
  }

  @Test(arguments: [Feature.sse41, .sse42, .ssse3, .popcnt, .aes, .rdrand, .avx2])
  func `is nothing but the instruction for the rest`(feature: Feature) {
    #expect(feature.backing == .instruction)
    #expect(feature.backing.cr4 == 0 && feature.backing.xcr0 == 0 && feature.backing.efer == 0)
  }
}

@Suite struct `The XSAVE area` {
  // Leaf D of the Xeon E5-2650, Core i5-6600, Xeon Gold 6130, Xeon w7-3465X and EPYC 9334.
  @Test(
    arguments: [
      (UInt64(0), CPUVendor.intel, 0), (0x3, .intel, 576), (0x7, .intel, 832),
      (0x1f, .intel, 1088), (0x2ff, .intel, 2696), (0x602e7, .intel, 11008), (0x7, .amd, 832),
      (0x2e7, .amd, 2440),
    ])
  func `is as large as real CPUs say`(components: UInt64, vendor: CPUVendor, bytes: Int) {
    #expect(XSAVEArea.bytes(of: components, vendor: vendor) == bytes)
  }

  @Test func `holds what the features bring, and nothing without XSAVE`() {
    #expect(XSAVEArea.components(of: [.avx, .avx512f]) == 0)
    #expect(XSAVEArea.components(of: [.xsave]) == 0x3)
    #expect(XSAVEArea.components(of: [.xsave, .avx, .mpx]) == 0x1f)
    #expect(XSAVEArea.components(of: [.xsave, .avx, .mpx, .avx512f, .pku]) == 0x2ff)
  }
}

@Suite struct `Names of features` {
  @Test func `fall back to word and bit`() {
    let names = FeatureNames([(.sse42, "sse4_2")])
    #expect(names[.sse42] == "sse4_2")
    #expect(names[.avx] == "1:28")
  }

  @Test func `make a phrase in order of word and bit`() {
    let names = FeatureNames([(.sse42, "sse4_2"), (.avx, "avx"), (.smep, "smep")])
    #expect(names.phrase([.smep, .avx, .sse42]) == "sse4_2, avx and smep")
    #expect(names.phrase([.avx]) == "avx")
    #expect(names.phrase([]) == "none")
  }
}
