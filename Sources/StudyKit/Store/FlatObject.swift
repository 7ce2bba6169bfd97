import Foundation

/// A line of JSON about one run: a key, a replication, and numbers by their names.
///
/// Lines as they are written here are read by hand, about twenty times as fast as by `JSONDecoder`:
/// a study may have millions. Whatever looks another way is left to it.
struct FlatObject: Equatable {
  private(set) var run: RunKey?
  private(set) var replication: Int?
  private(set) var numbers: [(name: String, value: Double?)] = []

  /// Where the number of that name stands; nil where there is none.
  func position(of name: String, near place: Int) -> Int? {
    if place < numbers.count, numbers[place].name == name { return place }
    return numbers.lastIndex { $0.name == name }
  }

  static func == (a: FlatObject, b: FlatObject) -> Bool {
    a.run == b.run && a.replication == b.replication
      && a.numbers.elementsEqual(b.numbers) { $0.name == $1.name && $0.value == $1.value }
  }
}

extension FlatObject {
  /// Reads a line by hand; nil where it is not written as lines are here.
  init?(_ text: UnsafeRawBufferPointer) {
    var scan = Scan(text)
    guard scan.take("{") else { return nil }
    repeat {
      guard let name = scan.string(), scan.take(":") else { return nil }
      switch name {
      case "run":
        guard let text = scan.string(), let key = RunKey(text) else { return nil }
        run = key
      case "replication":
        guard case .number(let number)? = scan.value(), let whole = Int(exactly: number)
        else { return nil }
        replication = whole
      default:
        switch scan.value() {
        case .number(let number): numbers.append((name, number))
        case .nothing: numbers.append((name, nil))
        case nil: return nil
        }
      }
    } while scan.take(",")
    guard scan.take("}"), scan.isAtEnd else { return nil }
  }

  /// The slow twin: whatever JSON it is; in the order of the names.
  init?(decoding text: UnsafeRawBufferPointer) {
    guard let found = try? JSONDecoder().decode(Decoded.self, from: Data(text)) else { return nil }
    run = RunKey(found.run)
    replication = found.replication
    numbers = found.numbers.sorted { $0.name < $1.name }
  }

  private struct Decoded: Decodable {
    let run: String
    let replication: Int
    var numbers: [(name: String, value: Double?)] = []

    private struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      run = try container.decode(String.self, forKey: Key(stringValue: "run"))
      replication = try container.decode(Int.self, forKey: Key(stringValue: "replication"))
      for key in container.allKeys where !["run", "replication"].contains(key.stringValue) {
        numbers.append(
          (key.stringValue, try container.decodeIfPresent(Double.self, forKey: key)))
      }
    }
  }
}

/// Goes through the bytes of a line.
private struct Scan {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard place < bytes.count, bytes[place] == UInt8(ascii: scalar) else { return false }
    place += 1
    return true
  }

  /// What stands in quotes; nil where there is none, or something is escaped.
  mutating func string() -> String? {
    guard take("\"") else { return nil }
    let start = place
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      guard bytes[place] != UInt8(ascii: "\\"), bytes[place] >= 0x20 else { return nil }
      place += 1
    }
    let text = String(validating: bytes[start..<place], as: UTF8.self)
    return take("\"") ? text : nil
  }

  enum Value { case number(Double), nothing }

  /// A number or null; nil where there is neither.
  mutating func value() -> Value? {
    let start = place
    if take("n") { return take("u") && take("l") && take("l") ? .nothing : nil }
    _ = take("-")
    let whole = place
    guard digits() > 0, bytes[whole] != UInt8(ascii: "0") || place == whole + 1 else { return nil }
    if take("."), digits() == 0 { return nil }
    if take("e") || take("E") {
      _ = take("+") || take("-")
      if digits() == 0 { return nil }
    }
    guard let number = Double(String(decoding: bytes[start..<place], as: UTF8.self)),
      number.isFinite
    else { return nil }
    return .number(number)
  }

  private mutating func digits() -> Int {
    let start = place
    while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= bytes[place] {
      place += 1
    }
    return place - start
  }
}
