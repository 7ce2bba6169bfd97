import MigrationSim

/// Post-copy page by page: every touch of every CPU, and what each waits for.
extension PageSender {
  /// A CPU that runs until it touches a page that is not there.
  private struct CPU {
    var touches: Double
    /// The page it waits for, since when, and when the source knows.
    var page: Int?
    var since = 0.0
    var known = 0.0
  }

  /// Sends what is missing, what the guest asks for before the rest.
  ///
  /// - Parameter request: From a touch to the source's knowing of it [s].
  mutating func followGuest(request: Double) {
    isPostCopy = true
    let touches = guest.classes.map { $0.writesPerSecond + $0.readsPerSecond }
    let all = touches.reduce(0, +)
    let gap = all > 0 ? Double(guest.cpus) / all : .infinity
    var cpus = (0..<guest.cpus).map { _ in CPU(touches: now + guest.dice.wait(gap)) }
    beginPass()
    var next = 0
    while left > 0 {
      for index in cpus.indices { run(&cpus[index], gap, touches, request) }
      let asked = cpus.filter { $0.page != nil && $0.known <= now }.min { $0.known < $1.known }
      while !isToSend[next] { next += 1 }
      let page = asked?.page ?? next
      if asked != nil { faults += 1 }
      send(page)
      for index in cpus.indices {
        run(&cpus[index], gap, touches, request)
        guard cpus[index].page == page else { continue }
        waited += (now - cpus[index].since) / Double(guest.cpus)
        cpus[index].page = nil
        cpus[index].touches = now + guest.dice.wait(gap)
      }
    }
    endPass()
  }

  /// Lets a CPU touch pages until now, or until one is missing.
  private mutating func run(
    _ cpu: inout CPU, _ gap: Double, _ touches: [Double], _ request: Double
  ) {
    while cpu.page == nil && cpu.touches <= now {
      var die = guest.dice.real(0...touches.reduce(0, +))
      var owner = 0
      while owner < touches.count - 1 && die >= touches[owner] {
        die -= touches[owner]
        owner += 1
      }
      let page = guest.nextPage(of: owner)
      if isToSend[page] {
        cpu.page = page
        cpu.since = cpu.touches
        cpu.known = cpu.touches + request
      } else {
        cpu.touches += guest.dice.wait(gap)
      }
    }
  }
}
