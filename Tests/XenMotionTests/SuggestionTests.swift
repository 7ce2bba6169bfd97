import Testing

@testable import xenmotion

@Suite struct `A suggestion` {
  /// The definition as it stands, without a table: exponential, for short words.
  static func slowDistance(_ a: ArraySlice<Character>, _ b: ArraySlice<Character>) -> Int {
    guard let x = a.last, let y = b.last else { return a.count + b.count }
    var least = min(
      slowDistance(a.dropLast(), b) + 1, slowDistance(a, b.dropLast()) + 1,
      slowDistance(a.dropLast(), b.dropLast()) + (x == y ? 0 : 1))
    if a.count > 1, b.count > 1, a.dropLast().last == y, b.dropLast().last == x {
      least = min(least, slowDistance(a.dropLast(2), b.dropLast(2)) + 1)
    }
    return least
  }

  @Test func `counts the mistakes that its definition counts`() {
    var state: UInt64 = 64
    func word() -> String {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return String(
        (0..<Int(state >> 61)).map { place -> Character in
          let letters: [Character] = ["a", "b", "c"]
          return letters[Int((state >> (8 + 4 * UInt64(place))) % 3)]
        })
    }
    for _ in 0..<300 {
      let (a, b) = (word(), word())
      #expect(Suggestion.distance(a, b) == Self.slowDistance(Array(a)[...], Array(b)[...]))
    }
  }

  @Test func `is the nearest word, if one is near`() {
    let words = ["run", "check", "scenarios", "schema"]
    #expect(Suggestion.nearest(to: "rnu", in: words) == "run")
    #expect(Suggestion.nearest(to: "scenario", in: words) == "scenarios")
    #expect(Suggestion.nearest(to: "shcema", in: words) == "schema")
    #expect(Suggestion.nearest(to: "frobnicate", in: words) == nil)
    #expect(Suggestion.nearest(to: "run", in: []) == nil)
  }
}
