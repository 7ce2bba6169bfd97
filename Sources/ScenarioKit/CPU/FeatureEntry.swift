import MigrationSim

/// What is known of one feature: its names, where CPUID tells it, and what stands behind it.
public struct FeatureEntry: Hashable, Sendable {
  /// What each project calls it; nil where it does not know it.
  public let linux: String?
  public let libvirt: String?
  public let qemu: String?
  public let xen: String?
  /// "0x7", subleaf 0, "ebx", bit 5; "msr:10a" for those that an MSR tells.
  public let leaf: String
  public let subleaf: Int
  public let register: String
  public let bit: Int
  /// Its place in Xen's featureset; nil where Xen does not level it.
  public let feature: Feature?
  public let visibility: GuestVisibility
  /// Whether a pool has it as soon as one host does.
  public let accumulates: Bool
  public let state: FeatureState
  /// What it is, in a few words.
  public let meaning: String

  /// The name that reports use: Linux's, or else the first of Xen's, libvirt's and QEMU's.
  public var name: String { linux ?? xen?.lowercased() ?? libvirt ?? qemu ?? "\(leaf):\(bit)" }

  /// Whether Xen shows it to PV guests unasked.
  public var isForPV: Bool { visibility == .all }
  /// Whether Xen shows it to some hardware-assisted guests unasked.
  public var isForHVM: Bool {
    switch visibility {
    case .all, .hvm, .nestedPaging: true
    case .nobody, .allOnRequest, .hvmOnRequest, .nestedPagingOnRequest: false
    }
  }
}

/// Which guests Xen shows a feature, by the letters of `cpufeatureset.h` (xen-project/xen).
public enum GuestVisibility: String, CaseIterable, Hashable, Sendable {
  /// Xen keeps it to itself.
  case nobody = ""
  case all = "A"
  /// Hardware-assisted guests.
  case hvm = "S"
  /// Hardware-assisted guests with nested paging.
  case nestedPaging = "H"
  /// The same three, where the guest's configuration asks for it.
  case allOnRequest = "a"
  case hvmOnRequest = "s"
  case nestedPagingOnRequest = "h"

  /// Who sees it, in a few words.
  public var meaning: String {
    switch self {
    case .nobody: "no guest"
    case .all: "all guests"
    case .hvm: "HVM guests"
    case .nestedPaging: "HVM guests with nested paging"
    case .allOnRequest: "all guests, on request"
    case .hvmOnRequest: "HVM guests, on request"
    case .nestedPagingOnRequest: "HVM guests with nested paging, on request"
    }
  }
}
