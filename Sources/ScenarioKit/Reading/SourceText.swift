import Foundation

/// A file's text, in lines, once it has been found fit to be read as YAML.
public struct SourceText: Sendable {
  /// The largest file that is read [B]: a hundred times the largest scenario anyone wrote by hand.
  public static let largestSize = 1 << 20

  /// As the user named it.
  public let name: String
  public let text: String
  /// Without their ends, split where YAML 1.1 does, so that line numbers agree with its reader's.
  public let lines: [String]
  /// Unicode scalars in each line: counted once, since a line may hold a whole file.
  let lengths: [Int]

  public init(name: String, text: String) {
    self.name = name
    // A byte order mark is no part of the text, and would put columns off by one.
    let text =
      text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    self.text = text
    self.lines = Self.split(text)
    self.lengths = lines.map(\.unicodeScalars.count)
  }

  /// Reads a file of at most `largest` bytes; the error says in one diagnostic why it could not be.
  public static func read(
    path: String, largest: Int = largestSize
  ) -> Result<SourceText, ScenarioError> {
    func refused(_ kind: ScenarioError.Kind, _ message: String, suggestion: String? = nil)
      -> Result<SourceText, ScenarioError>
    {
      let place = SourcePlace(file: path)
      return .failure(
        ScenarioError(
          kind: kind, diagnostics: [Diagnostic(message, at: place, suggestion: suggestion)]))
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return refused(.missing, "there is no such file", suggestion: nearestFile(to: path))
    }
    if isFolder.boolValue { return refused(.missing, "this is a folder, not a file") }
    guard
      let attributes = try? FileManager.default.attributesOfItem(
        atPath: URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false))
    else { return refused(.missing, "the file cannot be read") }
    // A pipe or a device has no size and may never end.
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      return refused(.missing, "this is not a regular file")
    }
    let size = (attributes[.size] as? NSNumber)?.int64Value ?? 0
    guard size <= largest else {
      return refused(
        .invalid, "the file holds \(size) bytes; it may hold \(largest) (\(largest >> 20) MiB)")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      return refused(.missing, "the file cannot be read: have you the right to?")
    }
    return decode(data, name: path)
  }

  /// Text from bytes that must be UTF-8 without NUL.
  static func decode(_ data: Data, name: String) -> Result<SourceText, ScenarioError> {
    func refused(_ message: String, line: Int) -> Result<SourceText, ScenarioError> {
      let place = SourcePlace(file: name, line: line, column: 1)
      return .failure(ScenarioError(kind: .invalid, diagnostics: [Diagnostic(message, at: place)]))
    }
    func line(ofByte index: Int) -> Int { data.prefix(index).count { $0 == 0x0A } + 1 }
    if let index = data.firstIndex(of: 0) {
      return refused(
        "this is a binary file, or text in UTF-16: a scenario is UTF-8 text",
        line: line(ofByte: index))
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      let valid = Array(String(decoding: data, as: UTF8.self).utf8)
      let index = zip(data, valid).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      return refused(
        "this is not UTF-8 text: save the file as UTF-8", line: line(ofByte: index ?? data.count))
    }
    return .success(SourceText(name: name, text: text))
  }

  private static func nearestFile(to path: String) -> String? {
    let url = URL(filePath: path)
    let folder = url.deletingLastPathComponent()
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)))
      ?? []
    guard let name = Spelling.nearest(to: url.lastPathComponent, among: names.sorted()) else {
      return nil
    }
    let head = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    return head + name
  }

  private static func split(_ text: String) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
        lines.append(String(line))
        line = String.UnicodeScalarView()
      default: line.append(scalar)
      }
      previous = scalar
    }
    lines.append(String(line))
    return lines
  }
}
