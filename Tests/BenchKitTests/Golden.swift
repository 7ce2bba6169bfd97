import Foundation
import Testing

/// Files in which a text stands as it should be.
///
/// With XENMOTION_UPDATE_EXPECTED set they are written anew: read the difference before committing.
enum Golden {
  static let tests = URL(filePath: #filePath).deletingLastPathComponent()

  static func expect(
    _ text: String, toBe name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = tests.appending(path: "Golden/\(name)")
    if ProcessInfo.processInfo.environment["XENMOTION_UPDATE_EXPECTED"] != nil {
      try Data(text.utf8).write(to: url)
      return
    }
    let expected = try String(contentsOf: url, encoding: .utf8)
    #expect(text == expected, "not as in \(name)", sourceLocation: sourceLocation)
  }
}
