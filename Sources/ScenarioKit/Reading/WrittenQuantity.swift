import MigrationSim

/// A quantity as a command line gives it: as scenarios write it, "512 MiB" or "1 h".
public enum WrittenQuantity {
  /// Why a text is no such quantity.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// The size of a memory: "512 MiB".
  public static func memorySize(_ text: String) throws(Failure) -> ByteCount {
    try read(text, as: .memorySize, "size")
  }

  /// A span of time: "1 h" or "300ms".
  public static func span(_ text: String) throws(Failure) -> SimDuration {
    try read(text, as: .duration, "span")
  }

  private static func read<Value>(
    _ text: String, as form: Form<Value>, _ noun: String
  ) throws(Failure) -> Value {
    let findings = Findings(file: "")
    let node = SourceNode.scalar(text, isQuoted: false, SourcePlace(file: ""))
    if let value = form.read(node, findings) { return value }
    let found = findings.diagnostics.first
    let hint = found?.suggestion.map { "; did you mean \"\($0)\"?" } ?? ""
    throw Failure(description: (found?.message ?? "\"\(text)\" is no \(noun)") + hint)
  }
}
