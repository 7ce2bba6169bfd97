import MigrationSim

/// What the guests of the bundled profiles are; others go by their profile's name.
enum GuestPhrase: String, Phrase {
  case oldLinux = "an old 32-bit Linux"
  case linux = "a 64-bit Linux with the C library glibc"
  case linuxCRC = "a 64-bit Linux whose kernel computes CRC32C checksums by SSE4.2"
  case windows = "a 64-bit Windows Server"
  case numerical = "a 64-bit Linux that calculates with vector instructions"
  case other = "guest {profile}"

  /// What a guest of that profile is.
  static func describe(_ profile: String) -> Sentence {
    switch profile {
    case "old-linux-router": oldLinux()
    case "linux-glibc": linux()
    case "linux-kernel-crc": linuxCRC()
    case "windows-server": windows()
    case "numerical": numerical()
    default: other(profile)
    }
  }
}
