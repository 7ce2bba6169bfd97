/// One run of `ping`, and the luck of its packets.
struct PingRun: Sendable {
  let setup: PingerSetup
  var pinger: Pinger
  /// Decides which packets a lossy link or a full buffer drops.
  var luck: RandomStream
  /// The way from the guest to the other end as it was last looked up; nil before.
  var way: PingWay?

  init(_ setup: PingerSetup, _ luck: RandomStream) {
    self.setup = setup
    self.luck = luck
    pinger = Pinger(
      isFromConsole: setup.isFromConsole, interval: setup.interval,
      count: setup.count.map(Int.init))
  }
}

/// A way from a guest to the other end of its ping, and what it holds for.
struct PingWay: Sendable {
  let host: HostID
  /// The wiring that it was found in, by number.
  let wiring: Int
  /// nil where none leads there.
  let route: Route?
  let reverse: Route

  init(from host: HostID, _ route: Route?, wiring: Int) {
    self.host = host
    self.route = route
    self.wiring = wiring
    reverse = route?.reverse ?? Route()
  }
}

/// Pings: each request and each reply is followed on its way.
extension World {
  /// An echo request as `ping` sends it: 56 bytes of data, 8 of ICMP, 20 of IP.
  private static let packet = ByteCount(84)

  mutating func handle(_ event: PingEvent, _ schedule: inout Schedule<Event>) {
    switch event {
    case .due(let pinger): sendIfDue(pinger: Int(pinger), &schedule)
    case .arrives(let sequence, let pinger): arrive(pinger: Int(pinger), sequence, &schedule)
    case .returns(let sequence, let pinger): comeBack(pinger: Int(pinger), sequence, schedule.now)
    }
  }

  mutating func start(pinger index: Int, _ schedule: inout Schedule<Event>) {
    pingers[index].pinger.start(at: schedule.now)
    if pingers[index].setup.isFromConsole && !canSend(pingers[index].setup.vm) {
      pingers[index].pinger.hold()
    }
    sendIfDue(pinger: index, &schedule)
  }

  mutating func stop(pinger index: Int) { pingers[index].pinger.stop() }

  /// Ends what runs in a guest's console, for the guest has gone.
  mutating func stopConsolePings(of vm: VMID) {
    for index in pingers.indices where isConsole(index, of: vm) { stop(pinger: index) }
  }

  /// Holds the guest's own requests back while it stands still.
  mutating func holdPings(of vm: VMID) {
    for index in pingers.indices where isConsole(index, of: vm) { pingers[index].pinger.hold() }
  }

  /// Lets the guest's own requests go out again, now that its network is up.
  mutating func releasePings(of vm: VMID, _ schedule: inout Schedule<Event>) {
    for index in pingers.indices where isConsole(index, of: vm) {
      pingers[index].pinger.release(at: schedule.now)
      sendIfDue(pinger: index, &schedule)
    }
  }

  private func isConsole(_ index: Int, of vm: VMID) -> Bool {
    pingers[index].setup.isFromConsole && pingers[index].setup.vm == vm
  }

  private func canSend(_ vm: VMID) -> Bool {
    inventory[vm].state == .running && domains[vm.position].isAnnounced
  }
}

// MARK: On the way

extension World {
  /// Sends what is due now, and schedules what will be later.
  private mutating func sendIfDue(pinger index: Int, _ schedule: inout Schedule<Event>) {
    guard let due = pingers[index].pinger.nextSend, due <= schedule.now else { return }
    let sequence = pingers[index].pinger.send(at: schedule.now)
    launch(pinger: index, sequence, &schedule)
    if let next = pingers[index].pinger.nextSend {
      schedule.at(next, .ping(.due(pinger: Int16(index))))
    }
  }

  private mutating func launch(
    pinger index: Int, _ sequence: Int32, _ schedule: inout Schedule<Event>
  ) {
    guard let (route, reverse) = guestRoute(pinger: index) else {
      lose(pinger: index, sequence, absence(of: pingers[index].setup.vm), schedule.now)
      return
    }
    let isFromConsole = pingers[index].setup.isFromConsole
    let way = isFromConsole ? route : reverse
    guard let there = passage(pinger: index, sequence, over: way, schedule.now) else { return }
    guard isFromConsole else {
      schedule.after(there, .ping(.arrives(sequence: sequence, pinger: Int16(index))))
      return
    }
    guard let back = passage(pinger: index, sequence, over: reverse, schedule.now) else {
      return
    }
    schedule.after(there + back, .ping(.returns(sequence: sequence, pinger: Int16(index))))
  }

  /// A request from outside reaches the guest, if the guest is there to be reached.
  private mutating func arrive(
    pinger index: Int, _ sequence: Int32, _ schedule: inout Schedule<Event>
  ) {
    let vm = pingers[index].setup.vm
    if let cause = absenceNow(of: vm) {
      lose(pinger: index, sequence, cause, schedule.now)
      return
    }
    guard let (route, _) = guestRoute(pinger: index) else {
      lose(pinger: index, sequence, .unreachable, schedule.now)
      return
    }
    if let back = passage(pinger: index, sequence, over: route, schedule.now) {
      schedule.after(back, .ping(.returns(sequence: sequence, pinger: Int16(index))))
    }
  }

  /// A reply reaches whoever asked; the guest may have gone meanwhile.
  private mutating func comeBack(pinger index: Int, _ sequence: Int32, _ now: SimTime) {
    if pingers[index].setup.isFromConsole {
      switch absenceNow(of: pingers[index].setup.vm) {
      case .guestPaused, .switchNotRelearned:
        lose(pinger: index, sequence, .replyInFlightAtSuspend, now)
        return
      case .some(let cause):
        lose(pinger: index, sequence, cause, now)
        return
      case nil: break
      }
    }
    pingers[index].pinger.answered(sequence, at: now)
  }

  /// How long a packet takes; nil, and the request is lost, if it does not arrive.
  private mutating func passage(
    pinger index: Int, _ sequence: Int32, over route: Route, _ now: SimTime
  ) -> SimDuration? {
    guard let passage = network.passage(of: Self.packet, over: route) else {
      lose(pinger: index, sequence, .unreachable, now)
      return nil
    }
    guard passage.lossProbability > 0 else { return passage.delay }
    let luck = pingers[index].luck.uniform()
    guard luck >= passage.lossProbability else {
      let cause: PingLoss = luck < passage.dropProbability ? .queueFull : .onTheWay
      lose(pinger: index, sequence, cause, now)
      return nil
    }
    return passage.delay
  }

  private mutating func lose(
    pinger index: Int, _ sequence: Int32, _ cause: PingLoss, _ now: SimTime
  ) {
    guard pingers[index].pinger.isRunning else { return }
    pingers[index].pinger.lost(sequence, cause)
    journal.note(
      .pingLost(pinger: Int32(index), sequence: sequence, cause), at: now)
  }

  /// The way from the guest, where it is, to the other end, and back; looked up anew only where the
  /// guest has moved or the wiring has changed.
  private mutating func guestRoute(pinger index: Int) -> (there: Route, back: Route)? {
    guard let host = inventory[pingers[index].setup.vm].residentOn else { return nil }
    if let way = pingers[index].way, way.host == host, way.wiring == wiring {
      return way.route.map { ($0, way.reverse) }
    }
    let way = PingWay(from: host, route(pinger: index, from: host), wiring: wiring)
    pingers[index].way = way
    return way.route.map { ($0, way.reverse) }
  }

  private func route(pinger index: Int, from host: HostID) -> Route? {
    let vm = pingers[index].setup.vm
    for network in inventory[vm].networks {
      guard let pif = inventory[host].pif(on: network) else { continue }
      if let route = self.network.topology.route(
        bridgedFrom: pif.nic, to: pingers[index].setup.peer)
      {
        return route
      }
    }
    return nil
  }

  /// Why a guest without a host cannot be reached.
  private func absence(of vm: VMID) -> PingLoss {
    absenceNow(of: vm) ?? .unreachable
  }

  /// Why nobody answers at the guest's address now; nil if it does.
  @inline(__always)
  private func absenceNow(of vm: VMID) -> PingLoss? {
    switch inventory[vm].state {
    case .crashed: .guestCrashed
    case .lostWithHost: .hostDown
    case .halted, .undefined, .suspended: .guestHalted
    case .paused: .guestPaused
    case .running: domains[vm.position].isAnnounced ? nil : .switchNotRelearned
    }
  }
}
