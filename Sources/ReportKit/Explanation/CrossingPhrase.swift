import MigrationSim

/// What another CPU means for a guest.
enum CrossingPhrase: String, Phrase {
  case hasAll = """
    The CPU of {host} has all that {vm} had settled on as it booted: it can lack no instruction.
    """
  case otherVendor = """
    {host} has the CPU of another vendor, though: no vendor tests such a move, and what kernels do \
    for one maker's CPUs alone is not followed here.
    """
  case hasMore = """
    What {host} has beyond that ({features}) {vm} does not use until it boots anew.
    """
  case picksUp = """
    {host} shows more ({features}). What runs in {vm} already takes no notice; but what starts \
    anew there finds it, and uses it from then on. If {vm} goes back, that is missing.
    """
  case lacks = """
    As it booted, {vm} had settled on what {host} does not have: {uses}.
    """
  case lacksByName = """
    {vm} goes by the CPU's name, not by what the CPU shows, and uses what {host} does not have: \
    {uses}.
    """
  case lacksLater = """
    Since it booted, programs of {vm} have started anew and settled on what {host} does not have: \
    {uses}.
    """
  case bootKnown = """
    Nobody refused: the toolstack goes by what it wrote down when {vm} booted, and of that {host} \
    has all.
    """
  case nobodyAsked = """
    Nobody refused: this toolstack compares no CPUs when a running VM moves.
    """
  case noObjection = "Nobody refused: the toolstack had no objection."
  case notWrittenDown = """
    Nobody refused: of the features that the toolstack had written down for {vm} as it booted, \
    {host} has all. {vm} itself had asked the CPU, and seen more.
    """
  case forced = """
    xapi objected, and force set the objection aside. That moves the VM; it gives {host} no \
    instruction that it lacks.
    """
  case noTrace = """
    Xen did not notice either: plain instructions leave no trace in the registers that it restores.
    """
  case notExecuted = """
    Of that, {vm} executes nothing by itself: it stays without consequence.
    """
  case risk = """
    The probability that it executes one of these instructions within an hour is {percent}.
    """
  case rates = "On average it executes {uses}."
  case often = "{feature} {count} {count|time|times} a second"
  case seldom = "{feature} every {span}"
  case riskOfCrash = """
    The probability that it executes one of these instructions within an hour is {percent}; that \
    its kernel does, so that the VM crashes, {crash}.
    """

  // The restore fails.
  case restoreFailed = """
    The migration failed when {vm} had been suspended and its memory sent: what remained was the \
    state of its CPU, and {host} cannot load it.
    """
  case onlyHere = """
    Nobody had objected before: what a guest has switched on in a register (CR4, EFER, XCR0) comes \
    to light only here.
    """
  case endedByXapi = """
    xapi then ends the suspended guest, so that the VM is halted, as if its plug had been pulled.
    """
  case resumedBySender = "{toolstack} then resumes the guest at {source}."
  case policyRefused = """
    {host} refused it before any memory was sent, and {vm} runs on at {source}. Since Xen 4.14 the \
    description of the guest's CPU goes ahead, and is compared first.
    """

  // A refusal by xapi, and what it saved.
  case refused = """
    Nothing had been sent when it was refused, and {vm} runs on at {source}. A VM keeps what it \
    found on its CPU until it boots again.
    """
  case usesOfThat = "Of what {host} lacks, {vm} itself uses this: {uses}."
  case wouldFail = """
    Had it been forced: the migration would have failed after the suspend, when {host} cannot load \
    the state of the CPU.
    """
  case wouldBeRefused = """
    Had it been forced: {host} would have refused it all the same, before any memory was sent, for \
    it compares the description of the guest's CPU first.
    """
  case wouldRisk = """
    Had it been forced: {vm} would have arrived, and executed a missing instruction within an hour \
    with a probability of {percent}.
    """
  case wouldDoWell = """
    Had it been forced, it would have gone well: of what {host} lacks, {vm} executes nothing.
    """

  // Probabilities.
  case percent = "{number} %"
  case nearlyAll = "more than 99.9 %"
  case nearlyNone = "less than 0.1 %"

  // A missing instruction is executed.
  case kernelDied = """
    {span} after {vm} had resumed on {host}, its kernel executed {feature}, an invalid opcode \
    there: the kernel crashed, and the VM with it.
    """
  case libcDied = """
    {span} after {vm} had resumed on {host}, a service executed {feature} through the C library, \
    an invalid opcode there: the services died of SIGILL, and with them what ran in the console. \
    The kernel runs on.
    """
  case applicationDied = """
    {span} after {vm} had resumed on {host}, a program executed {feature}, an invalid opcode \
    there, and died of SIGILL. The rest of the VM runs on.
    """
  case startedAnew = """
    {span} after {vm} had resumed on {host}, a program of it started anew, found {feature}, and \
    uses it from then on.
    """
  case survived = """
    {vm} ran for {span} on {host} to the end, and executed nothing of what that CPU lacks. That is \
    luck: the probability of it was {percent}.
    """
}

extension CrossingPhrase {
  /// What died in a guest of a missing instruction, so long after it had resumed on its new host.
  static func death(
    of vm: String, in layer: SoftwareLayer, by feature: String, on host: String,
    after span: Sentence
  ) -> Sentence {
    let phrase: CrossingPhrase =
      switch layer {
      case .kernel: .kernelDied
      case .libc: .libcDied
      case .application: .applicationDied
      }
    return phrase(span, vm, host, feature)
  }

  /// What a toolstack does with a suspended guest that the destination has refused.
  static func afterRefusal(_ profile: String, at source: String) -> Sentence {
    let resuming = [PhaseProfile.xl, .qemu].first { $0.name == profile }
    return resuming.map { resumedBySender($0.name, source) } ?? endedByXapi()
  }
}
