import MigrationSim

/// Where everything stands at the end, and what is to be learnt.
enum EndingPhrase: String, Phrase {
  case atTime = "At {time} s: {event}"
  case isRestarted = "high availability starts {vm} on {host}."
  case isNotRestarted = "high availability cannot start {vm} on {host}: {reason}"
  case isStartedNowhere = "high availability can start {vm} nowhere: {reason}"
  case isFull = """
    {sr} is full. What {vm} writes to new blocks of its disks there fails, and it sees errors.
    """
  case pool = "{pool}: {hosts}; master {master}."
  case outside = "In no pool: {hosts}."
  case off = "Off: {hosts}."
  case runs = "{vm} runs on {host}."
  case isPaused = "{vm} is paused on {host}."
  case halted = "{vm} is halted."
  case suspended = "{vm} is suspended."
  case crashed = "{vm} has crashed. It ran last on {host}."
  case lostWithHost = "{vm} went down with {host}, and the pool still shows it running there."
  case servicesDied = "{vm} runs on {host}, but without its services."
  case stillLacks = """
    {vm} still uses what {host} does not have: {uses}. Within an hour it executes some of it with \
    a probability of {percent}.
    """
  case asExpected = "All that the scenario expects was so."
  case notAsExpected = "Not all was as the scenario expects:"
  case stepNotAsExpected = "step {number} ended otherwise"
  case checkFailed = "{expectation}; found: {found}"

  // Lessons.
  case diesLater = """
    A migration that is completed is not one that went well: between unlike CPUs a guest can die \
    long after the last bar has turned green. Watch it for as long as its rarest instruction takes.
    """
  case programsDie = """
    A migration that is completed is not one that went well: the VM runs, and yet what died in it \
    of a missing instruction stays dead until somebody starts it again.
    """
  case pickedUp = """
    A toolstack compares what a VM booted with. What its programs have found since, on a better \
    CPU, nobody knows, and it is missed on the way back.
    """
  case restoreFails = """
    What a guest has switched on in its CPU's registers has to be there on the new CPU, and that \
    is found out only when the guest stands still already. With xapi such a VM is lost to its \
    users: to shut it down and start it on the other host is safer than to migrate it.
    """
  case refusalIsCheap = """
    A refusal costs nothing: the VM runs on. It can go to the other host by a shutdown and a start \
    there, for then its software looks at the CPU anew.
    """
  case direction = """
    It went well because of the direction: {vm} had booted on a CPU that has nothing which the \
    other lacks. The other way round the same migration can fail, or kill the VM later.
    """
  case frugal = """
    Whether a migration between unlike CPUs goes well depends on the guest too: {vm} uses nothing \
    that only one of them has.
    """
  case level = """
    With a level for the whole pool no VM gets to see what some host lacks, and any direction is \
    safe. The price: no VM uses all that its CPU can do.
    """
  case masks = """
    A mask makes unlike CPUs look alike, from the next boot on and at the price of what it hides. \
    It takes no instruction away: who does not ask finds it all the same, and misses it elsewhere.
    """
  case restartFirst = """
    A VM keeps what it booted with. Where the level of a pool has fallen, those that run are free \
    to go everywhere only once they boot again: better before the next update is due.
    """
  case survival = """
    That a VM has survived so far is no proof that it is safe: what its CPU lacks it still carries \
    in itself, until it boots again.
    """
  case planIsBlind = """
    High availability plans by memory alone. In a pool that was made by force a VM is promised a \
    host that cannot run it, and nobody knows before the day on which it is needed.
    """
  case nobodySucceeds = """
    Without high availability nobody takes a dead master's place by itself, and its VMs stay down \
    until an operator says that they are.
    """
  case force = """
    Force sets a check aside; it does not mend what the check has found.
    """
  case pathToStorage = """
    A shared SR helps a host only if the host has a way to it of its own: joining a pool brings \
    the SR along, but no address on the storage network.
    """
  case likeHosts = """
    Between like hosts with shared storage a running VM moves without its users noticing more than \
    a short pause.
    """
  case twoViews = """
    Who pings from the console and who pings from outside see different things: the guest cannot \
    notice its own standing still.
    """
  case breakOff = """
    Until the suspend a migration that breaks off costs nothing. After it everything depends on \
    the toolstack, and in post-copy the VM is lost.
    """
  case storageMoves = """
    Disks move while the VM runs, without shared storage; it takes as long as their data takes to \
    go over the network, and the guest hardly notices.
    """
  case promises = """
    VHD files take room only for what was written to them, so an SR can promise more than it has. \
    When guests take it at its word it is full, and nobody is asked or warned: its free space has \
    to be watched.
    """
  case convergence = """
    Pre-copy needs a guest that writes much more slowly than the link carries: otherwise its \
    rounds do not get small enough before the toolstack loses patience.
    """
}

/// The headings and marks of the page.
enum HeadingPhrase: String, Phrase {
  case explanation = "What happened in {scenario}, and why"
  case titleQuoted = "“{title}”"
  case opening = "What there is"
  case step = "Step {number}"
  case at = "at {time} s"
  case ending = "How it stands at the end"
  case lesson = "What is to be learnt"
}
