import Yams

/// Edits scenarios as students do: seeded, so that equal numbers make equal mistakes.
///
/// Edits are made on the tree, not the text: most of what comes out is YAML of the right form that
/// means something odd, which is what the rules and the engine must stand.
struct Student {
  /// A scenario's values, all scalars as text.
  indirect enum Tree {
    case scalar(String)
    case list([Tree])
    case mapping([(key: String, value: Tree)])
  }

  private var state: UInt64
  private var tree: Tree

  init(seed: UInt64, text: String) throws {
    state = seed
    tree = Self.tree(try Yams.compose(yaml: text) ?? Node(""))
  }

  /// The scenario after some edits, in flow style.
  mutating func edited() -> String {
    for _ in 0...draw(5) { edit() }
    if draw(3) == 0 {
      for _ in 0..<12 { addStep() }
      hurry()
    }
    return Self.text(tree)
  }

  // MARK: Luck

  /// SplitMix64 (Steele, Lea, Flood 2014).
  private mutating func draw(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((word ^ (word >> 31)) % UInt64(bound))
  }

  private mutating func pick<T>(_ items: [T]) -> T { items[draw(items.count)] }

  // MARK: Edits

  private mutating func edit() {
    let lists = places { if case .list(let items) = $0 { !items.isEmpty } else { false } }
    let mappings = places { if case .mapping(let entries) = $0 { !entries.isEmpty } else { false } }
    let scalars = places { if case .scalar = $0 { true } else { false } }
    guard !lists.isEmpty, !mappings.isEmpty, !scalars.isEmpty else { return }
    switch draw(12) {
    case 0: changeMapping(at: pick(mappings))
    case 1, 2: changeList(at: pick(lists))
    case 3: changeNumber(at: pick(scalars))
    case 4, 5: changeWord(at: pick(scalars))
    case 6: addKey()
    case 7: hurry()
    default: addStep()
    }
  }

  private mutating func changeMapping(at place: [Int]) {
    guard case .mapping(var entries) = self[place] else { return }
    let index = draw(entries.count)
    switch draw(3) {
    case 0: entries.remove(at: index)
    case 1: entries[index].value = .list([])
    default:
      let other = draw(entries.count)
      (entries[index].value, entries[other].value) = (entries[other].value, entries[index].value)
    }
    self[place] = .mapping(entries)
  }

  private mutating func changeList(at place: [Int]) {
    guard case .list(var items) = self[place] else { return }
    let index = draw(items.count)
    switch draw(4) {
    case 0: items.remove(at: index)
    case 1: items.insert(items[index], at: draw(items.count + 1))
    case 2: items.swapAt(index, draw(items.count))
    default: items.insert(items.remove(at: index), at: draw(items.count + 1))
    }
    self[place] = .list(items)
  }

  /// Another number, or another unit behind it.
  private mutating func changeNumber(at place: [Int]) {
    guard case .scalar(let text) = self[place] else { return }
    let digits = text.prefix { "0123456789._".contains($0) }
    guard !digits.isEmpty else { return }
    let numbers = ["0", "-1", "1", "3", "0.5", "1e18", "999999", "4096", "60"]
    let units = [
      "", " B", " MiB", " GiB", " TB", " ms", " ns", " s", " min", " d", " Mbit/s", " kbit/s",
      " %", " pages/s",
    ]
    self[place] =
      draw(2) == 0
      ? .scalar(pick(numbers) + text.dropFirst(digits.count)) : .scalar(digits + pick(units))
  }

  /// A word of the same key elsewhere, or of the language.
  private mutating func changeWord(at place: [Int]) {
    let words = [
      "true", "false", "none", "pv", "hvm", "lvm", "ext", "nfs", "udev", "iso-nfs", "xapi",
      "xcp-1.x", "masking", "levelling", "console", "outside", "xen", "xen-legacy", "custom", "up",
      "down", "random", "sequential", "halted", "running", "Nehalem", "Opteron_G3", "Conroe",
      "windows-server", "numerical", "0.0.0.0/0", "10.42.0.0/16", "172.16.0.100", "8.8.8.8",
    ]
    let known = names.filter { !$0.isEmpty }
    self[place] = .scalar(pick(draw(2) == 0 && !known.isEmpty ? known : words))
  }

  private mutating func addKey() {
    let additions: [(at: String, key: String, value: String)] = [
      ("vms", "running_on", pick(names(in: "hosts"))), ("vms", "mode", "hvm"),
      ("vms", "pool_of", pick(names(in: "hosts"))),
      (
        "vms", "workload",
        "{classes: [{size: 8 MiB, writes: 90000 pages/s}], phases: [{at: 1 min, intensity: 0}]}"
      ),
      ("hosts", "pool", "lab"), ("hosts", "master", "true"), ("hosts", "clock_offset", "10 min"),
      ("timeline", "at", "\(draw(90)) s"), ("timeline", "after", "0 s"),
      ("srs", "server", pick(names(in: "stations"))),
      ("templates", "home", pick(names(in: "hosts"))),
      ("stations", "uplink", "{rtt: 1 ms, loss: 50 %}"),
    ]
    let addition = pick(additions)
    let value = (try? Yams.compose(yaml: addition.value)).map { Self.tree($0) }
    guard let value, case .list(var items)? = top(addition.at), !items.isEmpty else { return }
    let index = draw(items.count)
    guard case .mapping(var entries) = items[index] else { return }
    entries.removeAll { $0.key == addition.key }
    entries.append((addition.key, value))
    items[index] = .mapping(entries)
    setTop(addition.at, .list(items))
  }

  /// Steps from some point on begin at times of their own, whether or not what was before is done.
  private mutating func hurry() {
    guard case .list(var steps)? = top("timeline"), !steps.isEmpty else { return }
    var time = draw(60)
    for index in draw(steps.count)..<steps.count {
      guard case .mapping(var entries) = steps[index] else { continue }
      entries.removeAll { $0.key == "at" || $0.key == "after" }
      entries.append(("at", .scalar("\(time) s")))
      steps[index] = .mapping(entries)
      time += draw(3) == 0 ? 0 : draw(40)
    }
    setTop("timeline", .list(steps))
  }

  private mutating func addStep() {
    guard case .list(var steps)? = top("timeline") else { return }
    let step = pick(newSteps())
    guard let node = try? Yams.compose(yaml: "{\(step)}") else { return }
    steps.insert(Self.tree(node), at: draw(steps.count + 1))
    setTop("timeline", .list(steps))
  }

  /// One step of each kind, about things of the scenario's.
  private mutating func newSteps() -> [String] {
    func quoted(_ name: String) -> String { "\"\(name)\"" }
    let host = quoted(pick(names(in: "hosts")))
    let other = quoted(pick(names(in: "hosts")))
    let vm = quoted(pick(names(in: "vms") + made("create vm")))
    let sr = quoted(pick(names(in: "srs") + made("create sr")))
    let network = quoted(pick(networks))
    let template = quoted(pick(names(in: "templates")))
    let station = quoted(pick(names(in: "stations") + ["8.8.8.8"]))
    let pool = quoted(pick(made("create pool")))
    let number = draw(1000)
    return [
      "do: create pool, name: \(pool), master: \(host)",
      "do: create pool, name: new pool, master: \(host), member: \(other)",
      "do: join pool, host: \(host), master: \(other)",
      "do: force join pool, host: \(host), master: \(other)",
      "do: eject host, host: \(host)", "do: set cpu count, host: \(host), count: \(number + 1)",
      "do: shut down host, host: \(host)", "do: shut down pool, pool: \(pool)",
      "do: wait, for: \(draw(3) * 20) s",
      "do: remove interface, host: \(host), network: \(network)",
      "do: add interface, host: \(host), network: \(network), address: 172.16.0.\(number % 250)/24",
      "do: create sr, name: sr\(number), type: nfs, host: \(host), server: \(station)",
      "do: create sr, name: sr\(number), type: ext, host: \(host)", "do: repair sr, sr: \(sr)",
      "do: repair sr, sr: \(sr), host: \(host)",
      "do: create network, name: net\(number % 2), host: \(host)",
      "do: create network, name: net\(number % 2), host: \(host), nic: \(number % 3)",
      "do: destroy network, network: \(network), host: \(host)",
      "do: create vm, template: \(template), name: vm\(number), memory: 64 MiB, pool_of: \(host)",
      """
      do: create vm, template: \(template), name: vm\(number), memory: 64 MiB, home: \(host), \
      disks: [{sr: \(sr)}], networks: [\(network)]
      """,
      "do: set home server, vm: \(vm), home: \(host)", "do: set home server, vm: \(vm), home: none",
      "do: set memory, vm: \(vm), memory: \(number + 4) MiB", "do: start vm, vm: \(vm)",
      "do: start vm, vm: \(vm), host: \(host)", "do: shut down vm, vm: \(vm)",
      "do: start ping, name: ping\(number % 3), vm: \(vm), to: \(station)",
      "do: start ping, name: ping\(number), vm: \(vm), to: \(host), from: outside, interval: 9 ms",
      "do: stop ping, name: ping\(number % 3)", "do: migrate, vm: \(vm), to: \(host)",
      "do: storage migrate, vm: \(vm), to: \(host), sr: \(sr)",
      "do: migrate, vm: \(vm), to: \(host), force: true, network: \(network)",
      """
      do: migrate, vm: \(vm), to: \(host), bandwidth_cap: 3 Mbit/s,
      policy: {name: custom, dirty_threshold: 0, at_limit: abort, skip_redirtied: true}
      """,
    ]
  }

  // MARK: Names

  private func names(in list: String) -> [String] {
    let found = entries("name", inList: list)
    return found.isEmpty ? ["nobody"] : found
  }

  private func made(_ operation: String) -> [String] {
    guard case .list(let steps)? = top("timeline") else { return ["nothing"] }
    let found = steps.compactMap { step -> String? in
      Self.text(of: "do", in: step) == operation ? Self.text(of: "name", in: step) : nil
    }
    return found.isEmpty ? ["nothing"] : found
  }

  private var networks: [String] {
    guard case .list(let hosts)? = top("hosts") else { return ["Network 0"] }
    let onNICs = hosts.flatMap { host -> [String] in
      guard case .mapping(let entries) = host,
        case .list(let nics)? = entries.first(where: { $0.key == "nics" })?.value
      else { return [] }
      return nics.compactMap { Self.text(of: "network", in: $0) }
    }
    return onNICs + ["Network 0", "Network 1", "net0"]
  }

  private var names: [String] {
    ["wires", "stations", "hosts", "networks", "srs", "templates", "vms", "timeline"]
      .flatMap { entries("name", inList: $0) } + networks
  }

  private func entries(_ key: String, inList list: String) -> [String] {
    guard case .list(let items)? = top(list) else { return [] }
    return items.compactMap { Self.text(of: key, in: $0) }
  }

  // MARK: The tree

  private static func text(of key: String, in tree: Tree) -> String? {
    guard case .mapping(let entries) = tree,
      case .scalar(let text)? = entries.first(where: { $0.key == key })?.value
    else { return nil }
    return text
  }

  private func top(_ key: String) -> Tree? {
    guard case .mapping(let entries) = tree else { return nil }
    return entries.first { $0.key == key }?.value
  }

  private mutating func setTop(_ key: String, _ value: Tree) {
    guard case .mapping(var entries) = tree else { return }
    guard let index = entries.firstIndex(where: { $0.key == key }) else { return }
    entries[index].value = value
    tree = .mapping(entries)
  }

  private func places(_ matches: (Tree) -> Bool) -> [[Int]] {
    func walk(_ tree: Tree, _ place: [Int]) -> [[Int]] {
      let here = matches(tree) ? [place] : []
      switch tree {
      case .scalar: return here
      case .list(let items):
        return here + items.enumerated().flatMap { walk($0.element, place + [$0.offset]) }
      case .mapping(let entries):
        return here + entries.enumerated().flatMap { walk($0.element.value, place + [$0.offset]) }
      }
    }
    return walk(tree, [])
  }

  private subscript(place: [Int]) -> Tree {
    get {
      place.reduce(tree) { tree, index in
        switch tree {
        case .scalar: tree
        case .list(let items): items[index]
        case .mapping(let entries): entries[index].value
        }
      }
    }
    set { tree = Self.replacing(place[...], in: tree, by: newValue) }
  }

  private static func replacing(_ place: ArraySlice<Int>, in tree: Tree, by new: Tree) -> Tree {
    guard let index = place.first else { return new }
    switch tree {
    case .scalar: return tree
    case .list(var items):
      items[index] = replacing(place.dropFirst(), in: items[index], by: new)
      return .list(items)
    case .mapping(var entries):
      entries[index].value = replacing(place.dropFirst(), in: entries[index].value, by: new)
      return .mapping(entries)
    }
  }

  private static func tree(_ node: Node) -> Tree {
    switch node {
    case .scalar(let scalar): .scalar(scalar.string)
    case .sequence(let items): .list(items.map(tree))
    case .mapping(let entries): .mapping(entries.map { ($0.key.string ?? "", tree($0.value)) })
    case .alias: .scalar("")
    }
  }

  private static func text(_ tree: Tree) -> String {
    switch tree {
    case .scalar(let text):
      "\""
        + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        .replacing("\n", with: "\\n") + "\""
    case .list(let items): "[" + items.map(text).joined(separator: ",\n") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\(text(.scalar($0.key))): \(text($0.value))" }.joined(separator: ",\n")
        + "}"
    }
  }
}
