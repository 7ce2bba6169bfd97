/// An error as xapi gives it: a code, its parameters, and what it means in a sentence.
///
/// Codes are those of `ocaml/xapi-consts/api_errors.ml` (xapi-project/xen-api); SM errors surface
/// as `SR_BACKEND_FAILURE_<n>` with the numbers of `XE_SR_ERRORCODES.xml` (xapi-project/sm).
public struct XapiError: Hashable, Sendable {
  public let code: String
  public let parameters: [String]
  /// In plain words: what was found, with the names and values concerned.
  public let explanation: Sentence

  public init(_ code: String, _ parameters: [String] = [], explanation: Sentence) {
    self.code = code
    self.parameters = parameters
    self.explanation = explanation
  }
}

/// A reason against an operation, and whether `force` sets it aside.
public struct Objection: Hashable, Sendable {
  public let error: XapiError
  public let isWaivedByForce: Bool

  public init(_ error: XapiError, isWaivedByForce: Bool = false) {
    self.error = error
    self.isWaivedByForce = isWaivedByForce
  }
}
