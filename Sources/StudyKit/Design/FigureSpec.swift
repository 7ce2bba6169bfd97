import ScenarioKit

/// A figure as a study's file asks for it.
struct FigureSpec {
  let name: Name
  let kind: Sourced<FigureRequest.Kind>
  let title: String
  let x: Name?
  let y: Name?
  let value: Name?
  let series: Name?
  let panel: Name?
  let logarithmic: [FigureRequest.Axis]
  let at: [(factor: Name, level: Name)]
  let replication: Int
  let place: SourcePlace

  init(_ fields: inout Fields) {
    place = fields.place
    name = fields.required("name", .name, "The picture's file is called so.")
    kind = fields.required(
      "kind", .placed(.anyCase),
      "response against a factor, front of two responses, rounds, pings, or heat map.")
    title = fields.optional("title", .text, "A line above it.") ?? ""
    x = fields.optional(
      "x", .name, "Of a response: the factor; of a front: a response; of a heat map: a factor.")
    y = fields.optional("y", .name, "A response; of a heat map, the factor that goes downwards.")
    value = fields.optional("value", .name, "Of a heat map: the response that is shown.")
    series = fields.optional("series", .name, "A factor whose levels are told apart by colour.")
    panel = fields.optional(
      "panel", .name, "A factor each of whose levels has axes of its own, beside the others.")
    logarithmic =
      fields.optional("log", .list(of: .anyCase), "Axes that are logarithmic: [x, y].") ?? []
    at =
      fields.optional(
        "at", .levels, "Which level of the factors that are not shown: {policy: xen}; the first.")
      ?? []
    replication = fields.optional(
      "replication", .count(0...ReplicationSpec.largest), default: "0",
      "Of rounds and pings: which replication is shown.")
  }
}

extension Form where Value == [(factor: Name, level: Name)] {
  fileprivate static var levels: Form {
    Form(schema: .object([("type", .string("object"))]), placeholder: []) { node, findings in
      guard case .mapping(let entries, _) = node else {
        findings.report("factors and their levels are wanted here", at: node.place)
        return nil
      }
      return entries.compactMap { key, value in
        Form<Name>.name.read(value, findings).map { (factor: key, level: $0) }
      }
    }
  }
}
