import MigrationSim

/// How a migration went: rounds, downtime, disks, and what pings saw of it.
enum MovePhrase: String, Phrase {
  case preCopyOnce = """
    Pre-copy: {vm} ran on while its memory was sent once, {pages} pages over {network}.
    """
  case preCopy = """
    Pre-copy: {vm} ran on while its memory was sent over {network}, in {count} rounds. Each round \
    sends again what {vm} has written to during the one before. To send there were {pages} pages.
    """
  case preCopyMany = """
    Pre-copy: {vm} ran on while its memory was sent over {network}, in {count} rounds. Each round \
    sends again what {vm} has written to during the one before. To send there were {pages} pages \
    in the first rounds, and {last} in the last.
    """
  case converged = """
    Then so few pages were left that {vm} could be suspended for them: pre-copy converged.
    """
  case didNotConverge = """
    Pre-copy did not converge: {limit}, with {pages} {pages|page|pages} still to send. {vm} was \
    suspended all the same, and stood still until they had been sent.
    """
  case switchedOver = "Then it was switched over to post-copy, as had been asked."
  case stopAndCopy = """
    Stop-and-copy: {vm} stood still from the first page to the last.
    """
  case postCopy = """
    Post-copy: {vm} went on at {destination} before its memory was there, and fetched what it \
    needed: {pages} {pages|page|pages} it had to wait for. Should the connection break meanwhile, \
    it is lost.
    """
  case sent = "In all {bytes} went over the wire, {ratio} times its memory of {memory}, in {span}."
  case downtime = "Downtime: {vm} stood still for {span}. Most of it: {parts}."
  case part = "{phase} ({span})"
  case brownout = """
    Besides, {vm} lost {span} while it ran: its writes were logged, it was slowed, or it waited \
    for pages.
    """

  // Phases of the downtime.
  case releaseStorage = "giving up the storage at the old host"
  case finalPass = "sending the last pages"
  case deviceState = "sending the state of CPU and devices"
  case attachStorage = "attaching the storage at the new host"
  case unpause = "starting up there"

  // Phases in which a migration can break off.
  case checks = "the checks"
  case copyStorage = "the copying of the disks"
  case importMetadata = "the sending of the VM's record"
  case balloon = "the ballooning"
  case createDomain = "the making of an empty domain at the destination"
  case livePasses = "the live rounds"
  case suspend = "the suspend"
  case announce = "the announcing of the guest to the switches"
  case postCopyPhase = "post-copy"
  case cleanUp = "the cleaning up at the source"

  // Disks.
  case diskCopied = """
    Disk {disk} was copied from {source} to {destination}: {bytes} in {span}.
    """
  case diskNotCopied = "Disk {disk} was not copied whole: {bytes} had come to {destination}."
  case mirrored = """
    What {vm} wrote meanwhile was sent to both SRs (mirrored): {bytes}. So the copy is never \
    behind.
    """
  case cold = """
    {vm} was halted, so that nothing of it ran: its disks were copied one after the other.
    """
  case disksAlone = """
    {vm} stayed on {host} and ran on while its disks moved; it stood still for {span}, to change \
    over to the copies.
    """
  case guestWithDisks = """
    The disks went first, so that no SR had to be shared; then the memory followed.
    """

  // What became of a migration that did not come to its end.
  case givenUpBefore = """
    It broke off in {phase}, before {vm} was suspended: nothing happened to it.
    """
  case givenUpAfter = """
    It broke off in {phase}, when {vm} had been suspended already: then only the toolstack decides \
    what becomes of it.
    """
  case givenUpArrived = """
    It broke off in {phase}, when {vm} ran at {destination} already: it goes on there.
    """
  case givenUpCold = "It broke off in {phase}."

  // What pings saw.
  case consoleLostNone = """
    The ping in the console lost nothing. That is no proof that {vm} never stood still: it did for \
    {span}, but then it sent nothing either, and went on where it had stopped.
    """
  case outsideLostNone = """
    The ping from {peer} lost nothing: none of its requests came at a moment at which {vm} could \
    not be reached.
    """
  case lost = """
    The {ping} lost {lost} of {sent} {sent|request|requests} during the migration: {causes}.
    """
  case consolePing = "ping in the console"
  case outsidePing = "ping from {peer}"
  case queueing = """
    While the memory was sent, replies took up to {most}, instead of {usual}: the link was full, \
    and packets waited in the queue before it.
    """
}

extension MovePhrase {
  /// A phase in words: what takes its time there, or breaks off there.
  static func place(of phase: Phase) -> Sentence {
    let phrase: MovePhrase =
      switch phase {
      case .checks: .checks
      case .copyStorage: .copyStorage
      case .importMetadata: .importMetadata
      case .balloon: .balloon
      case .createDomain: .createDomain
      case .livePasses: .livePasses
      case .suspend: .suspend
      case .releaseStorage: .releaseStorage
      case .finalPass: .finalPass
      case .deviceState: .deviceState
      case .attachStorage: .attachStorage
      case .unpause: .unpause
      case .announce: .announce
      case .postCopy: .postCopyPhase
      case .cleanUp: .cleanUp
      }
    return phrase()
  }
}
