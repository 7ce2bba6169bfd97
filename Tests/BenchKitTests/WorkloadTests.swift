import BenchKit
import Foundation
import Testing

@Suite struct `The standard workloads` {
  /// What the smoke sizes come to stands in Benchmarks/thresholds.yaml, which CI holds release
  /// builds against too. A change of the model changes it; nothing else may.
  ///
  /// With XENMOTION_UPDATE_EXPECTED set it is written anew: read the difference before committing.
  @Test func `come to what they have always come to, every time`() throws {
    // Two repetitions: a session ends with an error where they differ.
    let session = BenchSession(Workload.standard, size: .smoke, repetitions: 2, warmUps: 0)
    let found = try session.run()
    let file = OwnLimits.benchmarks.appending(path: "thresholds.yaml")
    if ProcessInfo.processInfo.environment["XENMOTION_UPDATE_EXPECTED"] != nil {
      try Data(Thresholds(recording: found, size: .smoke).text.utf8).write(to: file)
    }
    let known = try Thresholds.load(path: file.path(percentEncoded: false), size: .smoke)
    #expect(known.limits.map(\.workload) == found.map(\.workload.name))
    for found in found {
      let limits = try #require(known.limits(of: found.workload.name))
      #expect(limits.hash != nil && limits.breaches(by: found).isEmpty, "\(limits.workload)")
      #expect(limits.events == found.outcome.events, "\(limits.workload)")
      #expect(found.workload.hasEvents == (found.outcome.events != nil), "\(limits.workload)")
      #expect(found.cpuNanoseconds.count == 2 && found.cpuNanoseconds.allSatisfy { $0 > 0 })
    }
    // With records or without, the same happens.
    let hashes = found.filter { $0.workload.name.hasPrefix("migration") }.map(\.outcome.hash)
    #expect(hashes.count == 2 && hashes[0] == hashes[1])
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
