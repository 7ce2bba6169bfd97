/// A JSON value whose keys keep their order, so that its text is always the same.
package indirect enum JSON {
  case string(String)
  case integer(Int)
  case boolean(Bool)
  case array([JSON])
  case object([(String, JSON)])

  /// A number or truth value where YAML takes `text` for one; otherwise a string.
  init(scalar text: String) {
    if let number = Int(text) {
      self = .integer(number)
    } else if let flag = Bool(text) {
      self = .boolean(flag)
    } else {
      self = .string(text)
    }
  }

  /// The text, indented by two spaces a level, without a line break at its end.
  func text(indentedBy indentation: Int = 0) -> String {
    let inner = String(repeating: " ", count: indentation + 2)
    let outer = String(repeating: " ", count: indentation)
    switch self {
    case .string(let value): return Self.quoted(value)
    case .integer(let value): return "\(value)"
    case .boolean(let value): return "\(value)"
    case .array(let values) where values.isEmpty: return "[]"
    case .array(let values):
      let lines = values.map { inner + $0.text(indentedBy: indentation + 2) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(outer)]"
    case .object(let pairs) where pairs.isEmpty: return "{}"
    case .object(let pairs):
      let lines = pairs.map { key, value in
        "\(inner)\(Self.quoted(key)): \(value.text(indentedBy: indentation + 2))"
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// An object with `pairs` put behind its own; other values are left as they are.
  func adding(_ pairs: [(String, JSON)]) -> JSON {
    guard case .object(let own) = self else { return self }
    return .object(own + pairs)
  }
}
