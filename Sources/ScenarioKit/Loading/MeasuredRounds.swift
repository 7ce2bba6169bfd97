import MigrationSim

/// The rounds of one migration as somebody measured them: a table with a row for each.
///
/// The columns name their units; those in one line tell the same, and the first that has a value
/// counts. All but the duration and what was sent may be missing; other columns are passed over.
///
///     round                                   the number, rising
///     live                                    false for the round after the guest was stopped
///     duration_s, duration_ms                 one of them
///     pages_sent, sent_mib, rate_mbit_s       sent with their data
///     pages_skipped                           passed over, for they were dirty again
///     pages_dirtied, dirtied_mib, dirty_mbit_s  found dirty at the round's end
///     wrote_s, wrote_ms                       for how long the guest wrote to those
///     dirty_rate_pages_per_s                  or how fast it dirtied them
///
/// A page holds 4096 bytes, a MiB 256 pages; a rate counts the pages' data in 10⁶ bits a second:
/// pages = rate · 10⁶ · duration / (8 · 4096). Check value: 555 Mbit/s for 1.702 s are 28,827
/// pages.
public struct MeasuredRounds: Sendable {
  public struct Row: Hashable, Sendable {
    public let number: Int
    public let isLive: Bool
    /// [s].
    public let duration: Double
    /// [pages].
    public let sent: Double
    public let skipped: Double?
    public let dirtied: Double?
    /// For how long the guest wrote to those: longer than the round, where it is the last live one
    /// and the guest went on until it was stopped [s].
    public let wrote: Double
  }

  public let rows: [Row]
  /// The guest's memory [pages].
  public let memory: Double

  /// Reads the table in a file.
  /// - Parameter memory: the guest's; without it the first round is taken to have gone through all.
  /// - Throws: ``ScenarioError`` with everything that is wrong.
  public static func load(
    _ path: String, memory: ByteCount?
  ) throws(ScenarioError) -> MeasuredRounds {
    try load(SourceText.read(path: path).get(), memory: memory)
  }

  /// Reads the table in a text; `name` stands for the file in messages.
  public static func load(
    text: String, name: String, memory: ByteCount?
  ) throws(ScenarioError) -> MeasuredRounds {
    try load(SourceText(name: name, text: text), memory: memory)
  }

  private static func load(
    _ source: SourceText, memory: ByteCount?
  ) throws(ScenarioError) -> MeasuredRounds {
    let findings = Findings(file: source.name, source: source)
    var reader = SourceTable(source, findings).flatMap { MeasuredRoundsReader($0, findings) }
    let rounds = reader?.read(memory: memory)
    guard let rounds, findings.diagnostics.isEmpty else {
      throw ScenarioError(
        kind: .invalid, diagnostics: findings.sorted, sources: findings.sources)
    }
    return rounds
  }

  /// That the table, though well written, does not do for what was asked of it.
  public func refused(_ message: String) -> ScenarioError {
    let place = SourcePlace(file: source.name)
    return ScenarioError(
      kind: .invalid, diagnostics: [Diagnostic(message, at: place)], sources: [source])
  }

  let source: SourceText
}
