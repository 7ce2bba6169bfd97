/// The release that the command and every report tell.
public enum Release {
  /// Semantic version of the program.
  public static let version = "0.1.0"
  /// Version of the reports' JSON: it grows when a key changes its meaning or goes away.
  public static let schemaVersion = 1
}
