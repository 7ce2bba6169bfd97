import MigrationSim

/// What the guests of the bundled profiles are; others go by their profile's name.
enum GuestPhrase: String, Phrase {
  case oldLinux = "an old 32-bit Linux"
  case linux = "a 64-bit Linux with the C library glibc"
  case linuxCRC = "a 64-bit Linux whose kernel computes CRC32C checksums by SSE4.2"
  case windows = "a 64-bit Windows Server"
  case numerical = "a 64-bit Linux that calculates with vector instructions"
  case debian = "a Debian 12 (Linux 6.1, glibc 2.36)"
  case java = "a Java virtual machine on a 64-bit Linux"
  case database = "a database server on a 64-bit Linux"
  case windows2022 = "a Windows Server 2022"
  case tlsFrontEnd = "a web server that encrypts by OpenSSL"
  case bsdRouter = "a router with FreeBSD"
  case goesByName = "a program that goes by the CPU's name, not by what the CPU shows"
  case other = "guest {profile}"

  /// What a guest of that profile is.
  static func describe(_ profile: String) -> Sentence {
    switch profile {
    case "old-linux-router": oldLinux()
    case "linux-glibc": linux()
    case "linux-kernel-crc": linuxCRC()
    case "windows-server": windows()
    case "numerical": numerical()
    case "debian-12": debian()
    case "jvm": java()
    case "database-server": database()
    case "windows-server-2022": windows2022()
    case "tls-front-end": tlsFrontEnd()
    case "bsd-router": bsdRouter()
    case "jit-by-name": goesByName()
    default: other(profile)
    }
  }
}
