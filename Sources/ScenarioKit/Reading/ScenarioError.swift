/// Why a scenario could not be loaded: everything that is wrong with it.
public struct ScenarioError: Error, Sendable {
  public enum Kind: Sendable {
    /// There is no such input, or it cannot be read.
    case missing
    /// It was read and is not a scenario.
    case invalid
  }

  public var kind: Kind
  /// In order of their places.
  public var diagnostics: [Diagnostic]
  /// The text they speak of, where it could be read.
  public var source: SourceText?

  public init(kind: Kind, diagnostics: [Diagnostic], source: SourceText? = nil) {
    self.kind = kind
    self.diagnostics = diagnostics
    self.source = source
  }

  /// The exit status of a command that ends with it, as `sysexits.h` numbers them.
  public var exitCode: Int32 {
    switch kind {
    case .missing: 66
    case .invalid: 65
    }
  }

  /// All diagnostics as text for people.
  public var rendered: String {
    DiagnosticRenderer(lines: source?.lines ?? []).render(diagnostics)
  }
}
