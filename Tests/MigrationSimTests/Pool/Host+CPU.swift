import MigrationSim

extension Host {
  /// Boots the host with other features.
  mutating func changeFeatures(_ change: (inout FeatureSet) -> Void) {
    var features = cpu.effectiveFeatures
    change(&features)
    cpu = HostCPU(cpu.processor, effectiveFeatures: features)
  }

  /// Puts a processor of another make in.
  mutating func changeVendor(_ vendor: CPUVendor) {
    var processor = cpu.processor
    processor.vendor = vendor
    cpu = HostCPU(processor, effectiveFeatures: cpu.effectiveFeatures)
  }
}
