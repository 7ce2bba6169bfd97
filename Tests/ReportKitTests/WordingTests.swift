import MigrationSim
import SampleRuns
import Testing

@testable import ReportKit

@Suite struct `An operation in words` {
  static let names = Names(
    hosts: ["a", "b"], vms: ["vm"], srs: ["sr"], networks: ["net"], pools: ["pool"],
    templates: ["deb"])
  static let host = HostID(0)
  static let other = HostID(1)
  static let vm = VMID(0)
  static let interface = IPv4Interface(address: IPv4Address(bits: 0x0A2A_00C8), prefixLength: 16)

  static let sentences: [(Operation, String)] = [
    (.createPool(PoolID(0), member: nil), "create pool pool"),
    (.createPool(PoolID(0), member: other), "create pool pool with b"),
    (.joinPool(other, master: host, force: false), "join b to the pool of a"),
    (.joinPool(other, master: host, force: true), "join b to the pool of a by force"),
    (.ejectHost(other), "eject b from its pool"),
    (.setCPUCount(other, 1), "give b 1 CPU"),
    (.setCPUCount(other, 2), "give b 2 CPUs"),
    (.addInterface(other, NetworkID(0), interface), "add interface 10.42.0.200/16 on net to b"),
    (.removeInterface(other, NetworkID(0)), "remove the interface on net from b"),
    (.createSR(SRID(0), from: host), "create SR sr from a"),
    (.repairSR(SRID(0), host: other), "repair SR sr on b"),
    (.repairSR(SRID(0), host: nil), "repair SR sr on every host"),
    (.createNetwork(NetworkID(0), from: host), "create network net from a"),
    (.destroyNetwork(NetworkID(0), from: host), "delete network net from a"),
    (
      .createVM(vm, from: TemplateID(0), home: host),
      "create vm from template deb, home server a"
    ),
    (
      .createVM(vm, from: TemplateID(0), home: nil),
      "create vm from template deb, no home server"
    ),
    (.setHomeServer(vm, host), "set the home server of vm to a"),
    (.setHomeServer(vm, nil), "set the home server of vm to none"),
    (.setMemory(vm, .mebibytes(128)), "set the memory of vm to 128 MiB"),
    (.setMemory(vm, ByteCount(1025)), "set the memory of vm to 1025 B"),
    (.startVM(vm, on: host), "start vm on a"),
    (.startVM(vm, on: nil), "start vm where the pool chooses"),
    (.shutDownVM(vm), "shut down vm"),
    (.startPing(1), "start ping 2 from 10.42.0.13 to vm"),
    (.stopPing(0), "stop ping 1 from vm's console to 8.8.8.8"),
    (.stopPing(7), "stop ping 8"),
    (.migrate(vm, to: other, settings: 0), "migrate vm to b"),
    (.shutDownHost(host), "shut down host a"),
    (.shutDownPool(PoolID(0)), "shut down pool pool"),
    (.wait(.seconds(1.5)), "wait 1.5 s"),
  ]

  @Test(arguments: sentences) func `names what it acts on`(operation: Operation, sentence: String) {
    let pings = SampleRun.homogeneous().pings
    #expect(Wording.operation(operation, Self.names, pings).text == sentence)
  }

  @Test func `spells cases in words and in keys`() {
    #expect(Wording.words(Phase.importMetadata) == "import metadata")
    #expect(Wording.key(PingLoss.replyInFlightAtSuspend) == "reply_in_flight_at_suspend")
    #expect(Wording.words(StepOutcome.done) == "done")
    #expect(Wording.hexadecimal(0xBEEF) == "000000000000beef")
    #expect(Wording.expectation(.refused(code: "HOST_OFFLINE")) == "refused with HOST_OFFLINE")
  }
}
