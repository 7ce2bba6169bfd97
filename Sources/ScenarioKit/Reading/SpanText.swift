import MigrationSim

/// A span of time as a command line gives it: as scenarios write it, "1 h" or "300ms".
public struct SpanText: Sendable {
  public let span: SimDuration

  /// Why a text is no span.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  public init(_ text: String) throws(Failure) {
    let findings = Findings(file: "")
    let node = SourceNode.scalar(text, isQuoted: false, SourcePlace(file: ""))
    guard let span = Form<SimDuration>.duration.read(node, findings) else {
      let found = findings.diagnostics.first
      let hint = found?.suggestion.map { "; did you mean \"\($0)\"?" } ?? ""
      throw Failure(description: (found?.message ?? "\"\(text)\" is no span") + hint)
    }
    self.span = span
  }
}
