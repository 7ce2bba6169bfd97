import Foundation
import MigrationSim
import ScenarioKit
import Testing

/// Reads a text as a file; what is wrong with it is the error.
func readCPU(_ text: String) throws(ScenarioError) -> CPUReading {
  try shippedCPUs.reading(ofFile: "-", SourceText(name: "cpu", text: text))
}

/// The first line of each mistake.
func mistakesInCPU(_ text: String) -> [String] {
  do throws(ScenarioError) {
    _ = try readCPU(text)
    return []
  } catch {
    return error.rendered.split(separator: "\n").map(String.init).filter { $0.hasPrefix("cpu:") }
  }
}

private func names(_ features: FeatureSet) -> String { shippedCPUs.names.phrase(features) }

@Suite struct `A CPU told by words` {
  @Test func `is of the XCP era with four of them, and of today with more`() throws {
    let legacy = try readCPU("  0098e3fd-bfebfbff-00000001-28100800\n")
    #expect(legacy.form == .legacy && legacy.features[.sse42] && !legacy.notes.isEmpty)
    let bare = try readCPU("0098e3fdbfebfbff0000000128100800")
    #expect(bare.features == legacy.features)
    let today = try readCPU("bfebfbff-0098e3fd-28100800-00000001-00000000")
    #expect(today.form == .xapi && today.features == legacy.features && today.notes.isEmpty)
  }

  @Test func `has its mistakes told word by word`() {
    #expect(
      mistakesInCPU("0098e3fd-bfebfbff-0000001-28100800") == [
        "cpu:1:19: error: word 3 of the featureset, \"0000001\", is not 8 hexadecimal digits"
      ])
    #expect(mistakesInCPU("\n \n") == ["cpu: error: there is nothing here that tells of a CPU"])
  }
}

@Suite struct `A CPU told by names` {
  // The same feature by the names of Linux, libvirt, QEMU and Xen.
  @Test(arguments: [
    "sse4_1 pclmulqdq", "sse4.1, pclmuldq", "sse4.1\npclmulqdq", "SSE4_1 PCLMULQDQ",
  ])
  func `takes any project's`(text: String) throws {
    let reading = try readCPU(text)
    #expect(names(reading.features) == "pclmulqdq and sse4_1")
    #expect(reading.form == .names && reading.vendor == nil)
  }

  @Test func `sets those apart that Xen does not level`() throws {
    let reading = try readCPU("fpu constant_tsc rep_good arat")
    #expect(names(reading.features) == "fpu")
    #expect(reading.notLevelled == ["constant_tsc", "rep_good", "arat"])
  }

  @Test func `has each that is unknown told, with what was meant`() {
    #expect(
      mistakesInCPU("sse4.1 avx3 pclmuldqq constant_tsx") == [
        "cpu:1:8: error: there is no CPU feature \"avx3\"; did you mean \"avx\"?",
        "cpu:1:13: error: there is no CPU feature \"pclmuldqq\"; did you mean \"pclmulqdq\"?",
        "cpu:1:23: error: there is no CPU feature \"constant_tsx\"; did you mean \"constant_tsc\"?",
      ])
  }

  @Test func `may be a model, with features behind commas as QEMU has them`() throws {
    let plain = try readCPU("westmere")
    #expect(plain.features == shippedCPUs.model("Westmere")?.features)
    #expect(plain.vendor == .intel && plain.signature?.model == 47)
    let altered = try readCPU("-cpu Westmere,+avx,-aes,f16c=on,ssse3=off,check,level=13")
    #expect(names(altered.features.subtracting(plain.features)) == "avx and f16c")
    #expect(names(plain.features.subtracting(altered.features)) == "ssse3 and aes")
    let base = try readCPU("base,vendor=AuthenticAMD,family=16,model=2,stepping=3,+sse4a")
    #expect(base.vendor == .amd && names(base.features) == "sse4a")
    #expect(base.signature == CPUSignature(family: 16, model: 2, stepping: 3))
    #expect(
      mistakesInCPU("Westmre,+avx,aes,ssse3=maybe,-sse9") == [
        "cpu:1:1: error: there is no CPU model \"Westmre\"; did you mean \"Westmere\"?",
        "cpu:1:14: error: \"aes\" must begin with + or -, as in Westmere,-aes,+avx",
        "cpu:1:24: error: ssse3 is either on or off",
        "cpu:1:31: error: there is no CPU feature \"sse9\"; did you mean \"SSE3\"?",
      ])
    #expect(
      mistakesInCPU("Westmre") == [
        "cpu:1:1: error: there is no CPU model \"Westmre\"; did you mean \"Westmere\"?"
      ])
  }
}

@Suite struct `A CPU told by /proc/cpuinfo` {
  private func block(_ number: Int, stepping: Int = 2, flags: String) -> String {
    """
    processor\t: \(number)
    vendor_id\t: GenuineIntel
    cpu family\t: 6
    model\t\t: 63
    model name\t: Intel(R) Xeon(R) CPU    E5-2650 v3 @ 2.30GHz
    stepping\t: \(stepping)
    microcode\t: 0x\(number)
    flags\t\t: \(flags)
    power management:


    """
  }

  @Test func `is read whole`() throws {
    let flags = "fpu sse4_2 avx constant_tsc pti"
    let reading = try readCPU((0..<4).map { block($0, flags: flags) }.joined())
    #expect(reading.form == .linux && reading.vendor == .intel)
    #expect(reading.name == "Intel(R) Xeon(R) CPU E5-2650 v3 @ 2.30GHz")
    #expect(reading.signature == CPUSignature(family: 6, model: 63, stepping: 2))
    #expect(names(reading.features) == "fpu, sse4_2 and avx")
    #expect(reading.notLevelled == ["constant_tsc", "pti"])
  }

  @Test func `is read from the line of flags alone`() throws {
    #expect(try names(readCPU("flags\t\t: fpu avx").features) == "fpu and avx")
  }

  @Test func `has processors that agree`() {
    let text = block(0, flags: "fpu avx aes") + block(1, stepping: 1, flags: "fpu aes smep")
    #expect(
      mistakesInCPU(text) == [
        "cpu:16:12: error: processor 1 has stepping \"1\", and processor 0 has \"2\": a host's "
          + "processors must agree",
        "cpu:6:12: note: processor 0 is told here",
        "cpu:18:10: error: processor 1 lacks avx and has smep, unlike processor 0: a host's "
          + "processors must agree",
      ])
    #expect(mistakesInCPU(block(0, flags: "fpu avx") + block(1, flags: "avx fpu")) == [])
    #expect(
      mistakesInCPU("processor: 0\nvendor_id: GenuineItel\n") == [
        "cpu:1:1: error: no line of flags tells what the CPU has"
      ])
  }

  // Linux sets these flags for Intel's bits of leaf 7 and for AMD's of leaf 80000008.
  @Test func `has the control of speculation as its vendor has it`() throws {
    let flags = "flags: ibrs ibpb stibp ssbd"
    #expect(try names(readCPU(flags).features) == "ibrsb, stibp and ssbd")
    let amd = try readCPU("vendor_id: AuthenticAMD\n\(flags)")
    #expect(names(amd.features) == "ibpb, ibrs, amd_stibp and amd_ssbd")
    let nested = try readCPU("vendor_id: AuthenticAMD\nflags: ssbd virt_ssbd")
    #expect(names(nested.features) == "virt_ssbd")
  }
}

@Suite struct `A CPU told by xe host-cpu-info` {
  private let lines = """
    cpu_count ( RO): 4
        socket_count ( RO): 1
              vendor ( RO): GenuineIntel
           modelname ( RO): Intel(R) Core(TM) i7 CPU         860  @ 2.80GHz
              family ( RO): 6
               model ( RO): 30
            stepping ( RO): 5
               flags ( RO): fpu de tsc
            features ( RO): 0090e3fd-bfebfbff-00000001-28100800
    features_after_reboot ( RO): 0098e3fd-bfebfbff-00000001-28100800
    physical_features ( RO): 0098e3fd-bfebfbff-00000001-28100800
            maskable ( RO): full
    """

  @Test func `has its physical features, and what a mask leaves of them`() throws {
    let reading = try readCPU(lines)
    #expect(reading.form == .hostCPUInfo && reading.vendor == .intel)
    #expect(reading.name == "Intel(R) Core(TM) i7 CPU 860 @ 2.80GHz")
    #expect(reading.signature == CPUSignature(family: 6, model: 30, stepping: 5))
    #expect(reading.features.legacyText == "0098e3fd-bfebfbff-00000001-28100800")
    #expect(reading.shown?.legacyText == "0090e3fd-bfebfbff-00000001-28100800")
    #expect(reading.afterReboot == reading.features)
    #expect(
      reading.notes == [
        "four words tell nothing of leaf 7 and later: taken as not there", "a mask hides sse4_1",
        "after a reboot a mask hides nothing",
      ])
  }

  @Test func `is the same on one line, alone or among a host's parameters`() throws {
    let pairs = lines.replacing(" ( RO)", with: "").split(separator: "\n").map {
      $0.drop(while: \.isWhitespace)
    }
    let line = pairs.joined(separator: "; ")
    #expect(try readCPU(line) == readCPU(lines))
    let host = "uuid ( RO): 1\n   name-label ( RW): xcp00\n  cpu_info (MRO): \(line)\n  x: y"
    #expect(try readCPU(host) == readCPU(lines))
  }

  // An XCP-ng of 2018 (14 words): the four old words, and what guests are shown of the rest.
  @Test func `takes later leaves from what guests are shown`() throws {
    let shown =
      "1fcbfbff-80b82221-2993fbff-00000403-00000000-00000000-00000000-00000000-00001000"
      + "-9c000000-00000000-00000000-00000000-00000000"
    let reading = try readCPU(
      "features: 0098e3fd-bfebfbff-00000001-28100800\nfeatures_hvm: \(shown)")
    #expect(reading.features.legacyText == "0098e3fd-bfebfbff-00000001-28100800")
    #expect(reading.features.word(8) == 0x1000 && reading.features.word(9) == 0x9c00_0000)
    let alone = try readCPU("features_hvm: \(shown)")
    // Without what Xen always shows, and without the bits that repeat leaf 1.
    #expect(alone.features.text(trimmedTo: 4) == "0fcbfbff-00982221-28100800-00000403")
    #expect(alone.notes == ["what guests are shown: the hardware may have more"])
  }

  @Test func `has all its mistakes told at once`() {
    #expect(
      mistakesInCPU(
        "vendor: GenuineItel\nfamily: six\nfeature: 0\nfeatures_hvm: 1fcbfbff-80b8222-0-0\n") == [
          "cpu:1:9: error: there is no vendor \"GenuineItel\"; did you mean \"GenuineIntel\"?",
          "cpu:1:9: note: there are GenuineIntel, AuthenticAMD, HygonGenuine, CentaurHauls, "
            + "Shanghai",
          "cpu:2:9: error: a family is a number from 0 to 270, not \"six\"",
          "cpu:3:1: error: cpu_info has no key \"feature\"; did you mean \"features\"?",
          "cpu:4:24: error: word 2 of the featureset, \"80b8222\", is not 8 hexadecimal digits",
        ])
  }
}

@Suite struct `A CPU told by libvirt's XML` {
  @Test func `is what libvirt promises of the model, and what is listed`() throws {
    let reading = try readCPU(
      """
      <?xml version="1.0"?>
      <!-- from virsh capabilities -->
      <capabilities>
        <host>
          <topology><cell id='0'><cpus><cpu id='0' core_id='0'/></cpus></cell></topology>
          <cpu>
            <arch>x86_64</arch>
            <model>Westmere-IBRS</model>
            <vendor>Intel</vendor>
            <signature family='6' model='44' stepping='2'/>
            <feature name='pclmuldq'/>
            <feature name="vmx" policy='require'/>
            <feature name='aes' policy='disable'/>
            <feature name='invtsc' policy='optional'/>
            <feature name='arat'/>
          </cpu>
        </host>
      </capabilities>
      """)
    let model = try #require(shippedCPUs.model("Westmere"))
    #expect(reading.form == .libvirt && reading.vendor == .intel)
    #expect(reading.signature == CPUSignature(family: 6, model: 44, stepping: 2))
    #expect(
      names(reading.features.subtracting(model.baseline)) == "vmx, itsc and ibrsb")
    #expect(names(model.baseline.subtracting(reading.features)) == "aes")
    #expect(reading.notLevelled == ["arat"])
    #expect(reading.notes == ["optional features are taken as there"])
  }

  @Test func `has all its mistakes told at once`() {
    #expect(
      mistakesInCPU(
        """
        <cpu mode='custom'>
          <model>Westmre</model>
          <vendor>Intell</vendor>
          <feature policy='requires' name='aes'/>
          <feature policy='require' name='sse4.9'/>
        </cpu>
        """) == [
          "cpu:2:10: error: there is no CPU model \"Westmre\"; did you mean \"Westmere\"?",
          "cpu:3:11: error: there is no vendor \"Intell\"; did you mean \"Intel\"?",
          "cpu:4:20: error: there is no policy \"requires\"; did you mean \"require\"?",
          "cpu:5:35: error: there is no CPU feature \"sse4.9\"; did you mean \"sse4.1\"?",
        ])
    #expect(
      mistakesInCPU("<domain><cpu mode='host-passthrough'/></domain>") == [
        "cpu:1:9: error: mode \"host-passthrough\" tells no CPU: <cpu> has no model"
      ])
  }

  @Test(arguments: [
    ("<cpu>", "<cpu> is not closed"), ("<cpu", "the tag <cpu> does not end"),
    ("<cpu><model></cpu>", "</cpu> closes nothing that is open here"),
    ("<cpu a>", "an attribute of <cpu> is not name='value'"), ("<>", "a tag has no name"),
    ("<cpu a=b>", "the value of a is not quoted"), ("<!-- -->", "there is no element here"),
    ("<a/>", "there is no <cpu> with a <model> here"),
    (String(repeating: "<a>", count: 70), "elements are nested more than 64 deep"),
  ])
  func `is refused where it is no XML, or tells of no CPU`(text: String, mistake: String) {
    #expect(mistakesInCPU(text).count == 1)
    #expect(mistakesInCPU(text).first?.contains(mistake) == true)
  }
}

@Suite struct `Every real CPU` {
  // What a form has no name or place for is named, and left out of the comparison.
  @Test(arguments: CPUForm.written)
  func `comes back from each form in which it is written`(form: CPUForm) throws {
    for cpu in try shippedCPUs.cpus(named: shippedCPUs.cpuNames) {
      let written = shippedCPUs.text(of: cpu, as: form)
      let reading = try readCPU(written.text)
      #expect(
        reading.features == cpu.features.subtracting(written.leftOut),
        "\(cpu.label): \(names(cpu.features.subtracting(reading.features)))"
      )
      if !written.untold.contains("the vendor") {
        #expect(reading.vendor == cpu.vendor, "\(cpu.label)")
      }
      if !written.untold.contains("family, model and stepping") {
        #expect(reading.signature == cpu.processor.signature, "\(cpu.label)")
      }
      if !written.untold.contains("the name") { #expect(reading.name == cpu.ownName) }
    }
  }

  // Today's words carry all; four words carry the first four; Linux and the others lack names of
  // features that no guest of this program's settles on.
  @Test func `loses nothing that a guest profile asks for, but to four words`() throws {
    let used = FeatureSet(features: shippedCPUs.guests.flatMap { $0.uses.map(\.feature) })
    for cpu in try shippedCPUs.cpus(named: shippedCPUs.cpuNames) {
      for form in CPUForm.written {
        let lost = shippedCPUs.text(of: cpu, as: form).leftOut.intersection(used)
        let isExpected = form == .legacy ? lost.legacyPart.isEmpty : lost.isEmpty
        #expect(isExpected, "\(cpu.label) as \(form): \(names(lost))")
      }
    }
  }
}
