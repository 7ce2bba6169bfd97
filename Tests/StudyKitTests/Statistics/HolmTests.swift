import StudyKit
import Testing

@Suite struct `Holm's correction` {
  /// Expected numbers from statsmodels 0.15.0, multipletests(p, method="holm").
  @Test(arguments: [
    ([0.01, 0.04, 0.03], [0.03, 0.06, 0.06]),
    ([0.001, 0.2, 0.04, 0.04, 0.9], [0.005, 0.4, 0.16, 0.16, 0.9]),
    ([0.5, 0.6, 0.01, 0.0004, 0.02, 0.03], [1, 1, 0.05, 0.0024, 0.08, 0.09]),
    ([0.3], [0.3]), ([], []),
  ]) func `agrees with statsmodels`(p: [Double], expected: [Double]) {
    let adjusted = Holm.adjusted(p)
    #expect(adjusted.count == expected.count)
    for (a, b) in zip(adjusted, expected) { #expect(isClose(a, b, within: 1e-15)) }
  }

  @Test func `rejects all that Bonferroni's does, and never what was not rejected before`() {
    var luck = Luck("Holm and Bonferroni")
    for count in 1...50 {
      let p = (0..<count).map { _ in luck.uniform() * luck.uniform() }
      for (before, after) in zip(p, Holm.adjusted(p)) {
        #expect(after >= before)
        #expect(after <= min(1, before * Double(count)))
      }
    }
  }

  @Test func `hangs on no order, and keeps that of the p-values`() {
    var luck = Luck("Holm in any order")
    for count in 2...50 {
      let p = (0..<count).map { _ in luck.uniform() / 10 }
      let order = luck.shuffled(Array(p.indices))
      let adjusted = Holm.adjusted(p)
      #expect(Holm.adjusted(order.map { p[$0] }) == order.map { adjusted[$0] })
      for (one, other) in zip(order, order.dropFirst()) where p[one] <= p[other] {
        #expect(adjusted[one] <= adjusted[other])
      }
    }
  }
}
