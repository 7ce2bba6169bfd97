import HoldModel

// Interleaved rounds: each contender runs a slice in turn, so that whatever else the machine is
// doing weighs on all of them alike; the median round of each is compared.
let clock = ContinuousClock()
let rounds = 15
let sizes = [10, 100, 1_000, 10_000, 100_000, 1_000_000]

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
func padded(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}
func told(_ value: Double) -> String {
  let tenths = Int((value * 100).rounded())
  return "\(tenths / 100).\(tenths / 10 % 10)\(tenths % 10)"
}

func compare() {
  print("times a hold of EventQueue; in brackets ns a hold; hash over all events")
  print("pending  " + Contender.allCases.map { padded($0.rawValue, 24) }.joined())
  for pending in sizes {
    let holds = max(200_000, pending / 2)
    var runs = Contender.allCases.map { Hold($0, pending: pending) }
    var spans = Contender.allCases.map { _ in [Double]() }
    var hash: UInt64 = 0
    for _ in 0..<rounds {
      var hashes = Set<UInt64>()
      for i in runs.indices {
        let span = clock.measure { hash = runs[i].run(holds) }
        hashes.insert(hash)
        let seconds = Double(span.components.seconds) + Double(span.components.attoseconds) * 1e-18
        spans[i].append(seconds / Double(holds) * 1e9)
      }
      precondition(hashes.count == 1, "the contenders disagree on what comes next: \(hashes)")
    }
    let medians = spans.map(median)
    let cells = medians.map { padded("\(told($0 / medians[0])) (\(told($0)))", 24) }
    print(padded("\(pending)", 7) + "  " + cells.joined() + "  " + String(hash, radix: 16))
  }
}

if CommandLine.arguments.dropFirst().first == "serve" {
  serveHolds(Array(CommandLine.arguments.dropFirst(2)))
} else {
  compare()
}
