import MigrationSim

/// What a text tells of a CPU, whatever its form.
public struct CPUReading: Hashable, Sendable {
  public var form: CPUForm
  /// Nil where the text does not tell it.
  public var vendor: CPUVendor?
  /// What the CPU calls itself, or the model that the text names.
  public var name: String?
  public var signature: CPUSignature?
  /// What the hardware has, so far as the text tells it.
  public var features = FeatureSet()
  /// What a mask leaves of it now, and after the next boot; nil where the text tells of no mask.
  public var shown: FeatureSet?
  public var afterReboot: FeatureSet?
  /// Names that are known and have no place in Xen's featureset, in the text's order.
  public var notLevelled: [String] = []
  /// What the text leaves open: sentences without a full stop.
  public var notes: [String] = []

  init(form: CPUForm) { self.form = form }
}

/// A form in which people have a CPU's features.
public enum CPUForm: String, CaseIterable, Hashable, Sendable {
  /// Words of eight hexadecimal digits, EDX of leaf 1 first: `features_hvm` of XenServer 7.
  case xapi
  /// Four words, ECX first: `features` of XCP 1.x.
  case legacy
  /// What Linux prints in /proc/cpuinfo.
  case linux
  /// What `xe host-cpu-info` prints, or the parameter cpu_info of `xe host-param-get`.
  case hostCPUInfo
  /// libvirt's `<cpu>`.
  case libvirt
  /// A model, or `base`, and features behind commas, as QEMU's `-cpu` has them.
  case qemu
  /// Names of Xen's own header.
  case xen
  /// Names of any project.
  case names

  /// Those that are written too.
  public static let written: [CPUForm] = [.xapi, .legacy, .linux, .libvirt, .qemu, .xen]

  /// What it is, for a sentence.
  public var noun: String {
    switch self {
    case .xapi: "a featureset of xapi"
    case .legacy: "a featureset of the XCP era"
    case .linux: "/proc/cpuinfo"
    case .hostCPUInfo: "xe host-cpu-info"
    case .libvirt: "libvirt's XML"
    case .qemu: "QEMU's -cpu"
    case .xen: "names of Xen's"
    case .names: "names of features"
    }
  }
}
