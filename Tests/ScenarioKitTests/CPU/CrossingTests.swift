import MigrationSim
import ScenarioKit
import Testing

private func processor(_ name: String) throws -> Processor {
  try #require(try shippedCPUs.cpus(named: [name]).first).processor
}

private func crossing(
  _ guest: String, _ from: String, _ to: String, _ era: LevellingEra = .none,
  _ company: Crossing.Company = .alone, mode: GuestMode = .hvm
) throws -> Crossing {
  Crossing(
    of: try #require(shippedCPUs.guest(guest)), mode: mode, from: try processor(from),
    to: try processor(to), under: Levelling(era: era, limits: shippedCPUs.limits),
    company: company)
}

private func missing(_ crossing: Crossing) -> [String] {
  crossing.refusal.flatMap { mismatch -> [String] in
    guard case .missing(let features) = mismatch else { return [] }
    return features.map { shippedCPUs.names[$0] }
  }
}

@Suite struct `Crossings that are known from outside` {
  // VM.last_boot_CPU_flags of a VM on a Xeon E5-2650 v3, in xapi's own test data (xapi-24).
  @Test func `a VM of a Xeon E5-2650 v3 goes to another one`() throws {
    let booted = "1fcbfbff-f7fa3203-2c100800-00000021-00000001-000007ab"
    let back = try crossing("linux-glibc", booted, "Haswell-noTSX", .levelling)
    #expect(back.verdict == .safe)
    let down = try crossing("linux-glibc", booted, "IvyBridge", .levelling)
    #expect(missing(down).contains("avx2") && missing(down).contains("movbe"))
  }

  // https://github.com/xcp-ng/xenadmin/issues/66: a pool of Core i7-860, where one direction works
  // and the other does not. What a VirtualBox host hides makes it so here.
  @Test func `a VM of a Core i7-860 goes one way only`() throws {
    let published = "0098e3fd-bfebfbff-00000001-28100800"
    #expect(
      try processor(published).physicalFeatures == processor("Core-i7-860").physicalFeatures)
    let nested = "Core-i7-860,-vmx,-sse4_1,-sse4_2,-popcnt"
    let down = try crossing("linux-glibc", published, nested, mode: .pv)
    #expect(down.verdict == .machineCrashes)
    #expect(down.lost.map { shippedCPUs.names[$0.feature] } == ["sse4_2", "popcnt"])
    #expect(try crossing("linux-glibc", nested, published, mode: .pv).verdict == .safe)
  }

  // reload.eez.fr, "Migration XEN et SSE4" (2014): rsyslogd died in libc, then the kernel.
  @Test func `a guest with glibc dies where SSE4.2 is gone`() throws {
    let found = try crossing("linux-glibc", "Westmere", "Conroe", mode: .pv)
    #expect(found.lost.contains { $0.feature == .sse42 && $0.layer == .libc })
    #expect(found.probability(in: .libc, within: .seconds(1)) > 0.99)
    // POPCNT and AES in the kernel, 0.021 times a second: 1 − e^(−1.26) in a minute.
    #expect(abs(found.probability(in: .kernel, within: .seconds(60)) - 0.716346) < 1e-6)
    #expect(found.verdict == .machineCrashes)
  }

  // OpenNebula issue 1688, with its list of missing features.
  @Test func `Ivy Bridge to Westmere is refused`() throws {
    let found = try crossing("linux-glibc", "IvyBridge", "Westmere", .levelling)
    #expect(found.verdict == .refused)
    let expected = ["xsave", "avx", "f16c", "rdrand", "fsgsbase", "smep", "erms", "xsaveopt"]
    #expect(expected.allSatisfy(missing(found).contains))
  }

  // mmooresystems.com: CANNOT_EVACUATE_HOST from a Xeon E5-2670 v3 to an E5-2650 v2.
  @Test func `Haswell to Ivy Bridge is refused`() throws {
    #expect(
      try crossing("linux-glibc", "Haswell-noTSX", "IvyBridge", .levelling).verdict == .refused)
  }

  // Broadcom KB 301390: AES and PCLMULQDQ switched off in the BIOS of otherwise equal hosts.
  @Test func `a like host whose firmware hides AES is refused`() throws {
    let found = try crossing(
      "linux-glibc", "Westmere", "Westmere,-aes,-pclmulqdq", .levelling)
    #expect(missing(found) == ["pclmulqdq", "aes"])
  }

  // EPYC lacks FMA4, TBM and XOP, which Opteron G5 has.
  @Test func `Opteron and EPYC are refused either way`() throws {
    #expect(try crossing("numerical", "Opteron_G5", "EPYC", .levelling).verdict == .refused)
    #expect(try crossing("numerical", "EPYC", "Opteron_G5", .levelling).verdict == .refused)
  }
}

@Suite struct `A crossing` {
  @Test(arguments: [LevellingEra.none, .masking, .levelling])
  func `to the same CPU is safe, whatever the guest`(era: LevellingEra) throws {
    for model in shippedCPUs.modelNames {
      for guest in shippedCPUs.guests {
        for mode in GuestMode.allCases {
          let found = try crossing(guest.name, model, model, era, mode: mode)
          #expect(found.verdict == .safe, "\(model), \(guest.name), \(mode)")
        }
      }
    }
  }

  @Test func `in one pool of levelling is safe between CPUs of one vendor`() throws {
    for (a, b) in [("Westmere", "Conroe"), ("Haswell", "Westmere"), ("EPYC", "Opteron_G5")] {
      for guest in shippedCPUs.guests where guest.name != "jit-by-name" {
        #expect(try crossing(guest.name, a, b, .levelling, .pooled).verdict == .safe)
        #expect(try crossing(guest.name, b, a, .levelling, .pooled).verdict == .safe)
      }
    }
  }

  // A mask and a level hide an instruction and do not take it away.
  @Test func `in one pool of levelling is not safe for who goes by the CPU's name`() throws {
    let down = try crossing("jit-by-name", "Haswell", "IvyBridge", .levelling, .pooled)
    #expect(down.verdict == .processDies)
    #expect(
      Set(down.lost.map { shippedCPUs.names[$0.feature] }) == ["fma", "avx2", "bmi2"])
    #expect(down.lostAtHome.isEmpty)
    #expect(
      try crossing("debian-12", "Haswell", "IvyBridge", .levelling, .pooled).verdict == .safe)
    // jax-ml/jax issue 2906: AVX-512 kept from it, it dies where it is.
    let home = try crossing("jit-by-name", "Skylake-Server", "Broadwell", .levelling, .pooled)
    #expect(
      Set(home.lostAtHome.map { shippedCPUs.names[$0.feature] }) == ["avx512f", "avx512vl"])
  }

  @Test func `to another vendor's CPU is called no more than that where nothing is missing`() throws
  {
    let there = try crossing("old-linux-router", "Westmere", "EPYC", LevellingEra.none)
    #expect(there.lost.isEmpty && there.verdict == .otherVendor)
    #expect(
      try crossing("old-linux-router", "Westmere", "EPYC", .masking).verdictIfForced
        == .otherVendor)
    let lossy = try crossing("linux-glibc", "Westmere", "Opteron_G3", LevellingEra.none)
    #expect(lossy.verdict == .machineCrashes)
  }

  @Test func `to a fuller CPU leaves what processes will latch later`() throws {
    let up = try crossing("linux-glibc", "Conroe", "Westmere", mode: .pv)
    #expect(up.verdict == .safe)
    #expect(up.latchedLater.map { shippedCPUs.names[$0.feature] } == ["sse4_2"])
  }

  @Test func `fails after the suspend where registers are gone`() throws {
    #expect(try crossing("windows-server", "IvyBridge", "Conroe").verdict == .restoreFails)
  }
}

@Suite struct `The level of three CPUs` {
  private func names(_ features: FeatureSet) -> [String] { features.map { shippedCPUs.names[$0] } }

  @Test func `is what all have, and tells what each costs`() throws {
    let three = try ["Haswell", "IvyBridge", "Westmere"].map(processor)
    let common = CommonLevel(of: three, mode: .hvm, limits: shippedCPUs.limits)
    #expect(common.level.text() == "1fcbfbff-82ba2203-28100800-00000001")
    // The dump of Ivy Bridge is a desktop's, without pages of 1 GiB.
    #expect(common.costs.map(\.count) == [0, 1, 9])
    #expect(names(common.costs[1]) == ["pdpe1gb"])
    #expect(names(common.costs[2]).contains("avx") && names(common.costs[2]).contains("smep"))
    #expect(CommonLevel.mask(of: three).legacyText == "02bae3ff-bfebfbff-00000001-28100800")
  }

  // The check value of the law of levels: {SSE3, MD_CLEAR} and {SSE3, AVX} give both of the first.
  @Test func `keeps a feature that accumulates, and says who brings it`() throws {
    let limits = GuestFeatureLimits.none
    let two = try ["00000000-00000001-00000000-00000000-00000000,+md_clear", "n270"].map(processor)
    let common = CommonLevel(of: two, mode: .hvm, limits: limits)
    #expect(common.level[.mdClear])
    #expect(common.brings == [[.mdClear], []])
  }
}
