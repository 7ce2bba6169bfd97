import Foundation

/// Where the tests find their files: relative to this one.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The published tables beside the checkout, in the nearest folder around it that has them; nil
  /// where there are none.
  static let publishedTables: URL? = {
    var folder = root
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let tables = folder.appending(path: "shared/validation")
      if FileManager.default.fileExists(atPath: tables.path) { return tables }
    }
    return nil
  }()
}
