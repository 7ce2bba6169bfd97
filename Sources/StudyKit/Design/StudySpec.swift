import ScenarioKit

/// A study as its file tells it.
struct StudySpec {
  let name: Name
  let title: String
  let about: String
  let scenario: Name
  let settings: Settings
  let seed: Int?
  let sharesRandomNumbers: Bool
  let design: DesignSpec
  let factors: [FactorSpec]
  let replications: ReplicationSpec
  let responses: [ResponseSpec]
  let comparison: ComparisonSpec?
  let figures: [FigureSpec]

  init(_ fields: inout Fields) {
    name = fields.required("study", .name, "What the study is called by, such as stop-policies.")
    title = fields.optional("title", .text, "A line for headings.") ?? ""
    about = fields.optional("about", .text, "The question, and what is to be seen.") ?? ""
    scenario = fields.required(
      "scenario", .fileName,
      "The scenario that is varied: a file, by its path from this one's folder, or a bundled one."
    )
    settings =
      fields.optional(
        "set", .settings,
        "What is other than in the scenario in every cell: paths, each with a value.")
      ?? Settings([])
    seed = fields.optional(
      "seed", .count(0...1 << 53), "From which every random number is made; the scenario's own.")
    sharesRandomNumbers =
      fields.optional(
        "random_numbers", .choice([("common", true), ("independent", false)]),
        """
        common: replications of different cells share their luck, so that differences stand out; \
        independent: they do not. common if left out.
        """) ?? true
    design =
      fields.optional(
        "design", .design, "Which combinations of the factors' values are run.")
      ?? DesignSpec(kind: .fullFactorial, points: nil, place: fields.place)
    factors = fields.list("factors", of: "a factor", "What is varied.", FactorSpec.init)
    replications =
      fields.optional("replications", .replications, "How often each cell is run; once.")
      ?? ReplicationSpec(count: 1)
    responses = fields.required(
      "responses", .list(of: .response).filled(), "What is looked at in each run.")
    comparison = fields.optional(
      "compare", .object("a comparison", ComparisonSpec.init),
      "Which factor's levels are compared with each other, to choose the best.")
    figures = fields.list("figures", of: "a figure", "What is drawn.", FigureSpec.init)
  }
}

/// Which cells there are.
struct DesignSpec {
  let kind: Design.Kind
  let points: Int?
  let place: SourcePlace

  init(kind: Design.Kind, points: Int?, place: SourcePlace) {
    self.kind = kind
    self.points = points
    self.place = place
  }

  init(_ fields: inout Fields) {
    place = fields.place
    kind = fields.required("name", .anyCase, "full factorial, latin hypercube, and so on.")
    points = fields.optional(
      "points", .count(1...1_000_000),
      "Of a sampled design, how many points; of sobol indices, rows of the scheme.")
  }
}

extension Form where Value == DesignSpec {
  fileprivate static var design: Form {
    let word = Form<Sourced<Design.Kind>>.placed(.anyCase)
      .map { DesignSpec(kind: $0.value, points: nil, place: $0.place) }
    return .either(word, or: .object("a design", DesignSpec.init))
  }
}

/// How often each cell is run.
struct ReplicationSpec {
  let least: Int
  let most: Int
  let goals: [GoalSpec]
  let place: SourcePlace?

  static let largest = 10_000_000

  init(count: Int) {
    least = count
    most = count
    goals = []
    place = nil
  }

  init(_ fields: inout Fields) {
    place = fields.place
    least = fields.optional(
      "at_least", .count(2...Self.largest), default: "10",
      "Replications that there are in any case.")
    most = fields.required("at_most", .count(2...Self.largest), "Where it ends in any case.")
    goals =
      fields.required(
        "until", .list(of: .object("a goal", GoalSpec.init)).filled(),
        "It ends between the two once all of these hold.")
    if least > most {
      fields.report("replications go from \(least) (at_least) to \(most) (at_most): not a range")
    }
  }
}

extension Form where Value == ReplicationSpec {
  fileprivate static var replications: Form {
    .either(
      Form<Int>.count(1...ReplicationSpec.largest).map(ReplicationSpec.init(count:)),
      or: .object("a replication rule", ReplicationSpec.init))
  }
}

/// How precisely a mean is to be known.
struct GoalSpec {
  let response: Name
  let halfWidth: Sourced<String>

  init(_ fields: inout Fields) {
    response = fields.required("response", .name, "One of the study's responses.")
    halfWidth = fields.required(
      "half_width", .placed(.text),
      """
      Half of the interval at 95 %: as a share of the mean, "5 %", or in the response's unit, \
      "10 ms"; of one that is yes or no, in points of a hundred, "2 %".
      """)
  }
}

/// What is looked at in each run.
struct ResponseSpec {
  let name: Name?
  let measure: Sourced<Response.Measure>
  let vm: Name?
  let summary: Response.Summary

  init(_ fields: inout Fields) {
    name = fields.optional("name", .name, "What it is called; as its measure if left out.")
    measure = fields.required("measure", .placed(.anyCase), "What is measured.")
    vm = fields.optional("vm", .name, "Of this virtual machine alone; of all if left out.")
    summary =
      fields.optional(
        "take", .anyCase,
        """
        Of several migrations or pings in a run; total if left out: their sum, of shares that of \
        all together, of gaps the longest.
        """) ?? .total
  }

  init(_ measure: Sourced<Response.Measure>) {
    name = nil
    self.measure = measure
    vm = nil
    summary = .total
  }
}

extension Form where Value == ResponseSpec {
  fileprivate static var response: Form {
    .either(
      Form<Sourced<Response.Measure>>.placed(.anyCase).map(ResponseSpec.init),
      or: .object("a response", ResponseSpec.init))
  }
}

/// Which levels are compared.
struct ComparisonSpec {
  let factor: Name
  let response: Name
  let smallerIsBetter: Bool

  init(_ fields: inout Fields) {
    factor = fields.required("factor", .name, "The factor whose levels are compared.")
    response = fields.required("by", .name, "The response that tells which is better.")
    smallerIsBetter =
      fields.optional(
        "best", .choice([("smallest", true), ("largest", false)]), "smallest if left out.") ?? true
  }
}
