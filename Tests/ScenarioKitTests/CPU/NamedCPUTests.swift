import MigrationSim
import ScenarioKit
import Testing

@Suite struct `A CPU named on a command line` {
  private func cpu(_ text: String, vendor: CPUVendor = .intel) throws -> NamedCPU {
    try #require(try shippedCPUs.cpus(named: [text], vendor: vendor).first)
  }

  private func mistakes(_ texts: String...) -> [String] {
    do {
      _ = try shippedCPUs.cpus(named: texts)
      return []
    } catch { return error.messages }
  }

  @Test(arguments: ["Core-i7-860", "core-I7-860", " Core-i7-860 ", "intel:Core-i7-860"])
  func `is a model in any case`(text: String) throws {
    #expect(try cpu(text).label == "Core-i7-860")
    #expect(try cpu(text).model?.name == "Core-i7-860")
  }

  @Test func `gains and loses features behind commas`() throws {
    let altered = try cpu("westmere,-aes, +avx,+xsave")
    #expect(altered.label == "Westmere,+avx,+xsave,-aes")
    #expect(altered.features[.avx] && !altered.features[.aes])
    #expect(altered.processor.xcr0Mask == 0x7)
  }

  // Four words are the XCP era's, ECX first; more are today's, EDX first.
  @Test func `is read from either form of words`() throws {
    let legacy = try cpu("0098e3fd-bfebfbff-00000001-28100800")
    #expect(legacy.isLegacy && legacy.features[.sse42] && legacy.features[.lm])
    #expect(try cpu("0098e3fdbfebfbff0000000128100800").features == legacy.features)
    let today = try cpu("bfebfbff-0098e3fd-28100800-00000001-00000000")
    #expect(!today.isLegacy && today.features == legacy.features)
  }

  @Test func `has its vendor from a prefix, or from whoever asks`() throws {
    let words = "0098e3fd-bfebfbff-00000001-28100800"
    #expect(try cpu(words).vendor == .intel)
    #expect(try cpu("AMD:\(words)").vendor == .amd)
    #expect(try cpu("AuthenticAMD:\(words),-sse4_2").vendor == .amd)
    #expect(try cpu(words, vendor: .hygon).vendor == .hygon)
    #expect(try cpu("Intel:\(words)", vendor: .hygon).vendor == .intel)
  }

  @Test func `tells all its mistakes at once, with what was meant`() {
    #expect(
      mistakes("Westmre,-aess,avx", "Conroe", "AMD:Conroe", "x:Conroe,+arat,+avx,-avx") == [
        "CPU \"Westmre,-aess,avx\": \"avx\" must begin with + or -, as in Westmere,-aes,+avx",
        "CPU \"Westmre,-aess,avx\": there is no CPU model \"Westmre\"; did you mean \"Westmere\"?",
        "CPU \"Westmre,-aess,avx\": there is no CPU feature \"aess\"; did you mean \"aes\"?",
        "CPU \"AMD:Conroe\": Conroe is of vendor intel, not amd",
        "CPU \"x:Conroe,+arat,+avx,-avx\": \"avx\" is both added and removed",
        "CPU \"x:Conroe,+arat,+avx,-avx\": there is no vendor \"x\"; there are intel, amd, hygon, "
          + "centaur, shanghai",
        "CPU \"x:Conroe,+arat,+avx,-avx\": \"arat\" has no place in Xen's featureset, so that no "
          + "CPU can be told to have it",
      ])
  }

  @Test(arguments: [
    "0098e3fd-bfebfbff-0000001-28100800", "0098e3fd-bfebfbff-0000000g-28100800",
    "1-2-3-4-5", "a----", "0-0-0-+0000000",
  ]) func `is not read from words that are none`(text: String) {
    #expect(mistakes(text).count == 1)
    #expect(mistakes(text).allSatisfy { $0.contains("this is no featureset: Word ") })
  }

  @Test(arguments: ["", ",", ":", "+avx", "AMD:", ",,+", "-", "\u{FEFF}", "Westmere,+", "a:b:c"])
  func `is refused where there is nothing to name`(text: String) {
    #expect(!mistakes(text).isEmpty)
  }

  @Test(arguments: [("1h", 3600.0), ("1 h", 3600), ("10 min", 600), ("300ms", 0.3)])
  func `is watched for a span as scenarios write it`(text: String, seconds: Double) throws {
    #expect(try WrittenQuantity.span(text) == .seconds(seconds))
  }

  @Test func `is not watched for a span without a unit`() {
    #expect(throws: WrittenQuantity.Failure.self) { try WrittenQuantity.span("12") }
    #expect(throws: WrittenQuantity.Failure.self) { try WrittenQuantity.span("-1 h") }
  }
}
