import MigrationSim

/// A guest's memory as a command line gives it: as scenarios write it, "512 MiB".
public struct MemorySize: Sendable {
  public let size: ByteCount

  /// Why a text is no size of a memory.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  public init(_ text: String) throws(Failure) {
    let findings = Findings(file: "")
    let node = SourceNode.scalar(text, isQuoted: false, SourcePlace(file: ""))
    guard let size = Form<ByteCount>.memorySize.read(node, findings) else {
      let found = findings.diagnostics.first
      let hint = found?.suggestion.map { "; did you mean \"\($0)\"?" } ?? ""
      throw Failure(description: (found?.message ?? "\"\(text)\" is no size") + hint)
    }
    self.size = size
  }
}
