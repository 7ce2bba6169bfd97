import MigrationSim
import Testing

@Suite struct `Whole migrations` {
  static let replications = 300
  /// Cases times measures times three tests are made at most: 1 % for all of them together.
  static let alpha = 0.01 / Double(3 * TwinCase.all.count * Measures.names.count)

  /// What speaks against one law for both, measure by measure.
  static func disagreements(_ some: TwinCase, engine: TwinCase? = nil) -> [String] {
    let ours = (0..<replications).map { (engine ?? some).engine(UInt64($0)).values }
    let twins = (0..<replications).map { some.twin(UInt64($0)).values }
    return Measures.names.indices.flatMap { index -> [String] in
      let samples = TwoSamples(
        first: ours.map { $0[index] }, second: twins.map { $0[index] })
      let found = [
        ("means \(samples.means)", samples.meansAgree(within: 0)),
        ("variances \(samples.variances)", samples.variancesAgree()),
        ("histograms of means \(samples.means)", samples.histogramsAgree()),
      ]
      return found.filter { $0.1 < alpha }.map {
        "\(some.name): \(Measures.names[index]): \($0.0), p = \($0.1)"
      }
    }
  }

  @Test(arguments: TwinCase.all) func `go as they go page by page`(some: TwinCase) {
    for text in Self.disagreements(some) { Issue.record("\(text)") }
  }
}

extension TwinCase {
  static let all = xen + qemu + custom
}
