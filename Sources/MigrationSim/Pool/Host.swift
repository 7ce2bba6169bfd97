/// A host: a machine that runs Xen and xapi, a member of exactly one pool.
///
/// A host that stands alone is the master of a pool of one, as in xapi.
public struct Host: Sendable {
  public var name: String
  public var pool: PoolID
  public var state: HostState
  /// The host that its agent takes for the master, where that is not the one that the pool has: it
  /// has not heard of the change. nil where it has.
  public var obeys: HostID?
  /// Logical CPUs, as `cpu_info:cpu_count` counts them.
  public var cpuCount: Int32
  /// The processor, and what masking leaves of it.
  public var cpu: HostCPU
  /// Whether Xen found VT-x or AMD-V to run HVM guests with.
  public var hvmCapable: Bool
  public var memory: ByteCount
  /// What Xen and dom0 keep for themselves: xapi's `host.memory_overhead`.
  public var memoryOverhead: ByteCount
  public var software: SoftwareVersion
  /// The edition of its licence; empty where the product knows none, as XCP.
  public var edition: String
  /// What else is compared when it joins a pool.
  public var configuration: HostConfiguration
  /// How far its clock is ahead of the true time.
  public var clockOffset: SimDuration
  /// Its default gateway; nil if it has none.
  public var gateway: IPv4Address?
  /// In order of position, VLANs after the NICs.
  public var pifs: [PIF]
  /// Where its VMs' disks go by default while it stands alone.
  public var localSR: SRID?

  public init(
    name: String, pool: PoolID, state: HostState = .live, cpuCount: Int32, processor: Processor,
    features: FeatureSet? = nil, hvmCapable: Bool = true, memory: ByteCount,
    memoryOverhead: ByteCount, software: SoftwareVersion, edition: String = "",
    configuration: HostConfiguration = HostConfiguration(), clockOffset: SimDuration = .zero,
    gateway: IPv4Address? = nil, pifs: [PIF], localSR: SRID? = nil
  ) {
    self.name = name
    self.pool = pool
    self.state = state
    obeys = nil
    self.cpuCount = cpuCount
    cpu = HostCPU(processor, effectiveFeatures: features ?? processor.physicalFeatures)
    self.hvmCapable = hvmCapable
    self.memory = memory
    self.memoryOverhead = memoryOverhead
    self.software = software
    self.edition = edition
    self.configuration = configuration
    self.clockOffset = clockOffset
    self.gateway = gateway
    self.pifs = pifs
    self.localSR = localSR
  }

  public var processor: Processor { cpu.processor }
  /// What CPUID shows of the processor since the last boot: masking takes features away.
  public var features: FeatureSet { cpu.effectiveFeatures }

  /// The interface that the host is managed through; nil while it has none.
  public var managementPIF: PIF? { pifs.first(where: \.isManagement) }

  /// Its interface on a network; nil where it has none.
  public func pif(on network: NetworkID) -> PIF? { pifs.first { $0.network == network } }
}
