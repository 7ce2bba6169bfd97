@testable import MigrationSim
import Testing

@Suite struct `Where a VM starts` {
  /// 6.J with xcp00 full: dgrande, of 1200 MiB, leaves it 95 MiB.
  private func full() -> Inventory {
    var inventory = Classroom().operational
    inventory.run(Classroom.big, on: Classroom.xcp00)
    return inventory
  }

  private func place(
    _ vm: VMID, in inventory: Inventory, _ numbers: [Double] = [0]
  ) -> Placement {
    var draws = Scripted(numbers: numbers[...])
    return inventory.placement(of: vm, under: .masking, &draws)
  }

  @Test func `by default drouter is assigned to xcp00, and starts there`() {
    #expect(place(Classroom.drouter, in: Classroom().operational) == .host(Classroom.xcp00))
  }

  @Test func `without home server it starts on the same host as before`() {
    var inventory = Classroom().operational
    inventory.setMemory(.mebibytes(128), of: Classroom.drouter)
    inventory.setHome(nil, of: Classroom.drouter)
    for host in [Classroom.xcp00, Classroom.xcp01] {
      inventory.run(Classroom.drouter, on: host)
      inventory.end(Classroom.drouter, as: .halted)
      for u in [0, 0.5, 0.99] {
        #expect(place(Classroom.drouter, in: inventory, [u, u]) == .host(host))
      }
    }
  }

  @Test func `with xcp00 full and its RAM lowered to 128 MB, drouter starts on the other host`() {
    var inventory = Classroom().operational
    inventory.run(Classroom.drouter, on: Classroom.xcp00)
    inventory.end(Classroom.drouter, as: .halted)
    inventory.setHome(nil, of: Classroom.drouter)
    inventory.run(Classroom.big, on: Classroom.xcp00)
    inventory.setMemory(.mebibytes(128), of: Classroom.drouter)
    for u in [0, 0.5, 0.99] {
      #expect(place(Classroom.drouter, in: inventory, [u, u]) == .host(Classroom.xcp01))
    }
  }

  @Test func `a home server that is full is passed over`() {
    var inventory = full()
    inventory.setMemory(.mebibytes(128), of: Classroom.drouter)
    #expect(place(Classroom.drouter, in: inventory) == .host(Classroom.xcp01))
  }

  @Test func `where no host has room, every host's reason is given`() {
    guard case .none(let objections) = place(Classroom.drouter, in: full()) else {
      Issue.record("drouter has 512 MiB, and neither host that much")
      return
    }
    #expect(
      codes(objections)
        == ["NO_HOSTS_AVAILABLE", "HOST_NOT_ENOUGH_FREE_MEMORY", "HOST_NOT_ENOUGH_FREE_MEMORY"])
    #expect(objections[1].error.explanation.text.contains("xcp00 has 95.0 MiB free"))
    #expect(objections[2].error.explanation.text.contains("xcp01 has 424.0 MiB free"))
  }

  @Test func `a VM that runs is placed nowhere`() {
    guard case .none(let objections) = place(Classroom.big, in: full()) else {
      Issue.record("dgrande runs")
      return
    }
    #expect(codes(objections) == ["VM_BAD_POWER_STATE"])
  }

  /// A VM that never ran and has no home, in a pool where both hosts have room.
  private func drawn(_ numbers: [Double], xcp00Mebibytes: Int64 = 2048) -> Placement {
    var classroom = Classroom()
    classroom.hosts[0].memory = .mebibytes(xcp00Mebibytes)
    classroom.vms[Classroom.dnfs.position].home = nil
    return place(Classroom.dnfs, in: classroom.operational, numbers)
  }

  // Left with dnfs there: xcp00 1296 - 257 = 1039, as master 519.5; xcp01 424 - 257 = 167 MiB.
  // Of two hosts the second is drawn when 2·u² ≥ 1, so from u = √½ = 0.7071 on.
  @Test func `of two hosts the better is drawn in seven cases of ten`() {
    #expect(drawn([0]) == .host(Classroom.xcp00))
    #expect(drawn([0.7071]) == .host(Classroom.xcp00))
    #expect(drawn([0.7072]) == .host(Classroom.xcp01))
  }

  // 1200 - 752 - 257 = 191 MiB, halved 95.5, against 167 on xcp01.
  @Test func `the master counts for half of what it has free`() {
    #expect(drawn([0], xcp00Mebibytes: 1200) == .host(Classroom.xcp01))
  }

  @Test func `a drawn host that cannot start the VM gives way to another`() {
    var classroom = Classroom()
    classroom.vms[Classroom.dlocal.position].networks = []
    let inventory = classroom.operational
    // 0.99 draws the second host, xcp01, which has no way to a disk on xcp00.
    #expect(place(Classroom.dlocal, in: inventory, [0.99, 0]) == .host(Classroom.xcp00))
  }

  @Test func `a host where others must be ballooned comes after those where none must`() {
    var classroom = Classroom()
    // xcp00 has 1296 MiB: 1200 and 256 do not both fit unless dgrande gives way.
    classroom.vms[Classroom.big.position].dynamicMinimum = .mebibytes(600)
    classroom.vms[Classroom.dnfs.position].home = nil
    var inventory = classroom.operational
    inventory.run(Classroom.big, on: Classroom.xcp00)
    for u in [0, 0.99] {
      #expect(place(Classroom.dnfs, in: inventory, [u]) == .host(Classroom.xcp01))
    }
  }

  // dgrande may shrink from 1200 to 600 MiB, dnfs from 256 to 128. xcp00 has 1296 - 2 = 1294 for
  // their 1456 to 728: ⌊1000·(1294 - 728)/(1456 - 728)⌋ = 777. xcp01 has
  // 424 - 2 = 422 for dlocal's 64 and the 256: nobody need give way.
  @Test func `what must be ballooned is told in thousandths, and 1000 is nothing`() {
    var classroom = Classroom()
    classroom.vms[Classroom.big.position].dynamicMinimum = .mebibytes(600)
    classroom.vms[Classroom.dnfs.position].dynamicMinimum = .mebibytes(128)
    classroom.vms[Classroom.dlocal.position].disks = [VirtualDisk(on: Classroom.nfs)]
    var inventory = classroom.operational
    inventory.run(Classroom.big, on: Classroom.xcp00)
    inventory.run(Classroom.dlocal, on: Classroom.xcp01)
    #expect(inventory.possibleValue(of: Classroom.xcp00, with: Classroom.dnfs) == 777)
    #expect(inventory.possibleValue(of: Classroom.xcp01, with: Classroom.dnfs) == 1000)
    // Definite: xcp00, as master, (1294 - 1456 - 1/1024²)/2 < 0; xcp01 422 - 320 = 102 MiB.
    #expect(inventory.definiteValue(of: Classroom.xcp00, with: Classroom.dnfs) < 0)
    #expect(
      inventory.definiteValue(of: Classroom.xcp01, with: Classroom.dnfs)
        == ByteCount.mebibytes(102).bytes)
  }

  // 2000 MiB are more than the 1295 of xcp00 and the 423 of xcp01.
  @Test func `asking once more without memory finds no host that the categories left out`() {
    var classroom = Classroom()
    classroom.vms[Classroom.dlocal.position].memory = .mebibytes(2000)
    classroom.vms[Classroom.dlocal.position].dynamicMinimum = .mebibytes(2000)
    guard case .none(let objections) = place(Classroom.dlocal, in: classroom.operational) else {
      Issue.record("dlocal has 2000 MiB, and no host that much")
      return
    }
    #expect(codes(objections).first == "NO_HOSTS_AVAILABLE")
  }

  @Test func `while the pool is being upgraded nothing starts on what is older`() {
    var classroom = Classroom()
    classroom.vms[Classroom.dnfs.position].home = nil
    classroom.vms[Classroom.dnfs.position].dynamicMinimum = .mebibytes(256)
    var inventory = classroom.operational
    #expect(place(Classroom.dnfs, in: inventory, [0]) == .host(Classroom.xcp00))
    inventory[Classroom.xcp01].software.version = "1.7"
    #expect(place(Classroom.dnfs, in: inventory, [0]) == .host(Classroom.xcp01))
    #expect(
      codes(inventory.objections(toStarting: Classroom.dnfs, on: Classroom.xcp00, under: .masking))
        == ["NOT_SUPPORTED_DURING_UPGRADE"])
    #expect(
      inventory.objections(toStarting: Classroom.dnfs, on: Classroom.xcp01, under: .masking) == [])
  }

  @Test func `a home server where others must be ballooned is still the home`() {
    var classroom = Classroom()
    classroom.vms[Classroom.big.position].dynamicMinimum = .mebibytes(600)
    var inventory = classroom.operational
    inventory.run(Classroom.big, on: Classroom.xcp00)
    #expect(place(Classroom.dnfs, in: inventory) == .host(Classroom.xcp00))
  }
}

/// Gives the numbers in [0, 1) that it was given, and then zeros.
private struct Scripted: RandomNumberGenerator {
  var numbers: ArraySlice<Double>

  mutating func next() -> UInt64 { UInt64((numbers.popFirst() ?? 0) * 0x1p53) }
}
