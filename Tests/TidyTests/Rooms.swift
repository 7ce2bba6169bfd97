/// The order of the engine's rooms: each may name what stands to its left, and nothing else.
enum Rooms {
  static let order: [[String]] = [
    ["Kernel"], ["Network", "Memory", "CPU", "Guest"], ["Migration", "Pool"], ["Observation"],
    ["World"],
  ]

  private static func column(of room: String) -> Int? {
    order.firstIndex { $0.contains(room) }
  }

  /// The types that files name though they are declared in a room to their right, or beside it.
  static func findings(in files: [SourceFile]) -> [Finding] {
    let sources = files.filter(\.isOfEngine).map { (file: $0, tokens: $0.tokens) }
    var homes: [String: String] = [:]
    for (file, tokens) in sources {
      for name in types(in: tokens) { homes[name] = file.room }
    }
    var found: [Finding] = []
    for (file, tokens) in sources {
      guard let room = file.room, let place = column(of: room) else {
        found.append(Finding(file, 1, "no such room: put it into one of \(order.joined())"))
        continue
      }
      for token in tokens {
        guard let home = homes[token.text], home != room, let other = column(of: home),
          other >= place
        else { continue }
        found.append(
          Finding(
            file, token.line,
            "\(token.text) is of \(home), which \(room) must not know: move it left, or the use "
              + "right"))
      }
    }
    return found
  }

  /// The names of a file's types that other files can see; nested ones are known by their outer.
  private static func types(in tokens: [Token]) -> [String] {
    var depth = 0
    var names: [String] = []
    for index in tokens.indices.dropLast() {
      switch tokens[index].text {
      case "{": depth += 1
      case "}": depth -= 1
      case "struct", "enum", "protocol", "typealias":
        let isHidden = index > 0 && ["private", "fileprivate"].contains(tokens[index - 1].text)
        if depth == 0 && !isHidden { names.append(tokens[index + 1].text) }
      default: break
      }
    }
    return names
  }
}
