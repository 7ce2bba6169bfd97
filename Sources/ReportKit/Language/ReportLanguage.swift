/// The languages that explanations are told in, by their codes of ISO 639-1.
public enum ReportLanguage: String, CaseIterable, Codable, Sendable {
  case english = "en"
  case galician = "gl"
  case spanish = "es"

  /// The language that the environment asks for, as POSIX has it: the first of `LC_ALL`,
  /// `LC_MESSAGES` and `LANG` that is not empty tells; English where that is none of ours.
  public init(environment: [String: String]) {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    let code = (locale ?? "").prefix { $0.isLetter }.lowercased()
    self = ReportLanguage(rawValue: code) ?? .english
  }
}
