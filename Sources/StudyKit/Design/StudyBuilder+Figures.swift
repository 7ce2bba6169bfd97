import ScenarioKit

extension StudyBuilder {
  /// A figure with its names found; nil where one is missing, which is reported.
  func drawn(
    _ spec: FigureSpec, _ factors: [Factor], _ responses: [Response]
  ) -> FigureRequest? {
    func factor(_ name: Name?) -> Int? {
      name.flatMap { position(of: $0, among: factors.map(\.name), "factor") }
    }
    func response(_ name: Name?) -> Int? {
      name.flatMap { position(of: $0, among: responses.map(\.name), "response") }
    }
    let before = findings.diagnostics.count
    // What a figure of an unknown kind needs is not known either.
    guard spec.kind.place.isWritten else { return nil }
    var request = FigureRequest(
      name: spec.name.value, kind: spec.kind.value, title: spec.title, series: factor(spec.series),
      panel: factor(spec.panel), logarithmic: spec.logarithmic,
      heldAt: held(spec, factors), replication: UInt64(spec.replication))
    switch spec.kind.value {
    case .response:
      request.xFactor = factor(spec.x)
      request.yResponse = response(spec.y)
      need(spec, spec.x, "x: the factor")
      need(spec, spec.y, "y: the response")
    case .front:
      request.xResponse = response(spec.x)
      request.yResponse = response(spec.y)
      need(spec, spec.x, "x: a response")
      need(spec, spec.y, "y: another response")
    case .heatMap:
      request.xFactor = factor(spec.x)
      request.yFactor = factor(spec.y)
      request.yResponse = response(spec.value)
      need(spec, spec.x, "x: a factor")
      need(spec, spec.y, "y: another factor")
      need(spec, spec.value, "value: the response")
    case .rounds, .pings: break
    }
    if spec.name.value.contains("/") || spec.name.value.hasPrefix(".") {
      findings.report("a figure's name is that of a file, without folders", at: spec.name.place)
    }
    // A response may be a cloud over a factor that follows a law; all else needs places.
    let places =
      [request.yFactor, request.series, request.panel]
      + [spec.kind.value == .response ? nil : request.xFactor]
    for index in places.compactMap({ $0 }) where factors[index].levels == nil {
      findings.report("\"\(factors[index].name)\" has no list of values to show", at: spec.place)
    }
    return findings.diagnostics.count == before ? request : nil
  }

  private func need(_ spec: FigureSpec, _ name: Name?, _ what: String) {
    if name == nil {
      findings.report(
        "a figure of the kind \(spec.kind.value.rawValue) needs \(what)", at: spec.place)
    }
  }

  /// The level at which each factor is held.
  private func held(_ spec: FigureSpec, _ factors: [Factor]) -> [Int] {
    var held = factors.map { _ in 0 }
    for (name, level) in spec.at {
      guard let index = position(of: name, among: factors.map(\.name), "factor") else { continue }
      let labels = factors[index].levels?.map(\.label) ?? []
      if let found = labels.firstIndex(of: level.value) {
        held[index] = found
      } else {
        let near = findings.nearest(to: level.value, among: labels)
        findings.report(
          "\"\(name.value)\" has no value \"\(level.value)\"", at: level.place, suggestion: near)
      }
    }
    return held
  }
}
