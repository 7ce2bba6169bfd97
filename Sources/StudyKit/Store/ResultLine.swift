/// What a run came to, as a line of JSON keeps it.
struct ResultLine: Sendable, Equatable {
  let run: RunKey
  let replication: Int
  /// One a response, in the study's order; nil where there was nothing to measure.
  let values: [Double?]

  /// The shortest decimal that reads back as the same double; whole numbers without a point.
  static func number(_ value: Double) -> String {
    let isWhole = value.rounded() == value && abs(value) < 0x1p53
    // A zero below zero is another double than the one above.
    return isWhole && (value != 0 || value.sign == .plus) ? "\(Int64(value))" : "\(value)"
  }
}

/// How the lines of a study's runs are written and read: the run's key, its replication, and a
/// number for each response, under what it measures and in which unit.
struct LineFormat: Sendable {
  let subjects: [String]
  /// In quotes, as lines have them.
  private let keys: [String]

  init(_ subjects: [String]) {
    self.subjects = subjects
    keys = subjects.map(Self.quoted)
  }

  init(_ study: Study) { self.init(study.responses.map(\.key)) }

  /// The line, with its end.
  func text(_ line: ResultLine) -> String {
    var text = "{\"run\":\"\(line.run.text)\",\"replication\":\(line.replication)"
    for (key, value) in zip(keys, line.values) {
      text += ",\(key):" + (value.map(ResultLine.number) ?? "null")
    }
    return text + "}\n"
  }

  /// What a line tells; nil where it is torn, no JSON, or lacks one of the responses.
  func line(_ text: UnsafeRawBufferPointer) -> ResultLine? {
    guard let found = FlatObject(text) ?? FlatObject(decoding: text) else { return nil }
    return line(found)
  }

  func line(_ found: FlatObject) -> ResultLine? {
    guard let run = found.run, let replication = found.replication else { return nil }
    var values: [Double?] = []
    values.reserveCapacity(subjects.count)
    for (place, subject) in subjects.enumerated() {
      // Lines of the same study have the same order, if not more besides.
      guard let position = found.position(of: subject, near: place) else { return nil }
      values.append(found.numbers[position].value)
    }
    return ResultLine(run: run, replication: replication, values: values)
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
