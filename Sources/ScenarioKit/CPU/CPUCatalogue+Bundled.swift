extension CPUCatalogue {
  /// The catalogue that comes with the program.
  ///
  /// It is read once. A mistake in it is the project's own, and the tests find it first.
  public static let bundled: CPUCatalogue = {
    func text(_ name: String) -> String {
      guard
        let file = EmbeddedFiles.all.first(where: { $0.name == "Sources/ScenarioKit/Data/\(name)" })
      else {
        preconditionFailure("the table \(name) does not come with the program")
      }
      return file.text
    }
    do {
      return try CPUCatalogue(
        features: text("features.csv"), models: text("models.csv"), cpus: text("cpus.csv"),
        guests: text("guests.csv"))
    } catch {
      preconditionFailure("the bundled tables have mistakes: \(error)")
    }
  }()
}
