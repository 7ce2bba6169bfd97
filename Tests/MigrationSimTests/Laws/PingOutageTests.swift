import MigrationSim
import Testing

/// What an outage costs a pinger outside.
@Suite struct `An outage` {
  /// Pings every `interval` from `phase` on, loses what is sent during [10 s, 10 s + outage), and
  /// gets every other reply after 3 ms.
  func pinged(interval: SimDuration, phase: SimDuration, outage: SimDuration) -> PingStatistics {
    var pinger = Pinger(isFromConsole: false, interval: interval)
    pinger.start(at: .zero + phase)
    let began = at(10)
    while let next = pinger.nextSend, next < began + outage + interval * 3 {
      let sequence = pinger.send(at: next)
      if next >= began && next < began + outage {
        pinger.lost(sequence, .guestPaused)
      } else {
        pinger.answered(sequence, at: next + .milliseconds(3))
      }
    }
    return pinger.statistics
  }

  // Law: in an outage O, an interval I apart, floor(O / I) or floor(O / I) + 1 requests are sent.
  // Law: with equal round trips the gap is (lost + 1) · I, and O < gap <= O + 2 I.
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `loses as many requests as intervals fit, or one more`(seed: UInt64) {
    var dice = Dice(seed: seed)
    let interval = SimDuration(nanoseconds: Int64(dice.int(10_000_000...1_000_000_000)))
    let phase = SimDuration(nanoseconds: Int64(dice.int(0...999_999_999)))
    let outage = SimDuration(nanoseconds: Int64(dice.int(0...8_000_000_000)))
    let sums = pinged(interval: interval, phase: phase, outage: outage)
    let fit = Int(outage.nanoseconds / interval.nanoseconds)
    #expect(sums.lost == fit || sums.lost == fit + 1)
    if sums.lost == 0 {
      #expect(sums.gap == nil)
    } else {
      #expect(sums.gap == interval * (sums.lost + 1))
      #expect(sums.gap! > outage)
      #expect(sums.gap! <= outage + interval * 2)
    }
  }

  // ping -i 0.1 counted 8 lost for a gap of 0.936 s and 97 for one of 10.19 s (RedHatQE,
  // openshift-virtualization-tests PR 4238); 0.9 s and 9.8 s are what the law says, to which the
  // sender's own delays come.
  @Test(arguments: [(8, 0.936, 0.04), (97, 10.19, 0.05)])
  func `measured gaps are an interval longer than what was lost`(
    lost: Int, gap: Double, tolerance: Double
  ) {
    let interval = SimDuration.milliseconds(100)
    let sums = pinged(interval: interval, phase: .zero, outage: interval * lost)
    #expect(sums.lost == lost)
    #expect(abs(sums.gap!.seconds - gap) <= tolerance * gap)
  }
}
