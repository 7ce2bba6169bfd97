/// Where a VM or template belongs: to a host, or to its whole pool.
public struct HomeServer: Hashable, Sendable {
  /// nil for no home server: the VM belongs to the pool.
  public var host: Name?

  /// The word for no home server.
  static let none = "none"

  init(_ host: Name?) { self.host = host }

  public static func == (a: HomeServer, b: HomeServer) -> Bool { a.host == b.host }
  public func hash(into hasher: inout Hasher) { hasher.combine(host?.value) }
}

extension Form where Value == HomeServer {
  static var home: Form {
    Form<Name>.name.map { HomeServer($0.value == HomeServer.none ? nil : $0) }
  }
}
