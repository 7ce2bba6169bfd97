import Testing

@testable import ReportKit

@Suite struct `A CSV table` {
  @Test(arguments: CSVTable.allCases) func `reads as it should`(table: CSVTable) throws {
    let lines =
      table == .summary
      ? CSVTable.summaryLines(of: Sample.study) + CSVTable.summaryLines(of: Sample.badStudy)
      : table.lines(of: Sample.good) + table.lines(of: Sample.bad)
    try Golden.expect(table.header + lines, toBe: "\(table.rawValue).csv")
  }

  @Test(arguments: CSVTable.allCases) func `has as many fields in every row as in its header`(
    table: CSVTable
  ) {
    let lines =
      table == .summary
      ? CSVTable.summaryLines(of: Sample.study)
      : table.lines(of: Sample.good) + table.lines(of: Sample.bad)
    let rows = Self.parse(table.header + lines)
    #expect(rows.count > 1)
    #expect(Set(rows.map(\.count)) == [table.columns.count])
    #expect(Set(table.columns).count == table.columns.count)
  }

  /// What RFC 4180 says of quotes, read back by a parser that goes character by character.
  @Test func `gives back any text that is put into it`() {
    let alphabet: [Character] = ["a", "é", ",", "\"", "\n", "\r", "\r\n", " ", ";", "'"]
    var state: UInt64 = 2026
    func draw(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(n))
    }
    for _ in 0..<2000 {
      let fields = (0...draw(4)).map { _ in
        String((0..<draw(6)).map { _ in alphabet[draw(alphabet.count)] })
      }
      #expect(Self.parse(CSVTable.line(fields)) == [fields])
    }
  }

  @Test func `quotes only what needs it`() {
    #expect(CSVTable.line(["a b", "c,d", "e\"f", ""]) == "a b,\"c,d\",\"e\"\"f\",\n")
  }

  static func parse(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = String.UnicodeScalarView()
    var isQuoted = false
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch (scalar, isQuoted) {
      case ("\"", true) where scalars.first == "\"": field.append(scalars.removeFirst())
      case ("\"", _): isQuoted.toggle()
      case (",", false), ("\n", false):
        row.append(String(field))
        field = String.UnicodeScalarView()
        if scalar == "\n" {
          rows.append(row)
          row = []
        }
      default: field.append(scalar)
      }
    }
    return rows
  }
}
