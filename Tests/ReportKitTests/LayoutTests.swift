import Foundation
import Testing

@testable import ReportKit

@Suite struct `Numbers as text` {
  @Test func `are rounded as the C library rounds them`() {
    var state: UInt64 = 7
    for _ in 0..<5000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      // Never a tie: there the two roundings differ.
      let value = (Double(Int64(bitPattern: state) >> 30) + 0.2) / 1000
      for decimals in 0...3 {
        #expect(NumberText.fixed(value, decimals) == String(format: "%.\(decimals)f", value))
      }
    }
  }

  @Test func `have no minus before zero and no digit too many`() {
    #expect(NumberText.fixed(-0.0001, 2) == "0.00")
    #expect(NumberText.fixed(0.005, 3) == "0.005")
    #expect(NumberText.fixed(-1.5, 1) == "-1.5")
    #expect(NumberText.fixed(12, 0) == "12")
    #expect(NumberText.brief(2.50, 2) == "2.5")
    #expect(NumberText.brief(100, 1) == "100")
  }

  @Test(arguments: [
    (0, "0"), (255.4, "255.4"), (28_847, "28847"), (1.97345, "1.973"), (0.046442, "0.04644"),
    (-2.5, "-2.5"), (9.9996, "10"),
  ]) func `have as many digits as count`(value: Double, text: String) {
    #expect(NumberText.significant(value, 4) == text)
  }

  @Test(arguments: [
    (0, "0 ms"), (0.04, "0 ms"), (412, "412 ms"), (999.94, "999.9 ms"), (999.96, "1 s"),
    (13_214, "13.214 s"), (120_000, "2 min 0 s"), (179_960, "3 min 0 s"), (252_500, "4 min 12.5 s"),
  ]) func `give a span the unit that suits it`(milliseconds: Double, text: String) {
    #expect(NumberText.duration(milliseconds: milliseconds) == text)
  }

  @Test(arguments: [
    (20, "20 times a second"), (1, "about every 1 s"), (0.02, "about every 50 s"), (0, "never"),
  ]) func `tell how often something happens`(rate: Double, text: String) {
    #expect(NumberText.rate(rate) == text)
  }

  @Test(arguments: [
    (1, "1 B"), (1024, "1.0 KiB"), (579_484_800, "552.6 MiB"), (100 << 30, "100.0 GiB"),
  ]) func `give bytes the unit that suits them`(bytes: Int64, text: String) {
    #expect(NumberText.bytes(bytes) == text)
  }
}

@Suite struct `Lines of text` {
  static let prose = "The guest has SMEP switched on, which the CPU of xcp01 cannot restore: no."

  @Test(arguments: 1...90) func `are broken between words and lose none`(width: Int) {
    let lines = Layout.wrap(Self.prose, width: width)
    #expect(lines.joined(separator: " ") == Self.prose)
    for line in lines { #expect(line.count <= width || !line.contains(" ")) }
  }

  @Test func `do not end where a scenario's text has a line break`() {
    #expect(Layout.wrap("one\n two\tthree\n", width: 20) == ["one two three"])
    #expect(Layout.wrap(" ", width: 20).isEmpty)
  }

  @Test func `are as long as bars must be`() {
    #expect(Layout.bar(1, width: 10) == "██████████")
    #expect(Layout.bar(0.5, width: 10) == "█████")
    #expect(Layout.bar(0.0001, width: 10) == "▏")
    #expect(Layout.bar(0, width: 10) == "")
    #expect(Layout.bar(7, width: 3) == "███")
  }

  @Test func `of a table come closer, and then lose columns by rank`() {
    let table = TextTable(
      columns: [
        .init(heading: "Name", isNumber: false), .init(heading: "First", rank: 1),
        .init(heading: "Second", rank: 2),
      ], rows: [["a", "1", "22"]])
    #expect(table.lines(indent: 0, width: 19)[0] == "Name  First  Second")
    #expect(table.lines(indent: 0, width: 18)[0] == "Name First Second")
    #expect(table.lines(indent: 0, width: 16)[0] == "Name  First")
    #expect(table.lines(indent: 0, width: 9) == ["Name", "────", "a"])
    #expect(table.lines(indent: 0, width: 1)[0] == "Name")
  }
}
