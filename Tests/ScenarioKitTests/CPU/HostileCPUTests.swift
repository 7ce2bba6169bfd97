import MigrationSim
import ScenarioKit
import Testing

@Suite struct `Hostile texts of CPUs` {
  private var samples: [String] {
    get throws {
      let cpu = try shippedCPUs.cpus(named: ["EPYC-9334-32-Core"])[0]
      return CPUForm.written.map { shippedCPUs.text(of: cpu, as: $0).text } + [
        "cpu_info (MRO): cpu_count: 4; vendor: AuthenticAMD; features: 0-0-0-0; features_pv: 1"
      ]
    }
  }

  // A text cut, doubled, or with a letter changed is read or refused, and never ends the program.
  @Test func `are read or refused`() throws {
    // Numerical Recipes' linear congruential generator: the same inputs in every run.
    var state: UInt32 = 7
    func draw(_ bound: Int) -> Int {
      state = state &* 1_664_525 &+ 1_013_904_223
      return Int(state >> 8) % bound
    }
    for sample in try samples {
      let scalars = Array(sample.unicodeScalars)
      for _ in 0..<20 {
        var text = scalars
        let place = draw(scalars.count)
        switch draw(4) {
        case 0: text = Array(scalars[..<place])
        case 1: text[place] = "\u{1F600}"
        case 2: text.insert(contentsOf: "<:;-,+=\n\u{0}\u{202E}".unicodeScalars, at: place)
        default: text.remove(at: place)
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: text)
        do throws(ScenarioError) {
          _ = try readCPU(String(view))
        } catch {
          #expect(!error.diagnostics.isEmpty)
        }
      }
    }
  }

  private static let longTexts = [
    String(repeating: "x ", count: 20_000), String(repeating: "<a b='", count: 20_000),
    String(repeating: "<cpu><model>x</model></cpu>", count: 20_000),
    "<cpu><model>Conroe</model>" + String(repeating: "<feature name='x'/>", count: 20_000)
      + "</cpu>",
    String(repeating: "processor: 1\nflags: a\n", count: 20_000),
    "vendor: x" + String(repeating: "; a: b", count: 20_000),
    "Westmere" + String(repeating: ",+x", count: 20_000), String(repeating: "-", count: 20_000),
    String(repeating: "<", count: 20_000), "0" + String(repeating: "-00000000", count: 20_000),
  ]

  @Test(arguments: longTexts.indices) func `of great length are refused`(index: Int) {
    #expect(!mistakesInCPU(Self.longTexts[index]).isEmpty)
  }
}
