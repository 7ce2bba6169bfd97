/// Why a scenario, or a table of measurements, could not be loaded: everything wrong with it.
public struct ScenarioError: Error, Sendable {
  public enum Kind: Sendable {
    /// There is no such input, or it cannot be read.
    case missing
    /// It was read and is none.
    case invalid
  }

  public var kind: Kind
  /// File by file, in order of their places.
  public var diagnostics: [Diagnostic]
  /// The texts they speak of, so far as they could be read; the file itself first.
  public var sources: [SourceText]

  public init(kind: Kind, diagnostics: [Diagnostic], sources: [SourceText] = []) {
    self.kind = kind
    self.diagnostics = diagnostics
    self.sources = sources
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
    DiagnosticRenderer(sources: sources).render(diagnostics)
  }
}
