import ScenarioKit

/// The JSON Schema of study files, for editors: draft-07, as `yaml-language-server` reads it.
public enum StudySchema {
  /// Always the same text, ending in a line break.
  public static var text: String {
    SchemaText.of(
      "XenMotion study", "What of a scenario is varied, how often it is run, what is looked at.",
      Form<StudySpec>.object("a study", StudySpec.init))
  }
}
