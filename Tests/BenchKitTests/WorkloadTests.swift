import BenchKit
import Testing

@Suite struct `The standard workloads` {
  /// What the smoke sizes come to. A change of the model changes them; nothing else may: they are
  /// equal in debug and release builds, and on every machine. 'xenmotion bench --smoke
  /// --write-thresholds -' prints them.
  static let known: [(name: String, events: Int?, hash: UInt64)] = [
    ("reading-6.J", nil, 0xee1b_c2e8_799f_d1de), ("running-6.J", 298, 0x654b_49b1_ae4c_b85b),
    ("reading-6.K", nil, 0xfcf7_bfa6_8d08_834e), ("running-6.K", 230, 0xf65e_2edd_e3bb_616c),
    ("migration", 201, 0x0861_1579_e581_637f),
    ("migration-records", 201, 0x0861_1579_e581_637f),
    ("contention", 351, 0xf38e_8114_94e4_83c9), ("fleet", 441, 0x2679_2311_1bc3_e11c),
    ("evacuation", 214, 0x4464_201d_1f13_a3c6), ("queue-small", 1000, 0x5db7_0399_99cd_9d2b),
    ("queue-medium", 1000, 0x2bcd_1d9c_b6fd_f18c), ("queue-large", 1000, 0xc1c8_8f4d_2738_d523),
    ("fair-share", 40, 0xabb2_373a_40cb_afb5), ("dirtying", 75, 0x5df4_705c_7fa2_5a36),
  ]

  @Test func `come to what they have always come to, every time`() throws {
    // Two repetitions: a session ends with an error where they differ.
    let session = BenchSession(Workload.standard, size: .smoke, repetitions: 2, warmUps: 0)
    let found = try session.run()
    #expect(found.map(\.workload.name) == Self.known.map(\.name))
    for (found, known) in zip(found, Self.known) {
      #expect(found.outcome.hash.hexadecimal == known.hash.hexadecimal, "\(known.name)")
      #expect(found.outcome.events == known.events, "\(known.name)")
      #expect(found.workload.hasEvents == (known.events != nil), "\(known.name)")
      #expect(found.cpuNanoseconds.count == 2 && found.cpuNanoseconds.allSatisfy { $0 > 0 })
    }
  }

  @Test func `have names of their own, and are larger when measured`() {
    #expect(Set(Workload.standard.map(\.name)).count == Workload.standard.count)
    for workload in Workload.standard {
      let (full, smoke) = (workload.scale(.full), workload.scale(.smoke))
      #expect(full.units > smoke.units && full.population >= smoke.population)
      #expect(!workload.about(full).contains("#"))
    }
    #expect(Set(Workload.standard.map(\.group)) == Set(Workload.Group.allCases))
  }

  /// With records or without, the same happens.
  @Test func `simulate the same whether records are kept or not`() throws {
    let hashes = Self.known.filter { $0.name.hasPrefix("migration") }.map(\.hash)
    #expect(hashes.count == 2 && hashes[0] == hashes[1])
  }

  @Test func `do the unit as often as they are told`() throws {
    let named = Workload.standard.filter { $0.name == "migration" }
    let few = try BenchSession(named, size: .smoke, repetitions: 1, warmUps: 0, units: 2).run()[0]
    let more = try BenchSession(named, size: .smoke, repetitions: 1, warmUps: 1, units: 6).run()[0]
    #expect(few.outcome.units == 2 && more.outcome.units == 6)
    #expect(try #require(more.outcome.events) > 2 * #require(few.outcome.events))
    #expect(more.cpuNanoseconds.count == 1)
  }

  /// A thousand events in each of two units of 2 µs are 250 million a second.
  @Test func `tell events a second`() {
    let found = Sample.measurement(
      "migration", Outcome(units: 2, events: 1000, hash: 0), cpuNanoseconds: [2000])
    #expect(found.eventsPerSecond == [250e6])
  }
}
