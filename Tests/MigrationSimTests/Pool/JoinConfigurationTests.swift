import MigrationSim
import Testing

/// The answers to xcp01's joining xcp00's pool: each code with its parameters.
private func answers(
  _ toolstack: Toolstack = .levelling, force: Bool = true, _ change: (inout Classroom) -> Void
) -> [[String]] {
  var classroom = Classroom()
  change(&classroom)
  return classroom.inventory.objections(
    toJoining: Classroom.xcp01, to: Classroom.xcp00, under: toolstack
  ).refusals(force: force).map { [$0.code] + $0.parameters }
}

private let both = [Toolstack.masking, .levelling]

// Codes, parameters and what waives them: pre_join_checks in xapi_pool.ml, of 2012 and of today.
// Everything here is asked of the forced too.
@Suite struct `The set-up of a host that joins` {
  @Test(arguments: both)
  func `has users of the same directory`(under toolstack: Toolstack) {
    #expect(
      answers(toolstack) { $0.hosts[1].configuration.externalAuthentication = "AD school" }
        == [["POOL_JOINING_EXTERNAL_AUTH_MISMATCH"]])
  }

  @Test(arguments: both)
  func `has the same kind of virtual switch`(under toolstack: Toolstack) {
    #expect(
      answers(toolstack) { $0.hosts[1].configuration.networkBackend = .bridge }
        == [["OPERATION_NOT_ALLOWED", "Network backends differ"]])
  }

  @Test func `has the controller of the pool, or none`() {
    let other: (inout Classroom) -> Void = {
      $0.hosts[1].configuration.sdnController = "10.42.0.9"
    }
    #expect(
      answers(.masking, other)
        == [["OPERATION_NOT_ALLOWED", "vswitch controller address differs"]])
    #expect(answers(.levelling, other) == [["OPERATION_NOT_ALLOWED", "SDN controller differs"]])
    #expect(answers { $0.hosts[0].configuration.sdnController = "10.42.0.9" } == [])
    #expect(
      answers {
        other(&$0)
        for host in 0..<2 { $0.hosts[host].configuration.networkBackend = .bridge }
      } == [])
  }

  @Test(arguments: both)
  func `is managed over the same version of IP`(under toolstack: Toolstack) {
    #expect(
      answers(toolstack) { $0.hosts[1].configuration.addressType = .ipv6 }
        == [["OPERATION_NOT_ALLOWED", "Primary address type differs"]])
  }

  @Test func `is managed through a NIC itself, and later through the pool's VLAN`() {
    let tagged: (inout Classroom) -> Void = { $0.networks[4].vlan = 7 }
    #expect(
      answers(.masking, tagged) == [["POOL_JOINING_HOST_MUST_HAVE_PHYSICAL_MANAGEMENT_NIC"]])
    #expect(
      answers(.levelling, tagged)
        == [["POOL_JOINING_HOST_MANAGEMENT_VLAN_DOES_NOT_MATCH", "7", "-1"]])
    #expect(
      answers {
        tagged(&$0)
        $0.networks[1].vlan = 7
      } == [])
  }

  @Test func `has no VLANs, tunnels or SR-IOV, which once were no obstacle`() {
    let changes: [(String, (inout Classroom) -> Void)] = [
      ("POOL_JOINING_HOST_HAS_NON_MANAGEMENT_VLANS", { $0.networks[5].vlan = 7 }),
      ("POOL_JOINING_HOST_HAS_TUNNELS", { $0.hosts[1].configuration.hasTunnels = true }),
      (
        "POOL_JOINING_HOST_HAS_NETWORK_SRIOVS",
        { $0.hosts[1].configuration.hasNetworkSRIOVs = true }
      ),
    ]
    for (code, change) in changes {
      #expect(answers(.levelling, change) == [[code]])
      #expect(answers(.masking, change) == [])
    }
  }

  @Test func `has the same API and the same database`() {
    #expect(
      answers {
        $0.hosts[0].configuration.apiVersion = "2.21"
        $0.hosts[1].configuration.apiVersion = "2.20"
      } == [["POOL_JOINING_HOST_MUST_HAVE_SAME_API_VERSION", "2.20", "2.21"]])
    #expect(
      answers {
        $0.hosts[0].configuration.databaseSchema = "5.700"
        $0.hosts[1].configuration.databaseSchema = "5.602"
      } == [["POOL_JOINING_HOST_MUST_HAVE_SAME_DB_SCHEMA", "5.602", "5.700"]])
  }

  @Test func `offers block devices over networks of one kind`() {
    let refused = [
      ["OPERATION_NOT_ALLOWED", "Incompatible network purposes: nbd and insecure_nbd"]
    ]
    let mixed: (inout Classroom) -> Void = {
      $0.hosts[0].configuration.blockDevicePurpose = .nbd
      $0.hosts[1].configuration.blockDevicePurpose = .insecureNBD
    }
    #expect(answers(.levelling, mixed) == refused)
    #expect(answers { $0.hosts[1].configuration.blockDevicePurpose = .nbd } == [])
  }

  @Test func `verifies certificates if the pool does, and has no other of one name`() {
    typealias Certificate = HostConfiguration.Certificate
    #expect(
      answers { $0.hosts[1].configuration.verifiesTLS = false }
        == [["POOL_JOINING_HOST_TLS_VERIFICATION_MISMATCH"]])
    #expect(
      answers {
        $0.hosts[0].configuration.caCertificates = [Certificate(name: "ca", fingerprint: "1")]
        $0.hosts[1].configuration.caCertificates = [
          Certificate(name: "ca", fingerprint: "2"), Certificate(name: "own", fingerprint: "3"),
        ]
      } == [["POOL_JOINING_HOST_CA_CERTIFICATES_CONFLICT", "ca"]])
    #expect(
      answers {
        $0.hosts[0].configuration.trustedCertificates = [Certificate(name: "a", fingerprint: "1")]
        $0.hosts[1].configuration.trustedCertificates = [Certificate(name: "a", fingerprint: "2")]
      } == [["POOL_JOINING_HOST_TRUSTED_CERTIFICATES_CONFLICT", "a"]])
  }

  @Test func `has nothing left to do of an update`() {
    #expect(
      answers { $0.hosts[1].configuration.pendingGuidance = ["reboot_host"] }
        == [["HOST_PENDING_MANDATORY_GUIDANCE_NOT_EMPTY", "xcp01"]])
  }

  @Test func `has storage managers that can do the same`() {
    #expect(
      answers { $0.hosts[1].configuration.storageFeatures = ["nfs: VDI_MIRROR"] }
        == [["POOL_JOINING_SM_FEATURES_INCOMPATIBLE", "xcp00", "xcp01"]])
  }

  @Test func `is not in a cluster, and has one address on the pool's`() {
    #expect(
      answers { $0.pools[1].clusterNetwork = Classroom.network0 } == [["CLUSTERING_ENABLED"]])
    #expect(answers { $0.pools[0].clusterNetwork = Classroom.management } == [])
    #expect(
      answers { $0.pools[0].clusterNetwork = Classroom.almacenamento }
        == [["POOL_JOINING_HOST_MUST_HAVE_ONLY_ONE_IP_ON_CLUSTERING_NETWORK", "0"]])
    #expect(
      answers {
        $0.pools[0].clusterNetwork = Classroom.management
        $0.networks[1].vlan = 3
        $0.networks[4].vlan = 3
      } == [["POOL_JOINING_POOL_CANNOT_ENABLE_CLUSTERING_ON_VLAN_NETWORK", "3"]])
  }

  @Test func `does not meet a pool in the middle of an upgrade`() {
    #expect(
      answers {
        var member = $0.hosts[0]
        member.name = "xcp02"
        member.pifs = []
        member.software.version = "1.6"
        $0.hosts.append(member)
      } == [["NOT_SUPPORTED_DURING_UPGRADE"]])
  }

  @Test func `finds room in a pool whose size its licence limits`() {
    func join(members: Int) -> [[String]] {
      answers {
        for number in 1..<members {
          var member = $0.hosts[0]
          member.name = "member \(number)"
          member.pifs = []
          $0.hosts.append(member)
        }
        $0.hosts[1].configuration.limitsPoolSize = true
      }
    }
    #expect(join(members: 2) == [])
    #expect(join(members: 3) == [["LICENCE_RESTRICTION", "Pool_size"]])
  }

  @Test func `has the edition and the updates of the pool, in the words of each era`() {
    #expect(answers(.masking) { $0.hosts[1].edition = "free" } == [["LICENCE_RESTRICTION"]])
    #expect(
      answers(.levelling) { $0.hosts[1].edition = "free" } == [
        [
          "LICENSE_HOST_POOL_MISMATCH", "host edition = \"free\"", "pool edition = \"\"",
        ]
      ])
    let patched: (inout Classroom) -> Void = { $0.hosts[0].software.patches = ["p"] }
    #expect(
      answers(.masking, patched) == [
        ["HOSTS_NOT_HOMOGENEOUS", "Patches applied differ: Remote has p -- Local has "]
      ])
    #expect(
      answers(.levelling, patched) == [
        ["HOSTS_NOT_HOMOGENEOUS", "Updates on local host xcp01 and pool host xcp00 differ"]
      ])
  }

  @Test func `is asked about in today's order, all at once`() {
    let codes = answers(force: false) {
      $0.hosts[1].configuration.limitsPoolSize = true
      $0.pools[1].clusterNetwork = Classroom.network0
      $0.pools[1].ha = HighAvailability(statefile: SRID(0), toTolerate: 0)
      $0.hosts[1].configuration.pendingGuidance = ["reboot_host"]
      $0.hosts[1].software.version = "1.5"
      $0.hosts[1].changeVendor(.amd)
      $0.hosts[1].pifs[1].isBonded = true
      $0.hosts[1].configuration.hasTunnels = true
      $0.networks[4].vlan = 7
      $0.hosts[1].configuration.externalAuthentication = "AD"
      $0.hosts[1].edition = "free"
      $0.hosts[1].configuration.networkBackend = .bridge
      $0.hosts[1].configuration.apiVersion = "1"
      $0.hosts[1].software.patches = ["p"]
      $0.hosts[1].configuration.addressType = .ipv6
      $0.hosts[1].configuration.verifiesTLS = false
      $0.hosts[1].configuration.storageFeatures = ["x"]
      $0.hosts[1].clockOffset = .seconds(1000)
    }.map { $0[0] }
    #expect(
      codes == [
        "HA_IS_ENABLED", "CLUSTERING_ENABLED", "HOST_PENDING_MANDATORY_GUIDANCE_NOT_EMPTY",
        "HOSTS_NOT_COMPATIBLE", "HOSTS_NOT_HOMOGENEOUS", "HOSTS_NOT_HOMOGENEOUS",
        "POOL_JOINING_HOST_HAS_BONDS", "POOL_JOINING_HOST_HAS_TUNNELS",
        "POOL_JOINING_HOST_MANAGEMENT_VLAN_DOES_NOT_MATCH", "POOL_JOINING_EXTERNAL_AUTH_MISMATCH",
        "LICENSE_HOST_POOL_MISMATCH", "OPERATION_NOT_ALLOWED",
        "POOL_JOINING_HOST_MUST_HAVE_SAME_API_VERSION", "HOSTS_NOT_HOMOGENEOUS",
        "OPERATION_NOT_ALLOWED", "POOL_JOINING_HOST_TLS_VERIFICATION_MISMATCH",
        "POOL_JOINING_SM_FEATURES_INCOMPATIBLE", "HOST_CLOCK_SKEW_DETECTED",
      ])
  }
}
