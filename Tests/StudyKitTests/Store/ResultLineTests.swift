import Foundation
import Testing

@testable import StudyKit

@Suite struct `The line of a run` {
  private static let key = RunKey("0123456789abcdef0123456789abcdef")

  private static func read(_ text: String, _ format: LineFormat) -> ResultLine? {
    Array(text.utf8).withUnsafeBytes { format.line($0) }
  }

  private static let awkward: [Double?] = [
    0, -0.0, 1, -1, 0.1, 1 / 3, 1e300, -1e-300, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
    .leastNormalMagnitude, 0x1p53, 0x1p53 - 1, 0x1p53 + 2, 123_456_789.012345, 1e15, 1e16, 1e17,
    -2.5, nil, .pi, 100, 1e-5, 0.30000000000000004,
  ]

  @Test func `holds every double to the last bit`() throws {
    let format = LineFormat(Self.awkward.indices.map { "response \($0)" })
    let line = ResultLine(run: try #require(Self.key), replication: 17, values: Self.awkward)
    let text = format.text(line)
    #expect(text.hasSuffix("}\n") && text.count { $0 == "\n" } == 1)
    let read = try #require(Self.read(String(text.dropLast()), format))
    #expect(read.run == line.run && read.replication == 17)
    #expect(read.values.map { $0?.bitPattern } == Self.awkward.map { $0?.bitPattern })
    // Other programs read it too.
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(json.count == Self.awkward.count + 2 && json["response 19"] is NSNull)
    #expect(json["response 5"] as? Double == 1.0 / 3)
  }

  @Test func `holds any name`() throws {
    let format = LineFormat(["a\"b", "\\", "downtime of dous mundos\u{1}", "ñ 漢 🐘", ""])
    let line = ResultLine(
      run: try #require(Self.key), replication: 0, values: [1, 2, nil, 4, 5])
    #expect(Self.read(String(format.text(line).dropLast()), format) == line)
    #expect(throws: Never.self) {
      try JSONSerialization.jsonObject(with: Data(format.text(line).utf8))
    }
  }

  @Test func `tells nothing where a response is missing, and more than is asked for`() throws {
    let format = LineFormat(["a", "b"])
    let line = ResultLine(run: try #require(Self.key), replication: 3, values: [1, nil])
    let text = format.text(line)
    #expect(Self.read(text, LineFormat(["a", "c"])) == nil)
    #expect(Self.read(String(text.dropLast()), LineFormat(["b"]))?.values == [nil])
    #expect(Self.read(String(text.dropLast()), LineFormat(["b", "a"]))?.values == [nil, 1])
  }

  /// Lines, some of them changed in a few bytes: both readers say the same of each, wherever the
  /// quick one says anything.
  @Test func `is read by hand as a decoder of JSON reads it`() throws {
    var luck = Luck("lines with mistakes")
    let format = LineFormat(["downtime", "total time", "rounds"])
    let alphabet = Array("{}[]\":,\\ \n0123456789.-+eEnulabcr\u{e9}".utf8)
    var (read, refused) = (0, 0)
    for number in 0..<4000 {
      let values = (0..<3).map { _ in luck.uniform() < 0.2 ? nil : luck.normal() * 1e6 }
      let line = ResultLine(
        run: try #require(Self.key), replication: number, values: values)
      var bytes = Array(format.text(line).utf8.dropLast())
      for _ in 0..<(number % 4) {
        let place = Int(luck.uniform() * Double(bytes.count))
        switch Int(luck.uniform() * 3) {
        case 0: bytes.remove(at: min(place, bytes.count - 1))
        case 1: bytes.insert(alphabet[Int(luck.uniform() * Double(alphabet.count))], at: place)
        default:
          bytes[min(place, bytes.count - 1)] =
            alphabet[Int(luck.uniform() * Double(alphabet.count))]
        }
      }
      bytes.withUnsafeBytes { bytes in
        let quick = FlatObject(bytes).flatMap { format.line($0) }
        let slow = FlatObject(decoding: bytes).flatMap { format.line($0) }
        if let quick { #expect(quick == slow, "\(String(decoding: bytes, as: UTF8.self))") }
        if number % 4 == 0 { #expect(quick == line && slow == line) }
        if quick == nil { refused += 1 } else { read += 1 }
      }
    }
    #expect(read > 1000 && refused > 1000)
  }
}
