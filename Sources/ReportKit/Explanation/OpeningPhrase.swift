import MigrationSim

/// What there is before anything is done.
enum OpeningPhrase: String, Phrase {
  case oneHost = "There is one host, {host} ({cpu})."
  case hostsAlike = """
    All hosts ({hosts}) have the same CPU, {cpu}: what a guest finds on one of them, it finds on \
    every other.
    """
  case hostsUnlike = "The hosts do not have the same CPU: {hosts}."
  case hostCPU = "{host} has {cpu}"
  case otherVendor = """
    {host} is of another vendor ({vendor}) than {other} ({otherVendor}): no running VM can be at \
    home on both.
    """
  case lacks = "{host} lacks {count} {count|feature|features} that {other} has: {features}."
  case lacksMany = """
    {host} lacks {count} features that {other} has, among them {features}.
    """
  case otherCPUCounts = "Nor do they have the same number of CPUs: {hosts}."
  case sameCPUOtherCounts = "They do not have the same number of CPUs, though: {hosts}."
  case hostCount = "{host} has {count}"

  case poolThere = "There is a pool already, {pool}: {hosts}; its master is {master}."
  case alone = "In no pool: {hosts}."

  case noComparing = """
    The toolstack is one that compares no CPUs when a running VM moves (before March 2011): \
    nobody asks whether the new CPU has what the VM uses.
    """
  case otherSender = """
    Migrations are made by {sender} alone, without xapi: nobody compares CPUs before a running VM \
    moves.
    """
  case masking = """
    The toolstack is of the time of masking (XenServer 5.6 to 6.5, XCP 1.x): a host joins only \
    if its CPU shows the same features as the master's, and a running VM moves only to a host \
    that has all the features it was started with. Either can be set aside by force.
    """
  case levelling = """
    The toolstack levels CPUs (XenServer 7.0 and later): a VM that boots is shown only what all \
    hosts of its pool have, so that it can move to each of them. A VM that booted before keeps \
    what it saw until it boots again.
    """

  case guestAtRisk = """
    {vm} ({guest}): as it starts, the software settles on the instructions that the CPU offers, \
    and does not ask again. Some of those that it can use are not on every host: {uses}.
    """
  case guestSafe = """
    {vm} ({guest}): whatever the software uses of a CPU, every host here has.
    """

  // Which part of a guest uses features.
  case kernel = "the kernel: {features}"
  case libc = "the C library: {features}"
  case application = "applications: {features}"

  /// What says which features a layer uses.
  static func use(by layer: SoftwareLayer) -> OpeningPhrase {
    switch layer {
    case .kernel: .kernel
    case .libc: .libc
    case .application: .application
    }
  }
}
