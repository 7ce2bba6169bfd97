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
      features: text("features.csv"), models: text("models.csv"), guests: text("guests.csv"))
  } catch { fatalError("\(error)") }
}()

@Suite struct `The CPU data that is shipped` {
  @Test func `is whole`() {
    #expect(shippedCPUs.features.count == 327)
    #expect(shippedCPUs.models.count == 35)
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

  // Three dumps lack what libvirt or QEMU promise of their model: the w7-3465X has TSX off, the
  // Atom P5362 never had gigabyte pages or MPX, and the Phenom's BIOS hides NX.
  @Test func `promises more than the real CPU has for three models alone`() {
    var excess: [String: String] = [:]
    for model in shippedCPUs.models {
      guard let real = model.realFeatures else { continue }
      let missing = model.baseline.subtracting(real)
      if !missing.isEmpty { excess[model.name] = shippedCPUs.names.phrase(missing) }
    }
    #expect(
      excess == [
        "SapphireRapids": "hle and rtm", "Snowridge": "pdpe1gb and mpx", "phenom": "nx",
      ])
  }

  // The exceptions: CPUs that keep room for LWP (Opteron) or for a component without a feature
  // (EPYC-Rome), and an engineering sample that tells of MPX without its components.
  @Test func `has XSAVE areas that the layout explains`() {
    for model in shippedCPUs.models {
      guard let features = model.realFeatures else { continue }
      let components = XSAVEArea.components(of: features)
      let exceptions = ["Opteron_G4", "Opteron_G5", "EPYC-Rome", "Icelake-Server"]
      if exceptions.contains(model.name) { continue }
      #expect(components == model.realXCR0 ?? 0, "\(model.name)")
      #expect(
        XSAVEArea.bytes(of: components, vendor: model.vendor) == model.realXSAVEBytes ?? 0,
        "\(model.name)")
    }
  }
}

@Suite struct `Published feature strings` {
  // VM.last_boot_CPU_flags of a VM on a Xeon E5-2650 v3, in xapi's own test data (xapi-24); words
  // past the sixth tell of microcode.
  @Test func `are computed for a Xeon E5-2650 v3`() throws {
    let processor = try shippedCPUs.processor(model: "Haswell-noTSX")
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
