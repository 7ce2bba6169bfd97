import MigrationSim
import Testing

@Suite struct `IPv4 addresses` {
  @Test(arguments: ["0.0.0.0", "10.42.0.200", "172.16.0.100", "255.255.255.255"])
  func `an address reads as it is written`(text: String) {
    #expect(IPv4Address(text)?.description == text)
  }

  @Test func `the first octet stands highest`() {
    // 10 · 2^24 + 42 · 2^16 + 0 · 2^8 + 1
    #expect(IPv4Address("10.42.0.1")?.bits == 170_524_673)
  }

  @Test(arguments: [
    "", "10.42.0", "10.42.0.1.5", "10.42.0.256", "10.42..1", "10.42.0.01", "+1.2.3.4", "-1.2.3.4",
    "1.2.3.4 ", "a.b.c.d", "10.42.0.1/16", "1.2.3.", "1.2.3.1000", "١.2.3.4",
  ])
  func `what is no address is not read`(text: String) {
    #expect(IPv4Address(text) == nil)
  }

  @Test func `an interface reads with a prefix or with a mask`() {
    let interface = IPv4Interface("172.16.0.201/24")
    #expect(interface == IPv4Interface("172.16.0.201", mask: "255.255.255.0"))
    #expect(interface?.description == "172.16.0.201/24")
    #expect(interface?.mask.description == "255.255.255.0")
    #expect(interface?.network.description == "172.16.0.0")
  }

  @Test(arguments: ["172.16.0.201", "172.16.0.201/33", "172.16.0.201/", "/24", "1.2.3.4/24/8"])
  func `what has no prefix is no interface`(text: String) {
    #expect(IPv4Interface(text) == nil)
  }

  @Test(arguments: 0...32)
  func `a mask has as many ones as the prefix is long`(length: Int) throws {
    let interface = IPv4Interface(
      address: try #require(IPv4Address("10.42.0.1")), prefixLength: UInt8(length))
    #expect(interface.mask.bits.nonzeroBitCount == length)
    #expect(IPv4Interface("10.42.0.1", mask: interface.mask.description) == interface)
  }

  @Test(arguments: ["255.0.255.0", "0.0.0.255", "255.255.255", "1.0.0.0"])
  func `a mask is ones followed by zeros`(mask: String) {
    #expect(IPv4Interface("10.42.0.1", mask: mask) == nil)
  }

  @Test func `a subnet contains the addresses that share its prefix`() throws {
    let management = try #require(IPv4Interface("10.42.0.200/16"))
    #expect(management.contains(try #require(IPv4Address("10.42.255.255"))))
    #expect(!management.contains(try #require(IPv4Address("10.43.0.0"))))
    let everything = try #require(IPv4Interface("10.42.0.200/0"))
    #expect(everything.contains(try #require(IPv4Address("8.8.8.8"))))
    let one = try #require(IPv4Interface("10.42.0.200/32"))
    #expect(!one.contains(try #require(IPv4Address("10.42.0.201"))))
  }
}
