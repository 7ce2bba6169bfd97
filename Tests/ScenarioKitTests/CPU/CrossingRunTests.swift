import MigrationSim
import ScenarioKit
import Testing

/// A guest, two CPUs, and the toolstack between them.
struct CrossingCase: CustomTestStringConvertible, Sendable {
  let guest: String
  let from: String
  let to: String
  var era = "none"
  var company = Crossing.Company.alone
  var isHVM = false
  var isForced = false

  var testDescription: String {
    "\(guest), \(from) to \(to), \(era), \(company), force \(isForced)"
  }

  static let all = [
    Self(guest: "linux-glibc", from: "Westmere", to: "Conroe"),
    Self(guest: "linux-glibc", from: "Conroe", to: "Westmere"),
    Self(guest: "linux-glibc", from: "Haswell", to: "Westmere"),
    Self(guest: "numerical", from: "Westmere", to: "Conroe"),
    Self(guest: "numerical", from: "Haswell", to: "IvyBridge"),
    Self(guest: "windows-server", from: "Westmere", to: "Conroe", isHVM: true),
    Self(guest: "windows-server", from: "IvyBridge", to: "SandyBridge", isHVM: true),
    Self(guest: "old-linux-router", from: "Westmere", to: "EPYC"),
    Self(guest: "linux-glibc", from: "Westmere", to: "Conroe", era: "masking"),
    Self(guest: "linux-glibc", from: "Conroe", to: "Westmere", era: "masking"),
    Self(guest: "linux-glibc", from: "Westmere", to: "Conroe", era: "levelling"),
    Self(guest: "linux-glibc", from: "Conroe", to: "Westmere", era: "levelling"),
    Self(guest: "linux-glibc", from: "Haswell", to: "Conroe", era: "levelling", company: .pooled),
    Self(guest: "linux-glibc", from: "Westmere", to: "Conroe", era: "levelling", isForced: true),
    Self(guest: "numerical", from: "Haswell", to: "Conroe", era: "levelling", isForced: true),
    Self(guest: "linux-glibc", from: "Haswell", to: "Westmere", era: "masking", isForced: true),
    Self(guest: "numerical", from: "Haswell", to: "EPYC", era: "levelling", company: .pooled),
  ]

  /// The other host joins by force while the VM runs, or was there from the start.
  var scenario: String {
    let profile = era == "levelling" ? "xapi" : "xcp-1.x"
    let join =
      company == .pooled ? "" : "  - {do: force join pool, host: b, master: a, after: 1 s}"
    return """
      scenario: crossing
      toolstack: {profile: \(profile), levelling: \(era)}
      wires: [{name: lan}]
      stations: [{name: nas, wire: lan, address: 10.0.0.9/24}]
      hosts:
        - name: a
          pool: lab
          master: true
          cpu: {model: \(from)}
          memory: 4 GiB
          nics: [{wire: lan, address: 10.0.0.2/24, management: true}]
        - name: b
          \(company == .pooled ? "pool: lab" : "# alone")
          cpu: {model: \(to)}
          memory: 4 GiB
          nics: [{wire: lan, address: 10.0.0.3/24, management: true}]
      srs: [{name: shared, type: nfs, host: a, server: nas}]
      vms:
        - name: web
          running_on: a
          memory: 64 MiB
          mode: \(isHVM ? "hvm" : "pv")
          disks: [{sr: shared}]
          guest: \(guest)
      timeline:
      \(join)
        - {do: migrate, vm: web, to: b, after: 60 s\(isForced ? ", force: true" : "")}
        - {do: wait, for: 6 h}
      """
  }
}

@Suite struct `The verdict on a crossing` {
  /// What a run of the engine shows of it: the worst that happened.
  private func verdict(of result: RunResult) throws -> Crossing.Verdict {
    let makers = Set(result.inventory.hosts.map(\.processor.vendor))
    let quiet: Crossing.Verdict = makers.count == 1 ? .safe : .otherVendor
    let machine = try #require(result.machines.first)
    switch try #require(result.migrations.first).outcome {
    case .refused: return .refused
    case .failed: return machine.state == .running ? .rejected : .restoreFails
    case .completed:
      let layers = machine.faults.map(\.layer)
      if layers.contains(.kernel) { return .machineCrashes }
      if layers.contains(.libc) { return .servicesDie }
      return layers.isEmpty ? quiet : .processDies
    case .notConverged, .unfinished:
      Issue.record("the migration did not end")
      return quiet
    }
  }

  @Test(arguments: CrossingCase.all)
  func `is what a scenario with these hosts comes to`(one: CrossingCase) throws {
    let eras: [String: LevellingEra] = [
      "none": .none, "masking": .masking, "levelling": .levelling,
    ]
    let expected = Crossing(
      of: try #require(shippedCPUs.guest(one.guest)), mode: one.isHVM ? .hvm : .pv,
      from: try shippedCPUs.processor(model: one.from),
      to: try shippedCPUs.processor(model: one.to),
      under: Levelling(era: try #require(eras[one.era]), limits: shippedCPUs.limits),
      company: one.company)
    do {
      let setup = try ScenarioLoader.load(text: one.scenario, name: "crossing.yaml").setup
      let result = MigrationSim.run(setup, seed: 1)
      #expect(
        try verdict(of: result) == (one.isForced ? expected.verdictIfForced : expected.verdict))
    } catch let error as ScenarioError {
      Issue.record("\(error.rendered)")
    }
  }
}
