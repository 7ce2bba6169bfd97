import MigrationSim
import Testing

/// One host of a pool of its own, whose CPU can be masked whole unless told otherwise.
private func inventory(
  model: Int = 0x2c, vendor: CPUVendor = .intel, edition: String = ""
) -> Inventory {
  let processor = Processor(
    name: "CPU", vendor: vendor, physicalFeatures: [.sse, .sse42, .aes, .lm],
    signature: CPUSignature(family: 6, model: model, stepping: 5))
  let host = Host(
    name: "xcp00", pool: PoolID(0), cpuCount: 1, processor: processor, memory: .gibibytes(2),
    memoryOverhead: .mebibytes(512), software: SoftwareVersion(brand: "XenServer", version: "6.2"),
    edition: edition, pifs: [])
  return Inventory(hosts: [host], pools: [Pool(master: HostID(0))])
}

private let host = HostID(0)
private let whole = mask([.sse, .sse42, .lm])

private func mask(_ features: FeatureSet) -> CPUMask { CPUMask(text: features.legacyText) }

private func errors(
  _ mask: CPUMask, _ inventory: Inventory = inventory(), under toolstack: Toolstack = .masking
) -> [[String]] {
  inventory.objections(toMasking: host, with: mask, under: toolstack)
    .map { [$0.error.code] + $0.error.parameters }
}

// Codes and parameters: set_cpu_features of xapi_host.ml and assert_maskability of cpuid.ml.
@Suite struct `A mask of a host's CPU` {
  @Test func `is allowed where the CPU can be masked to it`() {
    #expect(errors(whole).isEmpty)
    #expect(errors(whole, under: .none).isEmpty)
  }

  @Test func `is refused for what is no mask`() {
    #expect(
      errors(.wrongLength) == [
        ["INVALID_FEATURE_STRING", "String is not of the right length"]
      ])
    #expect(
      errors(.illegalCharacter) == [
        ["INVALID_FEATURE_STRING", "String contains illegal character"]
      ])
  }

  @Test func `is refused where it would add features`() {
    #expect(
      errors(mask([.sse, .sse42, .avx, .lm])) == [
        ["INVALID_FEATURE_STRING", "CPU features cannot be masked to obtain given features"]
      ])
  }

  @Test func `is refused for the extended words of a CPU that masks the base alone`() {
    #expect(
      errors(mask([.sse]), inventory(model: 0x17)) == [
        [
          "INVALID_FEATURE_STRING",
          "CPU features cannot be masked to obtain given features (only base features can be "
            + "masked)",
        ]
      ])
    #expect(errors(whole, inventory(model: 0x17)).isEmpty)
  }

  @Test(
    arguments: [
      (CPUVendor.intel, "CPU does not have FlexMigration"),
      (.amd, "CPU does not have Extended Migration Technology"),
      (.centaur, "Unknown CPU manufacturer"),
    ])
  func `is refused where the CPU has no registers, in the vendor's words`(
    vendor: CPUVendor, words: String
  ) {
    #expect(
      errors(whole, inventory(model: 0xf, vendor: vendor))
        == [["CPU_FEATURE_MASKING_NOT_SUPPORTED", words]])
  }

  @Test func `is not for the free edition, and every reason is told`() {
    #expect(
      errors(.wrongLength, inventory(model: 0xf, edition: "free")).map { $0[0] } == [
        "FEATURE_RESTRICTED", "INVALID_FEATURE_STRING", "CPU_FEATURE_MASKING_NOT_SUPPORTED",
      ])
  }

  @Test func `was removed when levelling came`() {
    #expect(errors(whole, under: .levelling) == [["MESSAGE_REMOVED"]])
    #expect(
      codes(inventory().objections(toUnmasking: host, under: .levelling)) == ["MESSAGE_REMOVED"])
    #expect(inventory().objections(toUnmasking: host, under: .masking).isEmpty)
  }

  @Test func `counts from the next boot on`() {
    var inventory = inventory()
    inventory.mask(host, with: whole)
    #expect(inventory[host].features[.aes] && inventory[host].cpu.needsReboot)
    inventory.shutDown(host)
    _ = inventory.start(host, StoragePaths())
    #expect(!inventory[host].features[.aes])
    inventory.unmask(host)
    #expect(!inventory[host].features[.aes])
    inventory.shutDown(host)
    _ = inventory.start(host, StoragePaths())
    #expect(inventory[host].features[.aes])
  }
}
