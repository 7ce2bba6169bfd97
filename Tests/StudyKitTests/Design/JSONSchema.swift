import Foundation

/// As much of JSON Schema (draft-07) as the schemas of this project use.
struct JSONSchema {
  private let root: Any

  init(_ text: String) throws {
    root = try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  /// What of a value the schema does not allow, by the paths there; empty where it is valid.
  func faults(of value: Any) -> [String] { Self.faults(value, root, "$") }

  /// Paths of all keys that the schema knows: "factors.range.from".
  var keys: Set<String> {
    var keys: Set<String> = []
    func walk(_ schema: Any, _ path: String) {
      guard let schema = schema as? [String: Any] else { return }
      for (key, inner) in schema["properties"] as? [String: Any] ?? [:] {
        keys.insert("\(path)\(key)")
        walk(inner, "\(path)\(key).")
      }
      if let items = schema["items"] { walk(items, path) }
      for inner in schema["anyOf"] as? [Any] ?? [] { walk(inner, path) }
    }
    walk(root, "")
    return keys
  }

  /// Paths of the keys of a value, so far as the schema could know them.
  static func keys(of value: Any, _ path: String = "") -> Set<String> {
    switch value {
    case let mapping as [String: Any]:
      return mapping.reduce(into: []) { keys, entry in
        keys.insert("\(path)\(entry.key)")
        keys.formUnion(Self.keys(of: entry.value, "\(path)\(entry.key)."))
      }
    case let list as [Any]: return list.reduce(into: []) { $0.formUnion(keys(of: $1, path)) }
    default: return []
    }
  }

  private static let known: Set<String> = [
    "$schema", "title", "description", "default", "examples", "type", "enum", "const", "pattern",
    "minLength", "maxLength", "minimum", "maximum", "properties", "required", "items", "minItems",
    "additionalProperties", "minProperties", "anyOf",
  ]

  private static func faults(_ value: Any, _ schema: Any, _ path: String) -> [String] {
    guard let schema = schema as? [String: Any] else { return ["\(path): a schema is no object"] }
    var faults = schema.keys.filter { !known.contains($0) }.map { "\(path): \($0) is not known" }
    if let type = schema["type"] {
      let types = type as? [String] ?? [type as? String ?? ""]
      if !types.contains(where: { isOf($0, value) }) { faults.append("\(path): not \(types)") }
    }
    if let words = schema["enum"] as? [String], !words.contains("\(value)") {
      faults.append("\(path): \(value) is none of \(words)")
    }
    if let number = (value as? NSNumber)?.doubleValue ?? (value as? Int).map(Double.init) {
      if let least = schema["minimum"] as? Double, number < least { faults.append("\(path): < ") }
      if let most = schema["maximum"] as? Double, number > most { faults.append("\(path): >") }
    }
    if let text = value as? String {
      if let pattern = schema["pattern"] as? String,
        text.range(of: pattern, options: .regularExpression) == nil
      {
        faults.append("\(path): \(text) does not match \(pattern)")
      }
      if text.count < schema["minLength"] as? Int ?? 0 { faults.append("\(path): too short") }
      if text.count > schema["maxLength"] as? Int ?? .max { faults.append("\(path): too long") }
    }
    if let list = value as? [Any] {
      if list.count < schema["minItems"] as? Int ?? 0 { faults.append("\(path): too few") }
      if let items = schema["items"] {
        for (index, item) in list.enumerated() {
          faults += Self.faults(item, items, "\(path)[\(index)]")
        }
      }
    }
    if let mapping = value as? [String: Any] { faults += Self.faults(in: mapping, schema, path) }
    if let choices = schema["anyOf"] as? [Any] {
      let all = choices.map { Self.faults(value, $0, path) }
      if !all.contains(where: \.isEmpty) { faults += all.joined() }
    }
    return faults
  }

  private static func faults(
    in mapping: [String: Any], _ schema: [String: Any], _ path: String
  ) -> [String] {
    var faults: [String] = []
    if mapping.count < schema["minProperties"] as? Int ?? 0 { faults.append("\(path): empty") }
    for key in schema["required"] as? [String] ?? [] where mapping[key] == nil {
      faults.append("\(path): lacks \(key)")
    }
    let properties = schema["properties"] as? [String: Any] ?? [:]
    for (key, inner) in mapping {
      if let known = properties[key] {
        faults += Self.faults(inner, known, "\(path).\(key)")
      } else if schema["additionalProperties"] as? Bool == false {
        faults.append("\(path): has \(key)")
      }
    }
    return faults
  }

  private static func isOf(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "boolean": value is Bool
    case "integer": value is Int
    case "number": value is Int || value is Double
    default: false
    }
  }
}
