/// What this room says of a host that is to join a pool, and how it differs from the master.
public enum JoinPhrase: String, Phrase {
  case masterHasPool = "{master} is in a pool already."
  case noManagement = "{host} has no management interface yet."
  case hasHA = "High availability is on in the pool of {host}."
  case isInThatPool = "{host} is in that pool already."
  case isInAnotherPool = "{host} is in a pool with {others}."
  case hasRunningVMs = "Running there: {vms}."
  case hasVMsAsleep = "Suspended or paused there: {vms}."
  case hasBusyVMs = "Operations are under way on {vms}."
  case otherSoftware = "{host} runs {software}, {master} {other}."
  case hasSharedSRs = "Shared: {srs}."
  case hasBond = "{host} has a bond."
  case managedThroughBond = "{host} is managed through a bond."
  case otherEdition = "{host} has edition \"{edition}\", {master} \"{other}\"."
  case otherPatches = "Patches applied differ: Remote has {theirs} -- Local has {mine}."
  case clocksApart = "The clocks of {host} and {master} are {seconds} s apart."

  // How the CPUs differ.
  case differ = "{host} and {master} differ: {differences}."
  case vendor = "vendor {vendor} and {other}"
  case lacks = "it lacks {features}"
  case features = "features of {cpu} and {other}"
  case featuresLacking = "features of {cpu} and {other}, it lacks {missing}"
  case featuresBeyond = "features of {cpu} and {other}, it alone has {extra}"
  case featuresBothWays = """
    features of {cpu} and {other}, it lacks {missing}, it alone has {extra}
    """
  case notComparable = "features that cannot be compared"
  case numberOfCPUs = "number of CPUs {count} and {other}"
}
