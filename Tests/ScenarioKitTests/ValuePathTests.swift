import Testing

@testable import ScenarioKit

@Suite struct `A path to a value` {
  static let text = """
    title: x
    seed: 3
    vms:
      - name: web
        memory: 1 GiB
        workload:
          classes:
            - {name: hot, writes: 5 pages/s}
      - {name: "1", memory: 2 GiB}
    timeline:
      - {do: migrate, vm: web}
      - {do: wait, for: 1 s}
      - {do: migrate, vm: web}
      - {do: web, name: migrate}
    migration: {policy: xen}
    """

  private static func tree(_ text: String = text) throws -> SourceNode {
    let source = SourceText(name: "x.yaml", text: text)
    return try #require(SourceTree.parse(source, findings: Findings(of: source)))
  }

  private static let place = SourcePlace(file: "study.yaml", line: 1, column: 1)

  /// The tree with 7 where the path leads, and what is said where it leads nowhere.
  private static func setting(
    _ path: String, in text: String = text
  ) throws -> (tree: SourceNode?, said: [String]) {
    let findings = Findings(of: SourceText(name: "x.yaml", text: text))
    let seven = SourceNode.scalar("7", isQuoted: false, place)
    let changed = try ValuePath(path, at: place).setting(seven, in: tree(text), findings)
    return (changed, findings.diagnostics.map(\.message))
  }

  /// Each path, and the line of the file that it puts 7 into.
  @Test(arguments: [
    ("title", "title: x", "title: 7"), ("vms[web].memory", "memory: 1 GiB", "memory: 7"),
    ("vms[0].memory", "memory: 1 GiB", "memory: 7"),
    // A name goes before a number.
    ("vms[1].memory", "memory: 2 GiB", "memory: 7"),
    ("vms[web].workload.classes[hot].writes", "5 pages/s", "7"),
    ("timeline[wait].for", "for: 1 s", "for: 7"), ("timeline[1].for", "for: 1 s", "for: 7"),
    ("timeline[2].vm", "vm: web}\n  - {do: web", "vm: 7}\n  - {do: web"),
    // What it is called goes before what it does.
    ("timeline[migrate].do", "do: web", "do: 7"), ("migration.policy", "xen", "7"),
    ("migration", "{policy: xen}", "7"), ("vms[web]", "1 GiB", ""),
  ])
  func `puts it where it leads`(path: String, old: String, new: String) throws {
    let found = try Self.setting(path)
    #expect(found.said == [])
    guard path != "vms[web]" else {
      guard case .mapping(let entries, _)? = found.tree, case .list(let vms, _) = entries[2].value,
        case .scalar("7", _, _) = vms[0]
      else { return #expect(Bool(false), "the item was not replaced") }
      return
    }
    let expected = try Self.tree(Self.text.replacing(old, with: new))
    #expect(found.tree?.canonicalText == expected.canonicalText)
  }

  @Test(arguments: [
    ("about", "\nabout: 7"), ("aftermath.of.all", "\naftermath: {of: {all: 7}}"),
  ])
  func `makes the keys that are not there yet`(path: String, added: String) throws {
    let found = try Self.setting(path)
    #expect(found.said == [])
    #expect(try found.tree?.canonicalText == Self.tree(Self.text + added).canonicalText)
  }

  @Test(arguments: [
    ("vms[wbe].memory", "no item of this list is called \"wbe\""),
    ("vms[2].memory", "the list has 2 items, numbered from 0"),
    ("vms[-1].memory", "the list has 2 items, numbered from 0"),
    ("vms[web].workload.classes[3].writes", "the list has 1 item, numbered from 0"),
    (
      "vms.memory",
      """
      "memory" has nowhere to stand: what comes before it is a list; name one of its items in \
      brackets
      """
    ),
    (
      "migration.policy.limit",
      """
      "limit" has nowhere to stand: what comes before it is "xen"; write it as a mapping in the \
      scenario
      """
    ),
    ("migration[xen]", "\"xen\" is to be an item of a list, and this is a mapping"),
    ("title[0]", "\"0\" is to be an item of a list, and this is \"x\""),
    ("hosts[a].memory", "there is no list here to have an item \"a\""),
  ])
  func `that leads nowhere is told`(path: String, message: String) throws {
    let found = try Self.setting(path)
    #expect(found.tree == nil)
    #expect(found.said == [message])
  }

  @Test func `is told which numbers there are where a name is not enough`() throws {
    let text = "timeline: [{do: migrate}, {do: wait}, {do: migrate}]"
    let found = try Self.setting("timeline[migrate].vm", in: text)
    #expect(found.said == ["several items are \"migrate\": take a number, [0], [2]"])
  }

  @Test(arguments: [
    ("", "a path is empty"), ("a..b", "\"a..b\" is no path, such as \"vms[web].memory\""),
    (".a", "\".a\" is no path, such as \"vms[web].memory\""),
    ("[a].b", "\"[a].b\" is no path, such as \"vms[web].memory\""),
    ("a[]", "\"a[]\" is no path, such as \"vms[web].memory\""),
    ("a[b", "\"a[b\" is no path, such as \"vms[web].memory\""),
    ("a[b]c", "\"a[b]c\" needs a point after a bracket"),
    ("a.", "\"a.\" ends in a point, or has one before a bracket"),
    ("a.[b]", "\"a.[b]\" ends in a point, or has one before a bracket"),
  ])
  func `that is none is told`(path: String, message: String) {
    do {
      _ = try ValuePath(path, at: Self.place)
      Issue.record("\(path) was accepted")
    } catch {
      #expect(error.message == message)
    }
  }

  @Test func `may have points and spaces in brackets`() throws {
    let text = "vms: [{name: a.b c, memory: 1}]"
    let changed = try Self.setting("vms[a.b c].memory", in: text).tree
    #expect(
      try changed?.canonicalText == Self.tree("vms: [{name: a.b c, memory: 7}]").canonicalText)
  }

  @Test func `is around those that go on from it`() throws {
    func path(_ text: String) throws -> ValuePath { try ValuePath(text, at: Self.place) }
    #expect(try path("a.b").isAround(path("a.b")))
    #expect(try path("a.b").isAround(path("a.b[c].d")))
    #expect(try !path("a.b").isAround(path("a.bc")))
    #expect(try !path("a.b.c").isAround(path("a.b")))
    let elsewhere = try ValuePath("a.b", at: SourcePlace(file: "y", line: 2, column: 3))
    #expect(try elsewhere == path("a.b"))
  }

  /// The pattern of the schema takes what the reader takes.
  @Test(arguments: [
    "a", "a.b", "a[b].c", "a[b]", "a[b c.d].e.f", "", ".a", "a.", "a[b", "[a]", "a..b", "a[]",
    "a.[b]",
  ])
  func `is what the schema's pattern says`(text: String) throws {
    let isPath = (try? ValuePath(text, at: Self.place)) != nil
    #expect((try /[^.\[\]]+(\.[^.\[\]]+|\[[^\]]+\])*/.wholeMatch(in: text) != nil) == isPath)
    #expect(
      SchemaText.of("", "", Form<ValuePath>.path)
        .contains(#"^[^.\\[\\]]+(\\.[^.\\[\\]]+|\\[[^\\]]+\\])*$"#))
  }
}

@Suite struct `Equal scenarios` {
  @Test func `have equal texts whatever their order, and others have not`() throws {
    func text(_ yaml: String) throws -> String {
      let source = SourceText(name: "x", text: yaml)
      return try #require(SourceTree.parse(source, findings: Findings(of: source))).canonicalText
    }
    #expect(try text("{a: 1, b: [x, y]}") == text("b:\n  - x # why\n  - y\na: 1\n"))
    #expect(try text("{a: 1}") != text("{a: '1'}"))
    let all = try [
      "{a: 1}", "{a: 2}", "{b: 1}", "{a: [1]}", "{a: {b: 1}}", "{a: 1, b: 1}", "{a: [1, 1]}",
      "{a: [11]}", "{a: '1:1'}", "[a, 1]", "[a1]",
    ].map(text)
    #expect(Set(all).count == all.count)
  }
}
