import MigrationSim
import Testing

/// A few phrases, as a room has them.
private enum Sample: String, Phrase {
  case isOff = "{host} is off."
  case moved = "{count} {count|page|pages} went from {source} to {target}."
  case because = "{host} failed: {why}."
  case has = "{host} has {things}"
}

/// A language that puts the end first.
private struct Backwards: Language {
  func template(for english: String) -> String {
    english == Sample.moved.rawValue
      ? "To {target} from {source} {count|one page|so many pages} went ({count})." : "<\(english)>"
  }
  func number(_ digits: String) -> String { String(digits.map { $0 == "." ? "," : $0 }) }
  func list(_ items: [String], _ joint: Sentence.Joint) -> String {
    items.reversed().joined(separator: "+")
  }
}

@Suite struct `A sentence` {
  @Test func `is its template with the places filled`() {
    #expect(Sample.isOff("xcp00").text == "xcp00 is off.")
    #expect(Sample.moved(3, "a", "b").text == "3 pages went from a to b.")
    #expect(Sample.because("a", Sample.isOff("b")).text == "a failed: b is off..")
  }

  @Test func `takes the form for one where there is one`() {
    #expect(Sample.moved(1, "a", "b").text == "1 page went from a to b.")
    #expect(Sample.moved(0, "a", "b").text == "0 pages went from a to b.")
  }

  @Test(arguments: [
    (Sentence.Joint.commas, "a has x, y, z"), (.and, "a has x, y and z"),
    (.or, "a has x or y or z"), (.semicolons, "a has x; y; z"),
  ]) func `joins a list`(joint: Sentence.Joint, text: String) {
    #expect(Sample.has("a", ["x", "y", "z"].listed(joint)).text == text)
    #expect(Sample.has("a", ["x"].listed(joint)).text == "a has x")
  }

  @Test func `puts its places in the order of the language that it is told in`() {
    let language = Backwards()
    #expect(Sample.moved(2, "a", "b").text(in: language) == "To b from a so many pages went (2).")
    #expect(Sample.moved(1, "a", "b").text(in: language) == "To b from a one page went (1).")
    #expect(Sample.has("a", [1.5, 2].listed(.and)).text(in: language) == "<a has 2,0+1,5>")
  }

  @Test func `tells its parts in the same language`() {
    let sentence = Sample.because("a", Sample.isOff("b"))
    #expect(sentence.text(in: Backwards()) == "<a failed: <b is off.>.>")
  }

  @Test func `is the same in every language where it is verbatim`() {
    let sentence = Sentence.verbatim("10 {of} 12")
    #expect(sentence.text == "10 {of} 12")
  }
}

@Suite struct `A template` {
  @Test func `knows its places in order, each once`() {
    #expect(PhraseTemplate(Sample.moved.rawValue).names == ["count", "source", "target"])
    #expect(PhraseTemplate("nothing to fill").names.isEmpty)
  }

  @Test func `takes a brace that nothing closes for words`() {
    #expect(PhraseTemplate("a {b").pieces == [.words("a {b")])
    #expect(PhraseTemplate("").pieces.isEmpty)
  }
}
