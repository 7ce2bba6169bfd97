import Foundation

/// What a run came to, as a line of JSON keeps it.
struct ResultLine: Sendable {
  let run: RunKey
  let replication: Int
  /// One a response, in the study's order; nil where there was nothing to measure.
  let values: [Double?]

  /// The line, with its end: the run's key, its replication, and a number for each column.
  func text(columns: [String]) -> String {
    var text = "{\"run\":\"\(run.text)\",\"replication\":\(replication)"
    for (column, value) in zip(columns, values) {
      text += ",\"\(column)\":" + (value.map(Self.number) ?? "null")
    }
    return text + "}\n"
  }

  /// The shortest decimal that reads back as the same double; whole numbers without a point.
  static func number(_ value: Double) -> String {
    value.rounded() == value && abs(value) < 0x1p53 ? "\(Int64(value))" : "\(value)"
  }
}

extension ResultLine {
  /// What a line tells; nil where it is torn, no JSON, or lacks a column.
  init?(_ line: some DataProtocol, columns: [String]) {
    guard let found = try? JSONDecoder().decode(Row.self, from: Data(line)),
      let run = RunKey(found.run)
    else { return nil }
    var values: [Double?] = []
    for column in columns {
      guard let value = found.numbers[column] else { return nil }
      values.append(value)
    }
    self.init(run: run, replication: found.replication, values: values)
  }

  private struct Row: Decodable {
    var run = ""
    var replication = -1
    var numbers: [String: Double?] = [:]

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
        numbers[key.stringValue] = .some(try container.decodeIfPresent(Double.self, forKey: key))
      }
    }
  }
}
