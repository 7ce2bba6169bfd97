import Foundation
import MigrationSim
import ScenarioKit
import Testing

/// The catalogue as it is shipped, read from the source tree.
let shippedCPUs: CPUCatalogue = {
  let data = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Sources/ScenarioKit/Data")
  func text(_ name: String) -> String {
    try! String(contentsOf: data.appending(path: name), encoding: .utf8)
  }
  do {
    return try CPUCatalogue(
      features: text("features.csv"), models: text("models.csv"), cpus: text("cpus.csv"),
      guests: text("guests.csv"))
  } catch { fatalError("\(error)") }
}()

@Suite struct `The CPU data that is shipped` {
  @Test func `is whole`() {
    #expect(shippedCPUs.features.count == 327)
    #expect(shippedCPUs.models.count == 35)
    #expect(shippedCPUs.models.count { $0.real != nil } == 28)
    // libvirt's 64, and the one of a published report.
    #expect(shippedCPUs.cpus.count == 65)
    #expect(shippedCPUs.cpus.count { $0.source.hasPrefix("libvirt ") } == 64)
    #expect(
      shippedCPUs.guestNames == [
        "old-linux-router", "linux-glibc", "linux-kernel-crc", "windows-server", "numerical",
        "debian-12", "jvm", "database-server", "windows-server-2022", "tls-front-end",
        "bsd-router", "jit-by-name",
      ])
  }

  @Test func `has each place in the featureset once`() {
    let places = shippedCPUs.features.compactMap(\.feature)
    #expect(Set(places).count == places.count)
  }

  @Test func `agrees with the engine's own features`() {
    let known: [(String, Feature)] = [
      ("vme", .vme), ("de", .de), ("pse", .pse), ("tsc", .tsc), ("pae", .pae), ("mce", .mce),
      ("pge", .pge), ("fxsr", .fxsr), ("sse", .sse), ("sse2", .sse2), ("ht", .htt), ("vmx", .vmx),
      ("est", .est), ("ssse3", .ssse3), ("pcid", .pcid), ("sse4_1", .sse41), ("sse4_2", .sse42),
      ("x2apic", .x2apic), ("popcnt", .popcnt), ("aes", .aes), ("xsave", .xsave), ("avx", .avx),
      ("rdrand", .rdrand), ("hypervisor", .hypervisor), ("syscall", .syscall), ("nx", .nx),
      ("fxsr_opt", .ffxsr), ("lm", .lm), ("svm", .svm), ("fsgsbase", .fsgsbase), ("avx2", .avx2),
      ("smep", .smep), ("mpx", .mpx), ("avx512f", .avx512f), ("smap", .smap), ("umip", .umip),
      ("pku", .pku), ("cet_ss", .cetShadowStack), ("pks", .pks), ("ibt", .cetBranchTracking),
      ("amx_tile", .amxTile), ("auto_ibrs", .autoIBRS), ("no_lmsl", .noLMSL),
      ("md_clear", .mdClear), ("fs_gs_ns", .fsGsNonSerialising), ("verw_clear", .verwClear),
      ("fb_clear", .fbClear), ("rfds_clear", .rfdsClear),
    ]
    for (name, feature) in known {
      #expect(shippedCPUs.feature(name)?.feature == feature, "\(name)")
    }
    #expect(shippedCPUs.accumulating == .accumulating)
  }

  // Words of real CPUs follow the register that the data gives for each word.
  @Test func `keeps the features of one word in one register`() {
    for word in 0..<FeatureSet.wordCount {
      let places = shippedCPUs.features.filter { $0.feature?.word == word }
        .map { "\($0.leaf) \($0.subleaf) \($0.register)" }
      #expect(Set(places).count <= 1, "word \(word): \(Set(places))")
      #expect(
        shippedCPUs.features.filter { $0.feature?.word == word }.allSatisfy {
          $0.feature?.bit == $0.bit
        })
    }
  }

  // CR4, XCR0 and EFER are those of the engine. It leaves out what Xen never lets a guest set:
  // SMXE, LA57, UINTR, LASS, FRED and LAM_SUP of CR4, LWP of XCR0, TCE of EFER.
  @Test func `has the state behind each feature that the engine has`() throws {
    var differing: [String] = []
    for entry in shippedCPUs.features {
      let backing = entry.feature?.backing ?? .instruction
      let state = entry.state
      if backing.cr4 != state.cr4 || backing.xcr0 != state.xcr0 || backing.efer != state.efer {
        differing.append(entry.name)
        #expect(backing == .instruction, "\(entry.name)")
      }
    }
    #expect(differing == ["smx", "la57", "uintr", "lass", "fred", "lam", "lwp", "tce"])
  }

  // Without a backing are two that no guest sees: the extended APIC space, and lockstep.
  @Test func `tells what stands behind all but two that Xen levels, and what each one is`() {
    let levelled = shippedCPUs.features.filter { $0.feature != nil }
    #expect(levelled.count == 273)
    #expect(levelled.filter { $0.state.kinds == [.other] }.map(\.name) == ["slsm", "extapic"])
    #expect(shippedCPUs.features.allSatisfy { !$0.meaning.isEmpty && $0.meaning.count <= 50 })
  }

  // The letters of cpufeatureset.h (Xen c447b7308b).
  @Test(arguments: [
    ("sse4_2", GuestVisibility.all), ("smep", .hvm), ("pcid", .nestedPaging),
    ("hle", .allOnRequest), ("mpx", .hvmOnRequest), ("vmx", .nestedPagingOnRequest),
    ("monitor", .nobody),
  ])
  func `tells which guests see a feature`(name: String, visibility: GuestVisibility) {
    #expect(shippedCPUs.feature(name)?.visibility == visibility)
  }

  // Three dumps lack what libvirt or QEMU promise of their model: the w7-3465X has TSX off, the
  // Atom P5362 never had gigabyte pages or MPX, and the Phenom's BIOS hides NX.
  @Test func `promises more than the real CPU has for three models alone`() {
    var excess: [String: String] = [:]
    for model in shippedCPUs.models {
      guard let real = model.real else { continue }
      let missing = model.baseline.subtracting(real.features)
      if !missing.isEmpty { excess[model.name] = shippedCPUs.names.phrase(missing) }
      #expect(real.vendor == model.vendor, "\(model.name)")
    }
    #expect(
      excess == [
        "SapphireRapids": "hle and rtm", "Snowridge": "pdpe1gb and mpx", "phenom": "nx",
      ])
  }

  // Words, family, model, stepping and leaf d of four of libvirt's dumps.
  @Test(arguments: [
    ("Xeon-E5-2650-v3", "bfebfbff-7ffefbff-2c100800-00000021-00000001-000037ab", 6, 63, 2, 832),
    ("FX-8150", "178bfbff-1e98220b-2e500800-01c9bfff-00000000-00000000", 21, 1, 2, 960),
    (
      "Ryzen-9-3900X-12-Core", "178bfbff-7ed8320b-2e500800-75c237ff-0000000f-219c91a9", 23, 113, 0,
      896
    ),
    ("Xeon-Platinum-9242", "bfebfbff-7ffefbff-2c100800-00000121-0000000f-d39ffffb", 6, 85, 7, 2696),
  ])
  func `has the words that are published`(
    name: String, words: String, family: Int, model: Int, stepping: Int, bytes: Int
  ) throws {
    let cpu = try #require(shippedCPUs.cpu(name.uppercased()))
    #expect(cpu.features.text(trimmedTo: 6) == words)
    #expect(cpu.signature == CPUSignature(family: family, model: model, stepping: stepping))
    #expect(cpu.xsaveBytes == bytes)
  }

  // A model and a real CPU of one name are one CPU, whichever is meant.
  @Test func `gives no name to two CPUs`() {
    let shared = shippedCPUs.models.filter { shippedCPUs.cpu($0.name) != nil }
    #expect(shared.map(\.name) == ["Cooperlake", "Core-i7-860"])
    #expect(shared.allSatisfy { $0.real?.name == $0.name })
  }

  // The exceptions: CPUs that keep room for LWP (AMD's family 15h) or for a component without a
  // feature (Zen 2 and 3), and an engineering sample that tells of MPX without its components.
  @Test func `has XSAVE areas that the layout explains`() {
    var unexplained: [String] = []
    for cpu in shippedCPUs.cpus {
      let components = XSAVEArea.components(of: cpu.features)
      let bytes = XSAVEArea.bytes(of: components, vendor: cpu.vendor)
      if components != cpu.xcr0 ?? 0 || bytes != cpu.xsaveBytes ?? 0 {
        unexplained.append(cpu.name)
      }
    }
    #expect(
      unexplained == [
        "A10-5800K", "EPYC-7502-32-Core", "FX-8150", "Ice-Lake-Server", "Opteron-6234",
        "Opteron-6282", "Ryzen-9-3900X-12-Core",
      ])
  }
}

@Suite struct `Published feature strings` {
  // VM.last_boot_CPU_flags of a VM on a Xeon E5-2650 v3, in xapi's own test data (xapi-24); words
  // past the sixth tell of microcode.
  @Test(arguments: ["Haswell-noTSX", "xeon-e5-2650-V3"])
  func `are computed for a Xeon E5-2650 v3`(name: String) throws {
    let processor = try shippedCPUs.processor(model: name)
    let maximum = shippedCPUs.limits.maximum(of: processor.physicalFeatures, for: .hvm)
    #expect(
      maximum.text(trimmedTo: 6) == "1fcbfbff-f7fa3203-2c100800-00000021-00000001-000007ab")
  }

  // features_hvm of a public XCP-ng pool of Nehalem's class. What differs from the Xeon W3520 is
  // nested VMX, the mirrored bits, and CMP_LEGACY with one bit more.
  @Test func `differ for a Nehalem only by what the pool had more`() throws {
    let processor = try shippedCPUs.processor(model: "Nehalem")
    let published = try FeatureSet(text: "1fcbfbff-80b82221-2993fbff-00000403")
    let maximum = shippedCPUs.limits.maximum(of: processor.physicalFeatures, for: .hvm)
    let differing = published.subtracting(maximum).union(maximum.subtracting(published))
    #expect(differing.text(trimmedTo: 4) == "00000000-00000020-0183f3ff-00000402")
  }

  // https://github.com/xcp-ng/xenadmin/issues/66.
  @Test func `are those of the Core i7-860`() throws {
    let processor = try shippedCPUs.processor(model: "Core-i7-860")
    #expect(processor.physicalFeatures.legacyText == "0098e3fd-bfebfbff-00000001-28100800")
    #expect(processor.maskability == .full)
  }

  // features_pv of the same host, in the same report: Xen of that time hid SS and RDTSCP from PV
  // guests, which today's header shows them, and set CMP_LEGACY by its own account of topology.
  @Test func `are computed for the PV guests of a Core i7-860`() throws {
    let published = try FeatureSet(text: "17c9cbf5-80b82201-2191cbf5-00000003")
    let hardware = try FeatureSet(legacyText: "0098e3fd-bfebfbff-00000001-28100800")
    let maximum = shippedCPUs.limits.maximum(of: hardware, for: .pv)
    #expect(published.subtracting(published.withoutMirroredBits).word(2) == 0x0181_c3f5)
    let told = published.withoutMirroredBits
    #expect(shippedCPUs.names.phrase(maximum.subtracting(told)) == "ss and rdtscp")
    #expect(shippedCPUs.names.phrase(told.subtracting(maximum)) == "cmp_legacy")
  }

  // A public XCP-ng pool tells both sets: what HVM guests may have gives what PV guests may.
  @Test func `of PV guests follow from those of HVM guests`() throws {
    let zeros = "-00000000-00000000-00000000-00000000"
    let hvm = try FeatureSet(text: "1fcbfbff-80b82221-2993fbff-00000403" + zeros)
    let pv = try FeatureSet(text: "1fc9cbf5-80b82201-2991cbf5-00000003" + zeros)
    let maximum = shippedCPUs.limits.maximum(of: hvm, for: .pv)
    #expect(maximum.withoutMirroredBits == pv.withoutMirroredBits)
  }

  // features and features_pv of an XCP-ng under KVM, a Skylake by its name; the same exception.
  @Test func `are computed for the PV guests of a nested Skylake`() throws {
    let published = try FeatureSet(text: "1789cbf5-f6f83203-2991cbf5-00000023").withoutMirroredBits
    let hardware = try FeatureSet(legacyText: "fffa3203-078bfbff-00000021-2c100800")
    let maximum = shippedCPUs.limits.maximum(of: hardware, for: .pv)
    #expect(maximum.subtracting(published).isEmpty)
    #expect(shippedCPUs.names.phrase(published.subtracting(maximum)) == "cmp_legacy")
  }

  // OpenNebula issue 1688: Ivy Bridge to Westmere, "missing features". SMEP to XSAVEOPT there.
  @Test func `explain a refusal from Ivy Bridge to Westmere`() throws {
    let (from, to) = (
      try shippedCPUs.processor(model: "IvyBridge"), try shippedCPUs.processor(model: "Westmere")
    )
    let missing = shippedCPUs.limits.maximum(of: from.physicalFeatures, for: .hvm)
      .subtracting(shippedCPUs.limits.maximum(of: to.physicalFeatures, for: .hvm))
    let named = Set(missing.map { shippedCPUs.names[$0] })
    #expect(
      named.isSuperset(of: [
        "xsave", "avx", "f16c", "rdrand", "fsgsbase", "smep", "erms", "xsaveopt",
      ]))
  }

  // EPYC lacks FMA4, TBM and XOP, which Opteron G5 has: neither is a subset of the other.
  @Test func `are not in order of age`() throws {
    let old = try shippedCPUs.processor(model: "Opteron_G5").physicalFeatures
    let new = try shippedCPUs.processor(model: "EPYC").physicalFeatures
    #expect(!old.isSubset(of: new) && !new.isSubset(of: old))
    let names = Set(old.subtracting(new).map { shippedCPUs.names[$0] })
    #expect(names.isSuperset(of: ["fma4", "tbm", "xop"]))
  }
}
