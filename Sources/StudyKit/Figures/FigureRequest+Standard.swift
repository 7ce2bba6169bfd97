extension FigureRequest {
  /// What is drawn of a study that asks for nothing: each response against the first factor, a line
  /// for each level of the second.
  static func standard(for study: Study) -> [FigureRequest] {
    guard let first = study.factors.first else { return [] }
    let second = study.factors.dropFirst().first.flatMap { $0.levels == nil ? nil : 1 }
    return study.responses.enumerated().map { number, response in
      FigureRequest(
        name: response.column, kind: .response, title: "\(response.name) by \(first.name)",
        xFactor: 0, yResponse: number, series: second, logarithmic: [],
        heldAt: study.factors.map { _ in 0 }, replication: 0)
    }
  }
}

extension Study {
  /// The figures that its file asks for, or else a few that are always of use.
  public var wantedFigures: [FigureRequest] {
    figures.isEmpty ? FigureRequest.standard(for: self) : figures
  }
}
