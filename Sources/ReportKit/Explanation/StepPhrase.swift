import MigrationSim

/// What was asked in a step, and what came of it.
enum StepPhrase: String, Phrase {
  case asked = "Asked: {operation}."
  case askedByForce = "Asked, with force: {operation}."
  case done = "Done, in {span}."
  case doneAtOnce = "Done."
  case refused = "Refused before it began: nothing has changed."
  case failed = "It began, and failed after {span}."
  case failedAtOnce = "It began, and failed."
  case unfinished = "It had not come to its end when the run ended."
  case waited = "For {span} nothing is asked; what runs, runs on."
  case notExpected = "The scenario expects another end."
  case oneReason = "Why:"
  case severalReasons = "There are {count} reasons against it; xapi answers with the first:"
  case setAside = "Set aside by force, and not mended:"
  case warning = "To be kept in mind:"
  case passedOver = "The other hosts were out of the question:"

  // What an operation means once it is done.
  case poolCreated = """
    {master} is now the master of {pool}: it takes the orders for the whole pool, and while it is \
    off the pool takes none.
    """
  case joined = """
    {host} is now a member of {pool}. It was in maintenance mode while it inherited the pool's \
    networks and shared SRs; addresses are not inherited.
    """
  case joinedByForce = """
    Force made {host} a member; it did not make it like the master. What differs shows again when \
    a running VM moves.
    """
  case ejected = """
    {host} has left the pool as good as newly installed: its local storage is wiped, and only its \
    management interface keeps its address.
    """
  case cpuCountSet = """
    {host} was turned off, given {count} {count|CPU|CPUs}, and turned on again: nobody changes \
    this while a host runs.
    """
  case cpuReplaced = """
    {host} was turned off, given another processor, and turned on again. What VMs are shown of it \
    changes with this boot.
    """
  case hostUpdated = "{host} was updated, and has booted anew."
  case maskSet = """
    The mask waits for the next boot of {host}: until then nothing changes. It hides features from \
    those who ask the CPU, and takes no instruction away.
    """
  case maskTakenOff = "From its next boot on {host} shows all that its CPU has."
  case rebooted = "{host} has booted anew: what was pending for its CPU shows now."
  case evacuated = "{host} takes no VMs any more, and has none left: it can be worked on."
  case enabled = "{host} takes VMs again."
  case moved = "{vm} moved to {host} in {span}, and stood still for {downtime} of it."
  case alertOfPool = """
    xapi leaves a message for the operators ({alert}): the level of {pool} has fallen. The message \
    names no VM, and those that run keep what they booted with.
    """
  case alertOfHost = """
    xapi leaves a message for the operators ({alert}): {host} shows less of its CPU than before.
    """
  case alertOfRestart = """
    xapi leaves a message for the operators ({alert}): {vm} is protected and could not be restarted.
    """
  case alertOfFailure = """
    xapi leaves a message for the operators ({alert}): {host} has failed.
    """
  case alertOfCommitment = """
    xapi leaves a message for the operators ({alert}): {pool} can no longer bear as many failing \
    hosts as it is to.
    """
  case alertOfDrop = """
    xapi leaves a message for the operators ({alert}): {pool} has a plan for {count} \
    {count|host|hosts} failing now.
    """
  case hostFailed = """
    {host} is gone without a word, and what ran on it. The pool notes no VM's end: it shows them \
    running there until somebody says otherwise or {host} is back.
    """
  case hostStarted = """
    {host} is on again and runs nothing. VMs that were lost with it count as halted as soon as the \
    master knows.
    """
  case powerStateReset = """
    The pool takes {vm} for halted from now on, and it may start on another host. Whoever does \
    this must be sure that it does not run: two would write to one disk.
    """
  case interfaceAdded = """
    From now on {host} looks over {network} for what has an address in that subnet.
    """
  case interfaceRemoved = "From now on {host} has no address on {network}."
  case networkCreated = """
    A network belongs to the pool and not to one host: all members know of {network} now.
    """
  case networkDestroyed = """
    A network belongs to the pool: no matter from which host {network} is deleted, it is gone \
    from all.
    """
  case sharedSRCreated = """
    {sr} is shared and belongs to the pool: a VM whose disks lie on it can start on any host to \
    which it is attached, and move between these while it runs.
    """
  case replicatedSRCreated = """
    {sr} is attached to {first} and {second}, which hold the same data: what one writes crosses \
    the network to the other before it counts as written, and each goes on alone while the other \
    is off.
    """
  case localSRCreated = "{sr} lies on a disk of {host}, and can be used from there alone."
  case vmOfPool = "{vm} is there, halted. It has no home server: it belongs to the pool."
  case vmOfHost = "{vm} is there, halted. Its home server is {host}."
  case homeSet = "Where nothing else is asked, {vm} now starts on {host} if it fits there."
  case homeUnset = """
    {vm} now belongs to the pool: it starts where it ran last if it fits there, and otherwise \
    where the pool chooses.
    """
  case memorySet = "{vm} has that memory from its next start on."
  case vmHalted = "{vm} is halted."
  case vmShutDown = """
    {vm} is halted. With its memory goes all that its software had settled on: at its next start \
    it looks at the CPU anew.
    """
  case becameMaster = """
    {host} was told to take itself for the master. VMs that went down with the old one are not \
    touched: the pool shows them running until somebody says otherwise. Members that were not told \
    obey nobody.
    """
  case membersRecovered = "{host} tells every member that answers that it is the master now."
  case masterDesignated = """
    {host} is the master: all hosts have agreed, and no VM takes notice.
    """
  case haEnabled = """
    The hosts of {pool} now watch each other, over the network and through the statefile. Whoever \
    is missed for too long is taken for dead: another takes the master's place, if it was that, \
    and protected VMs start elsewhere.
    """
  case haDisabled = "Nobody in {pool} does anything about hosts that fail any more."
  case isProtected = """
    {vm} is protected: while high availability is on its restart is planned for, by memory alone.
    """
  case masterLast = "The members go down first and the master last: it gives the orders."

  // What a guest finds as it boots.
  case foundRisky = """
    As it booted, its software settled on what this host's CPU offers and another host lacks: \
    {uses}. It does not ask again until it boots anew.
    """
  case foundLevelled = """
    It was shown the level of the pool, that is what all its hosts have, and not all that this \
    CPU can do.
    """
  case foundLevel = """
    It was shown the level of the pool, that is what all its hosts have. That leaves out \
    {features}, which this CPU has.
    """
  case foundLess = """
    It was not shown {features}, which other hosts have: its software does without, and so misses \
    nothing where it goes.
    """
  case foundSame = "Whatever its software settled on as it booted, every host has."

  // Pings.
  case pingFromConsole = """
    It runs in the console of {vm}: while {vm} stands still, so does the ping, and what is not \
    sent cannot be lost.
    """
  case pingFromOutside = """
    It runs outside of {vm}: it goes on sending while {vm} stands still.
    """
  case pingLostNone = "{sent} {sent|request|requests} sent, {answered} answered, none lost."
  case pingLostSome = """
    {sent} {sent|request|requests} sent, {answered} answered, {lost} lost: {causes}.
    """
  case pingPending = """
    When it was stopped, {count} {count|request was|requests were} still on the way.
    """
  case lossesByCause = "{count} ({numbers}) because {cause}"
  case oneNumber = "no. {number}"
  case ranges = "nos. {numbers}"
  case range = "{first} to {last}"

  // Why a request was lost, as a clause.
  case guestPaused = "the guest stood still for its move"
  case replyInFlight = "the guest had been suspended, or had moved, when the reply came for it"
  case notRelearned = """
    the guest ran at its new host already, but the switches still sent its frames to the old one
    """
  case queueFull = "the link was full, and so was the queue before it"
  case onTheWay = "a link on the way loses packets"
  case guestCrashed = "the guest had crashed"
  case hostDown = "its host had lost its power"
  case guestHalted = "the guest was halted"
  case unreachable = "no way led there"
}
