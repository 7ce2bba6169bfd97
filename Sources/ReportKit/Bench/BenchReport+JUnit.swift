import BenchKit

extension BenchReport {
  /// A test suite in JUnit's XML, with a test case for each benchmark, which fails where it is past
  /// a limit; its time is the CPU time of all its units in the median repetition [s].
  public var jUnit: String {
    let failures = benchmarks.count { !$0.breaches.isEmpty }
    let time = benchmarks.reduce(0) { $0 + $1.seconds }
    let counts = "tests=\"\(benchmarks.count)\" failures=\"\(failures)\" errors=\"0\" skipped=\"0\""
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites \(counts) time="\(NumberText.fixed(time, 6))">
        <testsuite name="xenmotion bench" \(counts) time="\(NumberText.fixed(time, 6))">
      \(benchmarks.map(\.testCase).joined(separator: "\n"))
        </testsuite>
      </testsuites>

      """
  }
}

extension BenchReport.Benchmark {
  /// CPU time of one repetition, the median one.
  fileprivate var seconds: Double { cpuNs.median * Double(units) * 1e-9 }

  fileprivate var testCase: String {
    // One for all limits: not every reader takes several.
    let messages = breaches.map(\.message).joined(separator: "; ")
    let failure = "      <failure type=\"limit\" message=\"\(Self.escaped(messages))\"/>"
    let output =
      "\(about); cpu_ns \(NumberText.significant(cpuNs.median, 4)) a \(unit); hash \(hash)"
    let lines =
      [
        "    <testcase classname=\"xenmotion.bench\" name=\"\(Self.escaped(name))\" "
          + "time=\"\(NumberText.fixed(seconds, 6))\">"
      ] + (breaches.isEmpty ? [] : [failure]) + [
        "      <system-out>\(Self.escaped(output))</system-out>", "    </testcase>",
      ]
    return lines.joined(separator: "\n")
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
