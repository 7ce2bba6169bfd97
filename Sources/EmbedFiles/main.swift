import Foundation

// Usage: EmbedFiles <output> [<name> <path>]...
// Writes a Swift file that holds each file's text under its name. A raw string with enough
// number signs needs no escaping; carriage returns, which a literal would lose, are escaped.

/// A Swift literal, over several lines, of any text without NUL.
func literal(_ text: String) -> String {
  var longestRun = 0
  var run = 0
  for scalar in text.unicodeScalars {
    run = scalar == "#" ? run + 1 : 0
    longestRun = max(longestRun, run)
  }
  let hashes = String(repeating: "#", count: longestRun + 1)
  let escaped = text.replacingOccurrences(of: "\r", with: "\\\(hashes)r")
  return "\(hashes)\"\"\"\n\(escaped)\n\"\"\"\(hashes)"
}

let arguments = CommandLine.arguments.dropFirst()
guard let output = arguments.first else {
  FileHandle.standardError.write(Data("usage: EmbedFiles <output> [<name> <path>]...\n".utf8))
  exit(64)
}
let pairs = Array(arguments.dropFirst())
var source = """
  /// The files that the binary carries: bundled scenarios, their schema, data tables, and
  /// catalogues of languages.
  public enum EmbeddedFiles {
    /// Each file's path in the repository and its text, in order of their paths.
    public static let all: [(name: String, text: String)] = [

  """
for index in stride(from: 0, to: pairs.count - 1, by: 2) {
  do {
    let text = try String(contentsOf: URL(filePath: pairs[index + 1]), encoding: .utf8)
    source += "(\n\(literal(pairs[index])),\n\(literal(text))\n),\n"
  } catch {
    FileHandle.standardError.write(Data("\(pairs[index + 1]): error: \(error)\n".utf8))
    exit(66)
  }
}
source += "  ]\n}\n"
try source.write(to: URL(filePath: output), atomically: true, encoding: .utf8)
