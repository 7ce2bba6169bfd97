import MigrationSim
import Testing

@Suite struct `The rules to join a pool` {
  /// The answers to xcp01's joining xcp00's pool.
  private func answers(
    _ toolstack: Toolstack = .masking, force: Bool = false, _ change: (inout Classroom) -> Void
  ) -> [String] {
    var classroom = Classroom()
    change(&classroom)
    let objections = classroom.inventory.objections(
      toJoining: Classroom.xcp01, to: Classroom.xcp00, under: toolstack)
    return codes(objections, force: force)
  }

  @Test(arguments: [Toolstack.none, .masking, .levelling])
  func `a host with the same CPU and software may join`(under toolstack: Toolstack) {
    #expect(answers(toolstack) { _ in } == [])
  }

  @Test(arguments: [Toolstack.none, .masking])
  func `a different number of CPUs on purpose is refused`(under toolstack: Toolstack) {
    #expect(answers(toolstack) { $0.hosts[1].cpuCount = 2 } == ["HOSTS_NOT_HOMOGENEOUS"])
    #expect(answers(toolstack, force: true) { $0.hosts[1].cpuCount = 2 } == [])
  }

  @Test func `the refusal names both numbers of CPUs`() {
    var classroom = Classroom()
    classroom.hosts[1].cpuCount = 2
    let error = classroom.inventory.objections(
      toJoining: Classroom.xcp01, to: Classroom.xcp00, under: .masking)[0].error
    #expect(error.parameters == ["CPUs differ"])
    #expect(error.explanation.text == "xcp01 and xcp00 differ: number of CPUs 2 and 1.")
  }

  @Test func `a forced join warns of what it waives`() {
    var classroom = Classroom()
    classroom.hosts[1].cpuCount = 2
    let objections = classroom.inventory.objections(
      toJoining: Classroom.xcp01, to: Classroom.xcp00, under: .masking)
    #expect(objections.warnings(force: true).map(\.code) == ["HOSTS_NOT_HOMOGENEOUS"])
    #expect(objections.warnings(force: false) == [])
  }

  @Test func `different features are refused until the era of levelling`() {
    let lessAble: (inout Classroom) -> Void = {
      $0.hosts[1].changeFeatures { $0[Feature(word: 1, bit: 9)] = false }
    }
    #expect(answers(.masking, lessAble) == ["HOSTS_NOT_HOMOGENEOUS"])
    #expect(answers(.levelling, lessAble) == [])
  }

  @Test(arguments: [Toolstack.none, .masking, .levelling])
  func `another vendor is refused in every era, and waived by force`(under toolstack: Toolstack) {
    #expect(answers(toolstack) { $0.hosts[1].changeVendor(.amd) } == ["HOSTS_NOT_HOMOGENEOUS"])
    #expect(answers(toolstack, force: true) { $0.hosts[1].changeVendor(.amd) } == [])
  }

  // ffffff7f: EST is bit 7 of leaf 1, ECX.
  @Test func `the pool's mask leaves SpeedStep out of the comparison`() {
    #expect(answers { $0.hosts[1].changeFeatures { $0[Feature(word: 1, bit: 7)] = false } } == [])
  }

  @Test func `features that the old four words do not have are not compared`() {
    #expect(answers { $0.hosts[1].changeFeatures { $0[Feature(word: 5, bit: 3)] = true } } == [])
  }

  @Test func `the same version of Xen is demanded, even of the forced`() {
    let newer: (inout Classroom) -> Void = { $0.hosts[1].software.version = "1.7" }
    #expect(answers(.masking, newer) == ["HOSTS_NOT_COMPATIBLE", "HOSTS_NOT_HOMOGENEOUS"])
    #expect(answers(force: true, newer) == ["HOSTS_NOT_COMPATIBLE"])
  }

  @Test func `another build of one version is waived by force`() {
    let rebuilt: (inout Classroom) -> Void = { $0.hosts[1].software.build = "1" }
    #expect(answers(.masking, rebuilt) == ["HOSTS_NOT_HOMOGENEOUS"])
    #expect(answers(force: true, rebuilt) == [])
  }

  @Test func `the same updates are demanded, even of the forced`() {
    #expect(
      answers(force: true) { $0.hosts[1].software.patches = ["XS61E001"] }
        == ["HOSTS_NOT_HOMOGENEOUS"])
  }

  @Test func `updates may have been applied in any order`() {
    #expect(
      answers {
        $0.hosts[0].software.patches = ["a", "b"]
        $0.hosts[1].software.patches = ["b", "a"]
      } == [])
  }

  @Test func `it is not a member of another pool`() {
    let codes = answers {
      $0.hosts.append($0.hosts[1])
      $0.hosts[2].name = "xcp03"
    }
    #expect(codes == ["JOINING_HOST_CANNOT_BE_MASTER_OF_OTHER_HOSTS"])
  }

  @Test func `a member cannot join the pool it is in`() {
    let objections = Classroom().joined.objections(
      toJoining: Classroom.xcp01, to: Classroom.xcp00, under: .masking)
    #expect(objections.map(\.error.code) == ["OPERATION_NOT_ALLOWED"])
    #expect(objections[0].error.parameters == ["Host is already part of a pool"])
  }

  @Test func `it has no shared storage, even when forced`() {
    let sharing: (inout Classroom) -> Void = {
      $0.storage[Classroom.nfs.position].pool = Classroom.poolOfOne
    }
    #expect(answers(force: true, sharing) == ["JOINING_HOST_CANNOT_CONTAIN_SHARED_SRS"])
  }

  @Test func `shared storage that is not made yet does not count`() {
    #expect(
      answers { $0.storage[Classroom.newNFS.position].pool = Classroom.poolOfOne } == [])
  }

  @Test func `it has no running VMs`() {
    #expect(
      answers {
        $0.vms[Classroom.visitor.position].state = .running
        $0.vms[Classroom.visitor.position].residentOn = Classroom.xcp01
      } == ["JOINING_HOST_CANNOT_HAVE_RUNNING_VMS"])
  }

  @Test func `it has no suspended VMs, as the manual has it and xapi later had not`() {
    let asleep: (inout Classroom) -> Void = {
      $0.vms[Classroom.visitor.position].state = .suspended
    }
    #expect(answers(.masking, asleep) == ["JOINING_HOST_CANNOT_HAVE_RUNNING_OR_SUSPENDED_VMS"])
    #expect(answers(.levelling, asleep) == [])
  }

  @Test func `running VMs of the pool are no obstacle`() {
    #expect(
      answers {
        $0.vms[Classroom.dnfs.position].state = .running
        $0.vms[Classroom.dnfs.position].residentOn = Classroom.xcp00
      } == [])
  }

  @Test func `no operations are under way at the moment of joining`() {
    #expect(
      answers { $0.vms[Classroom.visitor.position].isBusy = true }
        == ["JOINING_HOST_CANNOT_HAVE_VMS_WITH_CURRENT_OPERATIONS"])
  }

  @Test func `the management interface is not bonded`() {
    let bonded: (inout Classroom) -> Void = { $0.hosts[1].pifs[0].isBonded = true }
    #expect(answers(.masking, bonded) == ["POOL_JOINING_HOST_MUST_HAVE_PHYSICAL_MANAGEMENT_NIC"])
    #expect(answers(.levelling, bonded) == ["POOL_JOINING_HOST_HAS_BONDS"])
  }

  @Test func `a bond of other NICs is no obstacle before the era of levelling`() {
    #expect(answers { $0.hosts[1].pifs[2].isBonded = true } == [])
  }

  @Test func `a host without management interface is still booting`() {
    #expect(answers { $0.hosts[1].pifs[0].isManagement = false } == ["HOST_STILL_BOOTING"])
  }

  @Test func `high availability is off on both sides`() {
    #expect(
      answers { $0.pools[0].ha = HighAvailability(statefile: SRID(0), toTolerate: 0) } == [
        "HA_IS_ENABLED"
      ])
    #expect(
      answers { $0.pools[1].ha = HighAvailability(statefile: SRID(0), toTolerate: 0) } == [
        "HA_IS_ENABLED"
      ])
  }

  @Test func `the editions match`() {
    #expect(answers(.masking) { $0.hosts[1].edition = "free" } == ["LICENCE_RESTRICTION"])
    #expect(answers(.levelling) { $0.hosts[1].edition = "free" } == ["LICENSE_HOST_POOL_MISMATCH"])
  }

  // xapi_globs.ml: max_clock_skew is five minutes.
  @Test(arguments: [300.0, -300])
  func `the clocks are in step`(seconds: Double) {
    #expect(answers { $0.hosts[1].clockOffset = .seconds(seconds) } == [])
    #expect(
      answers { $0.hosts[1].clockOffset = .seconds(seconds * 1.01) }
        == ["HOST_CLOCK_SKEW_DETECTED"])
  }

  @Test func `members may have different numbers of NICs and local storage of different sizes`() {
    #expect(
      answers {
        $0.hosts[1].pifs.removeLast()
        $0.storage[Classroom.local01.position].size = .gibibytes(1)
      } == [])
  }

  @Test func `nobody joins a master that is off`() {
    #expect(answers { $0.hosts[0].state = .off } == ["HOST_IN_EMERGENCY_MODE"])
  }

  @Test func `all reasons are given, in xapi's order of 2012`() {
    let codes = answers {
      $0.hosts[1].pifs[0].isBonded = true
      $0.hosts[1].cpuCount = 2
      $0.hosts[1].software.patches = ["x"]
      $0.hosts[1].software.build = "x"
      $0.hosts[1].edition = "free"
      $0.vms[Classroom.visitor.position].state = .running
      $0.vms[Classroom.visitor.position].isBusy = true
      $0.storage[Classroom.nfs.position].pool = Classroom.poolOfOne
      $0.pools[1].ha = HighAvailability(statefile: SRID(0), toTolerate: 0)
    }
    #expect(
      codes == [
        "HA_IS_ENABLED", "JOINING_HOST_CANNOT_HAVE_RUNNING_VMS",
        "JOINING_HOST_CANNOT_HAVE_VMS_WITH_CURRENT_OPERATIONS", "HOSTS_NOT_HOMOGENEOUS",
        "HOSTS_NOT_HOMOGENEOUS", "JOINING_HOST_CANNOT_CONTAIN_SHARED_SRS",
        "POOL_JOINING_HOST_MUST_HAVE_PHYSICAL_MANAGEMENT_NIC", "LICENCE_RESTRICTION",
        "HOSTS_NOT_HOMOGENEOUS",
      ])
  }
}
