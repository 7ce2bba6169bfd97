/// A YAML value with its place: what the readers of scenario values see.
package indirect enum SourceNode: Sendable {
  case scalar(String, isQuoted: Bool, SourcePlace)
  case list([SourceNode], SourcePlace)
  case mapping([(key: Name, value: SourceNode)], SourcePlace)

  package var place: SourcePlace {
    switch self {
    case .scalar(_, _, let place), .list(_, let place), .mapping(_, let place): place
    }
  }

  /// Whether nothing was written, or YAML's null.
  package var isNull: Bool {
    guard case .scalar(let text, isQuoted: false, _) = self else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// What it is, for a message.
  package var noun: String {
    switch self {
    case .scalar(let text, _, _): isNull ? "nothing" : "\"\(text)\""
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}
