import MigrationSim
import ScenarioKit
import Testing

@Suite struct `The CPU catalogue` {
  @Test(arguments: ["sse4_2", "sse4.2", "SSE4_2", "SSE4.2"])
  func `finds a feature by any project's name`(name: String) {
    #expect(shippedCPUs.feature(name)?.feature == .sse42)
  }

  @Test func `takes Linux's meaning of a name first`() {
    // Linux calls the debug store "dts"; libvirt calls it "ds".
    #expect(shippedCPUs.feature("dts") == shippedCPUs.feature("ds"))
    #expect(shippedCPUs.feature("aesni")?.name == "aes")
  }

  @Test func `knows features that Xen does not level, without a place`() {
    let entry = shippedCPUs.feature("arat")
    #expect(entry != nil)
    #expect(entry?.feature == nil)
  }

  @Test func `gives every name it finds, once for each feature`() {
    #expect(shippedCPUs.featureNames.allSatisfy { shippedCPUs.feature($0) != nil })
    #expect(shippedCPUs.featureNames.contains("pclmuldq"))
    #expect(shippedCPUs.modelNames.contains("Westmere"))
    #expect(shippedCPUs.model("westmere")?.name == "Westmere")
    #expect(shippedCPUs.model("Eastmere") == nil)
    #expect(shippedCPUs.guest("LINUX-GLIBC")?.name == "linux-glibc")
  }

  @Test func `names features as Linux does, then as Xen does`() {
    #expect(shippedCPUs.names.phrase([.avx, .smep, .fbClear]) == "avx, smep and fb_clear")
  }

  @Test func `makes a processor of a model as its dump has it`() throws {
    let processor = try shippedCPUs.processor(model: "Skylake-Server")
    #expect(processor.xcr0Mask == 0x2ff)
    #expect(processor.xsaveBytes == 2696)
    #expect(processor.signature == CPUSignature(family: 6, model: 85, stepping: 4))
    #expect(processor.physicalFeatures[.avx512f])
  }

  @Test func `makes one of the baseline where no dump is published`() throws {
    let processor = try shippedCPUs.processor(model: "Broadwell-noTSX")
    #expect(processor.physicalFeatures == shippedCPUs.model("Broadwell-noTSX")?.baseline)
    #expect(processor.xcr0Mask == 0x7)
    #expect(processor.xsaveBytes == 832)
  }

  @Test func `lets XSAVE follow the features`() throws {
    let narrow = try shippedCPUs.processor(
      model: "Skylake-Server", removing: ["avx512f", "mpx", "pku"])
    #expect(narrow.xcr0Mask == 0x7)
    #expect(narrow.xsaveBytes == 832)
    let none = try shippedCPUs.processor(model: "SandyBridge", removing: ["xsave"])
    #expect(none.xcr0Mask == 0)
    #expect(none.xsaveBytes == 0)
    let same = try shippedCPUs.processor(model: "Opteron_G4", removing: ["aes"])
    #expect(same.xsaveBytes == 960)
  }

  @Test func `adds before it removes`() throws {
    let processor = try shippedCPUs.processor(
      model: "Conroe", adding: ["sse4_1", "sse4_2"], removing: ["sse4_2"])
    #expect(processor.physicalFeatures[.sse41] && !processor.physicalFeatures[.sse42])
  }

  @Test func `tells every unknown name at once`() {
    #expect(
      throws: ProcessorErrors([
        .unknownModel("Eastmere"), .unknownFeature("sse9"), .notLevelled("arat"),
      ])
    ) {
      try shippedCPUs.processor(model: "Eastmere", adding: ["sse9"], removing: ["arat", "avx"])
    }
  }
}

@Suite struct `Guest profiles on real CPUs` {
  /// What a VirtualBox before 5.0 hid from its guests: its 5.0 change log says that it now shows
  /// these; hardware virtualisation came later still, so that a nested host has PV guests alone.
  private let hidden = [
    "sse4_1", "sse4_2", "popcnt", "aes", "pclmulqdq", "xsave", "avx", "rdrand", "vmx",
  ]

  private func arrival(
    _ guest: String, _ mode: GuestMode = .hvm, from: Processor, to: Processor
  ) throws -> Arrival {
    let levelling = Levelling(era: .none, limits: shippedCPUs.limits)
    let profile = try #require(shippedCPUs.guest(guest))
    let (source, destination) = (HostCPU(from), HostCPU(to))
    let state = levelling.boot(profile, on: source, in: [source, destination], for: mode)
    return Arrival(
      of: state, mode: mode, from: from, on: to,
      showing: levelling.featuresOnArrival(of: state, on: destination, for: mode),
      checks: .preStream)
  }

  private func lost(_ arrival: Arrival) throws -> [String] {
    guard case .resumes(let lost, _) = arrival else {
      Issue.record("Expected the VM to resume, but found \(arrival).")
      return []
    }
    return lost.map { shippedCPUs.names[$0.feature] }
  }

  // Scenario 6.K: from the nested host to the real one nothing is lost, whatever the guest.
  @Test(arguments: ["old-linux-router", "linux-glibc", "linux-kernel-crc", "numerical"])
  func `survive on the way to the fuller CPU`(guest: String) throws {
    let real = try shippedCPUs.processor(model: "Westmere")
    let nested = try shippedCPUs.processor(model: "Westmere", removing: hidden)
    let found = try arrival(guest, .pv, from: nested, to: real)
    #expect(try lost(found).isEmpty)
    guard case .resumes(_, let appeared) = found else { return }
    #expect(([.sse42, .popcnt, .aes, .vmx] as FeatureSet).isSubset(of: appeared))
  }

  @Test func `meet the other way what they latched`() throws {
    let real = try shippedCPUs.processor(model: "Westmere")
    let nested = try shippedCPUs.processor(model: "Westmere", removing: hidden)
    #expect(try lost(arrival("old-linux-router", .pv, from: real, to: nested)).isEmpty)
    #expect(
      try lost(arrival("linux-glibc", .pv, from: real, to: nested)) == ["sse4_2", "popcnt", "aes"])
    #expect(
      try lost(arrival("linux-kernel-crc", .pv, from: real, to: nested)) == ["sse4_2", "popcnt"])
  }

  @Test func `fail to restore where registers are gone`() throws {
    let sandy = try shippedCPUs.processor(model: "SandyBridge")
    let ivy = try shippedCPUs.processor(model: "IvyBridge")
    let westmere = try shippedCPUs.processor(model: "Westmere")
    #expect(
      try arrival("numerical", from: sandy, to: westmere)
        == .failsAfterSuspend([
          .badCR4([.xsave]), .xcr0(0x7), .xsaveArea(needed: 832, available: 0),
        ]))
    #expect(
      try arrival("windows-server", from: ivy, to: sandy) == .failsAfterSuspend([.badCR4([.smep])]))
  }

  // Phenom B95 with NX switched off in the BIOS: the same label, not the same CPU.
  @Test func `fail to restore where the firmware hides NX`() throws {
    let opteron = try shippedCPUs.processor(model: "Opteron_G3")
    let phenom = try shippedCPUs.processor(model: "phenom")
    #expect(
      try arrival("linux-kernel-crc", from: opteron, to: phenom)
        == .failsAfterSuspend([.badEFER([.nx])]))
  }
}

@Suite struct `Mistakes in the CPU data` {
  private let features = """
    linux,libvirt,qemu,xen,leaf,subleaf,register,bit,word,guest,pool,backing,description
    avx,avx,avx,AVX,0x1,0,ecx,28,1,A,,xcr0:2 instruction,vectors
    """
  private let models = "model,vendor,year,baseline,cpu,caveat"
  private let cpus = """
    name,vendor,year,cpu,family,model,stepping,features,xcr0,xsave_bytes,caveat,source
    """
  private let guests = "profile,mode,feature,layer,latch,uses_per_second,spread,life_hours,note\n"

  private func mistakes(
    features: String? = nil, models: String? = nil, cpus: String? = nil, guests: String? = nil
  ) -> [String] {
    do throws(CatalogueError) {
      _ = try CPUCatalogue(
        features: features ?? self.features, models: models ?? self.models,
        cpus: cpus ?? self.cpus, guests: guests ?? self.guests)
      return []
    } catch {
      return error.diagnostics.map(\.description)
    }
  }

  @Test func `are none in small tables without mistakes`() {
    #expect(mistakes() == [])
    #expect(mistakes(features: "# a comment\n\n" + features + "\n\n# another") == [])
  }

  @Test func `are told with line and column`() {
    #expect(
      mistakes(features: features + "\nfoo,,,,0x1,0,edi,32,1,A,,cr4:64,")
        == [
          "features.csv:3:14: error: Expected one of eax, ebx, ecx, edx, but found 'edi'.",
          "features.csv:3:18: error: Expected a number from 0 to 31, but found '32'.",
          "features.csv:3:26: error: Expected parts such as cr4:16, xcr0:2, efer:11, msr:48,"
            + " paging, instruction or information, but found 'cr4:64'.",
        ])
  }

  @Test func `are all told, in every table`() {
    let found = mistakes(
      features: features + "\nfoo,,,,0x1,0,ecx,1,1,Q,,,",
      models: models + "\nX,acme,,00000001,,\nY,amd,,0000000g,Z,",
      cpus: cpus + "\nX,amd,,,,,,00000001,7,,,",
      guests: guests
        + "g,pv,sse9,kernel,boot,1,,,\ng,hvm,avx,kernel,later,-1,0.5,x,\ng,pv,avx,kernel,boot,1,,8,"
    )
    #expect(
      found == [
        "features.csv:3:22: error: Expected one of nothing, A, S, H, a, s, h, but found 'Q'.",
        "models.csv:2:3: error: Expected one of intel, amd, hygon, centaur, shanghai,"
          + " but found 'acme'.",
        "models.csv:3:8: error: Word 1 is not eight hexadecimal digits.",
        "models.csv:3:17: error: No real CPU is called 'Z'.",
        "cpus.csv:2:21: error: Expected a hexadecimal number such as 0x7, but found '7'.",
        "cpus.csv:2:25: error: A real CPU needs a source.",
        "guests.csv:2:6: error: No feature of Xen's is called 'sse9'.",
        "guests.csv:3:3: error: Profile 'g' has another mode above.",
        "guests.csv:3:18: error: Expected one of boot, processStart, everyUse, hardware,"
          + " but found 'later'.",
        "guests.csv:3:24: error: A rate is a number of 0 or more [1/s].",
        "guests.csv:3:27: error: A spread is a factor of 1 or more: the rate lies within it in 95"
          + " of 100 cases.",
        "guests.csv:3:31: error: A mean life is a number of 0 or more [h]; 0 never ends.",
        "guests.csv:4:25: error: Only what a process latches as it starts ends with the process.",
      ])
  }

  @Test func `include rows and columns that are not there`() {
    #expect(
      mistakes(features: features + "\nfoo,,,")
        == ["features.csv:3:7: error: Expected 13 cells, but found 4."])
    #expect(
      mistakes(features: "linux,libvirt\n")
        == [
          "features.csv:1:1: error: Missing columns: qemu, xen, leaf, subleaf, register, bit,"
            + " word, guest, pool, backing, description."
        ])
    #expect(
      mistakes(features: "") == ["features.csv:1:1: error: The table has no line of column names."])
    #expect(
      mistakes(guests: guests + "g,pv,\"avx\",kernel,boot,1,,,")
        == ["guests.csv:2:6: error: Cells are not quoted here."])
    #expect(
      mistakes(models: models + "\nX,amd,,00000001,,\nx,amd,,00000001,,")
        == ["models.csv:3:1: error: Model 'x' is there twice."])
  }
}
