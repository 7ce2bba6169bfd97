extension Array where Element == Objection {
  /// What stands against the operation, in xapi's order; the first is xapi's answer.
  public func refusals(force: Bool) -> [XapiError] {
    filter { !(force && $0.isWaivedByForce) }.map(\.error)
  }

  /// What `force` sets aside: the operator is warned of it and goes on.
  public func warnings(force: Bool) -> [XapiError] {
    force ? filter(\.isWaivedByForce).map(\.error) : []
  }

  mutating func object(_ code: String, waived: Bool = false, _ explanation: Sentence) {
    object(code, [], waived: waived, explanation)
  }

  mutating func object(
    _ code: String, _ parameters: [String], waived: Bool = false, _ explanation: Sentence
  ) {
    append(
      Objection(XapiError(code, parameters, explanation: explanation), isWaivedByForce: waived))
  }

  mutating func object<each Part: SentencePart>(
    _ code: String, _ parameters: [String], _ phrase: PoolPhrase, _ parts: repeat each Part
  ) {
    object(code, parameters, phrase(repeat each parts))
  }

  mutating func object<each Part: SentencePart>(
    _ code: String, _ phrase: PoolPhrase, _ parts: repeat each Part
  ) {
    object(code, [], phrase, repeat each parts)
  }
}

extension Inventory {
  /// Why a pool takes no orders at all: without its master there is nobody to give them to.
  ///
  /// A member that cannot reach its master goes into emergency mode and answers nothing but that
  /// (`xapi_globs.ml`, `emergency_mode_error`).
  func objectionsForWantOfMaster(_ pool: PoolID) -> [Objection] {
    let master = self[pool].master
    guard self[master].state == .off else { return [] }
    let error = XapiError(
      "HOST_IN_EMERGENCY_MODE",
      explanation: PoolPhrase.masterIsOff(self[master].name))
    return [Objection(error)]
  }

  /// Why a host can do nothing now: it is off.
  func objectionsForWantOfPower(_ host: HostID) -> [Objection] {
    guard self[host].state == .off else { return [] }
    return [Objection(XapiError("HOST_NOT_LIVE", explanation: PoolPhrase.isOff(self[host].name)))]
  }

  /// Why a master can have nothing done on a host: it is off, or has not heard of that master.
  func objectionsForWantOfLife(_ host: HostID) -> [Objection] {
    var found = objectionsForWantOfPower(host)
    if found.isEmpty, self[host].obeys != nil {
      found.object("HOST_NOT_LIVE", .obeysNobody, self[host].name)
    }
    return found
  }
}
