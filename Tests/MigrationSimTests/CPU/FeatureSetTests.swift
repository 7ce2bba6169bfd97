import MigrationSim
import Testing

@Suite struct `A feature set` {
  // The slow twin is Swift's own set of indices.
  @Test func `agrees with a plain set of numbers`() {
    var cases = FeatureCases(state: 1)
    for _ in 0..<200 {
      let a = cases.featureIndices()
      let b = cases.featureIndices()
      let (x, y) = (FeatureSet(indices: a), FeatureSet(indices: b))
      #expect(x.union(y) == FeatureSet(indices: a.union(b)))
      #expect(x.intersection(y) == FeatureSet(indices: a.intersection(b)))
      #expect(x.subtracting(y) == FeatureSet(indices: a.subtracting(b)))
      #expect(x.isSubset(of: y) == a.isSubset(of: b))
      #expect(x.intersection(y).isSubset(of: y))
      #expect(x.count == a.count)
      #expect(x.isEmpty == a.isEmpty)
      #expect(x.map { Int($0.index) } == a.sorted())
    }
  }

  @Test func `is told by its features or its words alike`() {
    #expect([.sse, .sse42] as FeatureSet == FeatureSet(words: [1 << 25, 1 << 20]))
    #expect(([.avx] as FeatureSet).contains(.avx))
    #expect(!([.avx] as FeatureSet).contains(.aes))
  }

  @Test func `has room for the last bit of the last word`() {
    let last = Feature(word: 31, bit: 31)
    #expect(([last] as FeatureSet).map(\.self) == [last])
  }

  // r3 of a public XCP-ng pool: word 2 is 2993fbff there, and 28100800 in the CPU's own dump.
  @Test func `sheds the bits that AMD mirrors`() throws {
    let published = try FeatureSet(text: "1fcbfbff-80b82221-2993fbff-00000403")
    #expect(published.withoutMirroredBits.text() == "1fcbfbff-80b82221-28100800-00000403")
    let plain = published.withoutMirroredBits
    #expect(plain.withoutMirroredBits == plain)
  }
}

@Suite struct `The text of a feature set` {
  // Published of one Core i7-860: https://github.com/xcp-ng/xenadmin/issues/66.
  @Test func `has ECX first in the XCP era and EDX first today`() throws {
    let legacy = try FeatureSet(legacyText: "0098e3fd-bfebfbff-00000001-28100800")
    #expect(legacy.text() == "bfebfbff-0098e3fd-28100800-00000001")
    #expect(legacy.legacyText == "0098e3fd-bfebfbff-00000001-28100800")
    #expect(legacy[.sse42] && legacy[.popcnt] && legacy[.lm] && legacy[.nx])
    #expect(!legacy[.aes] && !legacy[.avx])
  }

  // The same host's features_pv, as far as published, in another order of words.
  @Test func `keeps the words of today's order`() throws {
    let text = "17c9cbf5-80b82201-2191cbf5-00000003-00000000"
    let set = try FeatureSet(text: text)
    #expect(set.text(words: 5) == text)
    #expect(set.text() == "17c9cbf5-80b82201-2191cbf5-00000003")
    #expect(set[.hypervisor] && set[.sse42])
  }

  @Test func `may leave out the hyphens in the XCP era`() throws {
    let plain = try FeatureSet(legacyText: "0098e3fdbfebfbff0000000128100800")
    #expect(try plain == FeatureSet(legacyText: "0098e3fd-bfebfbff-00000001-28100800"))
  }

  @Test func `reads what it wrote`() throws {
    var cases = FeatureCases(state: 2)
    for _ in 0..<100 {
      let set = FeatureSet(indices: cases.featureIndices())
      #expect(try FeatureSet(text: set.text()) == set)
      #expect(try FeatureSet(text: set.text(words: 32)) == set)
      #expect(try FeatureSet(legacyText: set.legacyText) == set.legacyPart)
    }
  }

  @Test func `can be trimmed to the words that another version knows`() throws {
    let set = try FeatureSet(text: "00000001-00000002-00000003")
    #expect(set.text(trimmedTo: 2) == "00000001-00000002")
    #expect(set.text(trimmedTo: 4) == "00000001-00000002-00000003-00000000")
    #expect(FeatureSet().text() == "00000000")
  }

  @Test func `is refused past the words supported`() {
    let text = Array(repeating: "00000000", count: 33).joined(separator: "-")
    #expect(throws: FeatureTextError.wordCount(found: 33, allowed: 1...32)) {
      try FeatureSet(text: text)
    }
  }

  @Test(arguments: ["", "1", "0000000g", "+0000001", "00000000-", "00000000-0x000001", "000000001"])
  func `is refused when a word is not eight digits`(text: String) {
    #expect(throws: FeatureTextError.self) { try FeatureSet(text: text) }
  }

  @Test func `tells which word is wrong`() {
    #expect(throws: FeatureTextError.notAWord(position: 1)) {
      try FeatureSet(text: "00000000-wrong")
    }
    #expect(throws: FeatureTextError.wordCount(found: 3, allowed: 4...4)) {
      try FeatureSet(legacyText: "00000000-00000000-00000000")
    }
    #expect(
      FeatureTextError.notAWord(position: 1).explanation
        == "Word 2 is not eight hexadecimal digits.")
    #expect(
      FeatureTextError.wordCount(found: 3, allowed: 4...4).explanation
        == "Expected 4 words, but found 3.")
  }
}
