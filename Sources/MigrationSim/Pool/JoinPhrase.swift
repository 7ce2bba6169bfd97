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
  case poolIsFull = "The licence of {host} allows for three hosts in a pool, and there are three."
  case hasCluster = "{host} is in a cluster of its own."
  case clusterOnVLAN = "The pool's cluster is on {network}, which is a VLAN."
  case addressesOnClusterNetwork = """
    {host} has {count} {count|address|addresses} on {network}, which carries the pool's cluster, \
    and must have one.
    """
  case hasGuidance = "An update has left to be done on {host}: {guidance}."
  case poolIsUpgraded = "{pool} is being upgraded: its hosts run different versions."
  case otherAPI = "{host} has the API of {version}, {master} that of {other}."
  case otherSchema = "The database of {host} has schema {schema}, that of {master} {other}."
  case otherStorageFeatures =
    "The storage managers of {host} and {master} differ in what they can do."
  case managedThroughVLAN = "{host} is managed through a VLAN."
  case hasTunnel = "{host} has a tunnel."
  case hasNetworkSRIOV = "{host} has a network with SR-IOV."
  case hasVLANs = "{host} has VLANs that it is not managed through: {networks}."
  case otherManagementVLAN = "{host} and {master} are not managed through the same VLAN."
  case otherAuthentication = """
    The users of {host} and {master} are not authenticated by the same directory.
    """
  case otherBackend = "{host} and {master} do not have the same kind of virtual switch."
  case otherController = "The virtual switches of {host} and {master} have different controllers."
  case otherAddressType = "{host} and {master} are not managed over the same version of IP."
  case otherPurpose = """
    Network block devices go over encrypted networks of {host} or {master}, and over plain ones of \
    the other.
    """
  case otherVerification = "Only one of {host} and {master} verifies certificates."
  case otherCertificates = "{host} and {master} have different certificates of one name: {names}."
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
