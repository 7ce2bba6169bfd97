/// Another processor for a host: new hardware, or the same with other settings of its firmware.
public struct CPUReplacement: Hashable, Sendable {
  public var processor: Processor
  /// Logical CPUs from then on.
  public var count: Int32
  public var hvmCapable: Bool

  public init(_ processor: Processor, count: Int32, hvmCapable: Bool) {
    self.processor = processor
    self.count = count
    self.hvmCapable = hvmCapable
  }
}

/// An update of a host's software.
public struct HostUpdate: Hashable, Sendable {
  /// The product's version from then on; nil for one that leaves it.
  public var version: String?
  /// The name of the patch, which hosts of a pool must agree on.
  public var patch: String?
  /// Features that the hypervisor shows no more, as Xen does where a flaw in a CPU is found.
  public var withheld: FeatureSet

  public init(version: String? = nil, patch: String? = nil, withheld: FeatureSet = FeatureSet()) {
    self.version = version
    self.patch = patch
    self.withheld = withheld
  }
}

extension Inventory {
  /// Puts another processor into a host that is off.
  public mutating func replaceCPU(of host: HostID, by replacement: CPUReplacement) {
    precondition(self[host].state == .off, "host \(host) is on")
    self[host].cpu.exchange(for: replacement.processor)
    self[host].cpuCount = replacement.count
    self[host].hvmCapable = replacement.hvmCapable
  }

  /// Updates a host's software; what it does to the CPU shows after a boot.
  public mutating func apply(_ update: HostUpdate, to host: HostID) {
    if let version = update.version { self[host].software.version = version }
    if let patch = update.patch, !self[host].software.patches.contains(patch) {
      self[host].software.patches.append(patch)
    }
    self[host].cpu.withhold(update.withheld)
  }
}
