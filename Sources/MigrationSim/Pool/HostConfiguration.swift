/// How a host was set up in what xapi compares when it joins a pool, CPU and software apart.
///
/// Unless told otherwise all hosts are alike. Source: `pre_join_checks`, `ocaml/xapi/xapi_pool.ml`
/// (xapi-project/xen-api).
public struct HostConfiguration: Hashable, Sendable {
  public enum NetworkBackend: Int, BitwiseCopyable, Hashable, Sendable, CaseIterable {
    case bridge, openvswitch
  }

  public enum AddressType: Int, BitwiseCopyable, Hashable, Sendable, CaseIterable {
    case ipv4, ipv6
  }

  /// What a network of the host is for, as far as network block devices go.
  public enum BlockDevicePurpose: Int, BitwiseCopyable, Hashable, Sendable, CaseIterable {
    case none, nbd, insecureNBD
  }

  /// A certificate by its name and what it holds.
  public struct Certificate: Hashable, Sendable {
    public var name: String
    public var fingerprint: String

    public init(name: String, fingerprint: String) {
      self.name = name
      self.fingerprint = fingerprint
    }
  }

  /// Type and name of the directory that users log in through; empty for none.
  public var externalAuthentication = ""
  public var networkBackend = NetworkBackend.openvswitch
  /// The address of the controller of its virtual switches; empty for none.
  public var sdnController = ""
  public var addressType = AddressType.ipv4
  public var hasTunnels = false
  public var hasNetworkSRIOVs = false
  public var blockDevicePurpose = BlockDevicePurpose.none
  /// Major and minor number of its API, and the schema of its database; empty where alike.
  public var apiVersion = ""
  public var databaseSchema = ""
  /// Whether hosts of its pool verify each other's certificates.
  public var verifiesTLS = true
  public var caCertificates: [Certificate] = []
  public var trustedCertificates: [Certificate] = []
  /// What an update has left to do before anything else: "reboot_host".
  public var pendingGuidance: [String] = []
  /// What its storage manager can do, by SR type; empty where alike.
  public var storageFeatures: [String] = []
  /// Whether its licence limits a pool to three hosts.
  public var limitsPoolSize = false

  public init() {}
}
