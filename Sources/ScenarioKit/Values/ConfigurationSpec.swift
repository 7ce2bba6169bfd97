import MigrationSim

extension HostConfiguration {
  /// What a scenario says of a host's set-up: all that xapi compares before a join.
  init(_ fields: inout Fields) {
    self.init()
    externalAuthentication = fields.optional(
      "external_auth", .text, default: "", "The directory that its users are in: AD school.example."
    )
    networkBackend = fields.optional(
      "network_backend", .choice([("openvswitch", .openvswitch), ("bridge", .bridge)]),
      default: "openvswitch", "Its kind of virtual switch.")
    sdnController = fields.optional(
      "sdn_controller", .text, default: "", "The address of its virtual switches' controller.")
    addressType = fields.optional(
      "address_type", .choice([("ipv4", .ipv4), ("ipv6", .ipv6)]), default: "ipv4",
      "The version of IP that it is managed over.")
    hasTunnels = fields.optional("tunnels", .flag, default: "false", "Whether it has tunnels.")
    hasNetworkSRIOVs = fields.optional(
      "sriov", .flag, default: "false", "Whether it has networks with SR-IOV.")
    blockDevicePurpose = fields.optional(
      "nbd", .choice([("none", .none), ("nbd", .nbd), ("insecure_nbd", .insecureNBD)]),
      default: "none", "Whether its networks carry block devices, encrypted (nbd) or not.")
    apiVersion = fields.optional("api_version", .text, default: "", "Its API: 2.21.")
    databaseSchema = fields.optional("db_schema", .text, default: "", "Its database: 5.700.")
    verifiesTLS = fields.optional(
      "tls_verification", .flag, default: "true", "Whether it verifies certificates.")
    caCertificates =
      fields.optional(
        "ca_certificates", .list(of: .certificate), "Certificates that it has, name=fingerprint.")
      ?? []
    trustedCertificates =
      fields.optional(
        "trusted_certificates", .list(of: .certificate), "Those that it trusts, alike.") ?? []
    pendingGuidance =
      fields.optional(
        "pending_guidance", .list(of: .text), "What an update has left to do: reboot_host.") ?? []
    storageFeatures =
      fields.optional(
        "sm_features", .list(of: .text), "What its storage managers can do, if hosts differ.") ?? []
    limitsPoolSize = fields.optional(
      "restrict_pool_size", .flag, default: "false", "Whether a pool may have three hosts at most.")
  }
}

extension Form where Value == HostConfiguration.Certificate {
  /// A certificate as name=fingerprint.
  static var certificate: Form {
    scalar(
      .object([("type", .string("string")), ("pattern", .string("^[^=]+=.+$"))]),
      placeholder: HostConfiguration.Certificate(name: "", fingerprint: "")
    ) { text throws(FormError) in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, !text.hasPrefix("=") else {
        throw .init(message: "\"\(text)\" is no certificate; write it as name=fingerprint")
      }
      return HostConfiguration.Certificate(name: parts[0], fingerprint: parts[1])
    }
  }
}
