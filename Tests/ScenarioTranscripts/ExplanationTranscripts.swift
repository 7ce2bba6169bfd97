import Foundation
import MigrationSim
import ReportKit
import ScenarioKit
import Testing

extension Lesson {
  func explanation() -> Explanation { Explanation(run(), of: setup, names: names) }

  func page(in catalogue: Catalogue) -> String {
    let report = ExplanationReport(
      explanation(), in: catalogue, scenario: scenario.id.value, title: scenario.title,
      seed: scenario.seed, replication: 0)
    return TextReport(width: 100).text(report, in: catalogue)
  }
}

@Suite struct `An explanation` {
  static let shown = ["6.K", "6.K-restore-fails", "6.K-dies-later", "6.K-levelling"]

  @Test(arguments: shown, ReportLanguage.allCases)
  func `reads as its transcript`(name: String, language: ReportLanguage) throws {
    let text = try Lesson(name).page(in: Catalogue(language))
    let expected = try Transcripts.expected(
      "explained/\(name).\(language.rawValue).txt", writing: text)
    #expect(
      text == expected,
      "\(Transcripts.difference(text, expected)); with \(Transcripts.variable)=1 it is renewed")
  }

  /// Bundled scenarios, and those of published measurements that are run by other toolstacks.
  static let all =
    ScenarioLoader.bundledNames
    + ["validation/dvm-linpack", "validation/qemu-multifd", "validation/kvm-thesis-8g-postcopy"]
    + [everything]

  /// The file in which every key of a scenario stands, and most operations.
  static let everything = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "ScenarioKitTests/everything.yaml").path

  @Test(arguments: all) func `is whole in every language`(name: String) throws {
    let explanation = try Lesson(name).explanation()
    let english = explanation.remarks.map(\.sentence.text)
    #expect(!english.isEmpty)
    for language in ReportLanguage.allCases {
      let catalogue = Catalogue(language)
      for (remark, text) in zip(explanation.remarks, english) {
        let told = remark.sentence.text(in: catalogue)
        #expect(!told.isEmpty && !told.contains("{") && !told.contains("}"), "\(told)")
        if language != .english {
          #expect(told != text, "not told in \(language.rawValue): \(text)")
        }
      }
    }
  }

  /// Places by what belongs there: sentences are filled by order, which is easily mistaken.
  static let things: Set<String> = [
    "vm", "host", "master", "source", "destination", "sr", "network", "pool", "template", "peer",
    "feature", "address",
  ]
  static let numbers: Set<String> = [
    "count", "pages", "sent", "answered", "lost", "ratio", "disk",
  ]

  /// The places of a sentence, and of those in it, in which the wrong sort of thing stands.
  static func misfits(in sentence: Sentence) -> [String] {
    zip(PhraseTemplate(sentence.template).names, sentence.arguments).flatMap { name, argument in
      switch argument {
      case .text: numbers.contains(name) ? ["\(name) in \(sentence.text)"] : []
      case .number: things.contains(name) ? ["\(name) in \(sentence.text)"] : []
      case .sentence(let inner):
        (numbers.contains(name) ? ["\(name) in \(sentence.text)"] : []) + misfits(in: inner)
      case .list(let items, _):
        items.flatMap { item in
          if case .sentence(let inner) = item { misfits(in: inner) } else { [] as [String] }
        }
      }
    }
  }

  @Test(arguments: all) func `has in each place what belongs there`(name: String) throws {
    for remark in try Lesson(name).explanation().remarks {
      #expect(Self.misfits(in: remark.sentence).isEmpty)
    }
  }

  @Test(arguments: all) func `keeps within the columns of a terminal`(name: String) throws {
    let lesson = try Lesson(name)
    for language in ReportLanguage.allCases {
      let lines = lesson.page(in: Catalogue(language)).split(separator: "\n")
      #expect(lines.allSatisfy { $0.count <= 100 })
      #expect(!lines.contains { $0.last == " " })
    }
  }

  @Test func `has the same sentences in JSON and on the page`() throws {
    let lesson = try Lesson("6.K-dies-later")
    let catalogue = Catalogue(.galician)
    let report = ExplanationReport(
      lesson.explanation(), in: catalogue, scenario: "x", title: "y", seed: 1, replication: 0)
    let again = try JSONReport.report(
      ExplanationReport.self, from: try JSONReport.text(report))
    #expect(again == report)
    let page = TextReport(width: 100).text(report, in: catalogue)
      .split { $0.isWhitespace || $0 == "·" }.joined(separator: " ")
    for remark in report.opening + report.steps.flatMap(\.remarks) + report.lessons {
      #expect(
        page.contains(remark.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")))
    }
  }

  @Test func `names the deaths that come after a migration`() throws {
    let events = try Lesson("6.K-dies-later").explanation().remarks.filter { $0.kind == .event }
    #expect(events.count == 2)
    #expect(events[1].sentence.text.contains("its kernel executed popcnt"))
  }

  @Test func `marks what xapi answers of several reasons`() throws {
    let explanation = try Lesson("6.K-restore-fails").explanation()
    let reasons = explanation.remarks.filter { $0.kind == .reason }
    #expect(reasons.map(\.isAnswer) == [true, false, false])
  }

  @Test(arguments: [
    ("6.K", EndingLesson.direction), ("6.K-restore-fails", .registers), ("6.K-masking", .refusal),
    ("6.K-dies-later", .completed), ("6.K-levelling", .level), ("6.J", .path),
  ]) func `draws its lessons from what happened`(name: String, lesson: EndingLesson) throws {
    let lessons = try Lesson(name).explanation().lessons.map(\.sentence.text)
    #expect(lessons.contains { $0.contains(lesson.rawValue) }, "\(lessons)")
    #expect(lessons.count <= 3)
  }

  enum EndingLesson: String {
    case direction = "because of the direction"
    case registers = "switched on in its CPU's registers"
    case refusal = "A refusal costs nothing"
    case completed = "is not one that went well"
    case level = "With a level for the whole pool"
    case path = "no address on the storage network"
  }
}
