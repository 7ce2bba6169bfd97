import Foundation
import MigrationSim

/// Random samples for tests: the same for the same name.
struct Luck {
  private var stream: RandomStream

  init(_ name: String) { stream = RandomSource(seed: 2026, replication: 0).stream(name) }

  mutating func uniform() -> Double { stream.openUniform() }

  /// By Box and Muller.
  mutating func normal(_ mean: Double = 0, deviation: Double = 1) -> Double {
    let radius = (-2 * log(stream.openUniform())).squareRoot()
    return mean + deviation * radius * cos(2 * .pi * stream.openUniform())
  }

  mutating func normals(_ count: Int) -> [Double] { (0..<count).map { _ in normal() } }

  mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    elements.shuffled(using: &stream)
  }
}

/// Whether a number is another one but for a share of it, or of 1 for small ones.
func isClose(_ a: Double?, _ b: Double, within share: Double = 1e-10) -> Bool {
  a.map { abs($0 - b) <= share * max(1, abs(b)) } ?? false
}

/// Whether a value can be written as JSON, which has no numbers that are not finite, and read
/// again.
func survivesJSON<Value: Codable & Equatable>(_ value: Value) throws -> Bool {
  try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value)) == value
}
