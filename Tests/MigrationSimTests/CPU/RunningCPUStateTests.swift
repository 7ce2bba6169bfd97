import MigrationSim
import Testing

private let hour = 1.0 / 3600

private func use(
  _ feature: Feature, _ latch: FeatureUse.Latch, rate: Double = 1, renewed: Double = hour,
  layer: SoftwareLayer = .application
) -> FeatureUse {
  FeatureUse(
    feature: feature, layer: layer, latch: latch, usesPerSecond: rate, renewalsPerSecond: renewed)
}

private func cpu(_ features: FeatureSet) -> Processor {
  Processor(name: "any", vendor: .intel, physicalFeatures: features)
}

private func guest(
  _ uses: [FeatureUse], showing shown: FeatureSet, on hardware: FeatureSet? = nil
) -> RunningCPUState {
  RunningCPUState(
    booting: GuestProfile(name: "any", uses: uses), vendor: .intel, features: shown,
    hardware: hardware)
}

@Suite struct `What a process latches as it starts` {
  @Test func `goes with the process where the feature is gone`() {
    let sse = use(.sse42, .processStart)
    var state = guest([sse], showing: [.sse42])
    let pending = state.pendingRenewals(on: cpu([]), showing: [])
    #expect(pending == [Renewal(use: sse, latches: false)])
    #expect(state.lost(on: cpu([]), showing: []).map(\.renewalsPerSecond) == [hour])
    state.renew(pending[0])
    #expect(state.latched.isEmpty && state.lost(on: cpu([]), showing: []).isEmpty)
  }

  @Test func `comes with a process where the feature has appeared`() {
    let sse = use(.sse42, .processStart)
    var state = guest([sse], showing: [])
    let pending = state.pendingRenewals(on: cpu([.sse42]), showing: [.sse42])
    #expect(pending == [Renewal(use: sse, latches: true)])
    state.renew(pending[0])
    // Back where it booted it misses what it never saw there.
    #expect(state.lost(on: cpu([]), showing: []).map(\.feature) == [.sse42])
    #expect(state.features.isEmpty && state.bootFlags.isEmpty)
  }

  @Test func `needs no event where a new process decides alike`() {
    let state = guest(
      [use(.sse42, .processStart), use(.aes, .processStart)], showing: [.sse42])
    #expect(state.pendingRenewals(on: cpu([.sse42]), showing: [.sse42]).isEmpty)
  }

  @Test func `stays for as long as the VM where no process ends, or the kernel decided`() {
    let state = guest(
      [
        use(.sse42, .processStart, renewed: 0), use(.popcnt, .boot, layer: .kernel),
        use(.aes, .everyUse),
      ], showing: [.sse42, .popcnt, .aes])
    #expect(state.pendingRenewals(on: cpu([]), showing: []).isEmpty)
  }

  // Who asks CPUID for AVX asks XGETBV whether the kernel has switched its registers on.
  @Test func `leaves out registers that the kernel has not switched on`() {
    let kernel = use(.xsave, .boot, rate: 0, layer: .kernel)
    let state = guest([kernel, use(.avx, .processStart)], showing: [.xsave])
    let wide: FeatureSet = [.xsave, .avx]
    #expect(state.pendingRenewals(on: cpu(wide), showing: wide).isEmpty)
    #expect(state.xcr0 == 0x3)
  }

  @Test func `leaves the registers as they were switched on`() {
    let avx = use(.avx, .processStart)
    var state = guest([use(.xsave, .boot, rate: 0), avx], showing: [.xsave, .avx])
    state.renew(Renewal(use: avx, latches: false))
    #expect(state.xcr0 == 0x7)
  }

  @Test func `is not started again once it has died`() {
    var state = guest([use(.sse42, .processStart, layer: .libc)], showing: [.sse42])
    state.bury(.sse42, in: .libc)
    #expect(state.latched.isEmpty)
    #expect(state.pendingRenewals(on: cpu([.sse42]), showing: [.sse42]).isEmpty)
  }
}

@Suite struct `Software that goes by the CPU's name` {
  private static let both: FeatureSet = [.xsave, .avx, .avx2]

  // A mask hides AVX2 and leaves its registers: the CPU goes on executing it.
  @Test func `uses what a mask hides, and misses it on another CPU`() {
    let state = guest(
      [use(.xsave, .boot, rate: 0), use(.avx, .boot, rate: 0), use(.avx2, .hardware)],
      showing: [.xsave, .avx], on: Self.both)
    let home = cpu(Self.both)
    #expect(state.lost(on: home, showing: [.xsave, .avx]).isEmpty)
    let away = state.lost(on: cpu([.xsave, .avx]), showing: [.xsave, .avx])
    #expect(away.map(\.feature) == [.avx2])
    // The process in its place sees another name.
    #expect(away.map(\.renewalsPerSecond) == [hour])
  }

  // jax-ml/jax issue 2906: the CPU has AVX-512, Xen did not offer it, and so its registers could
  // not be switched on: an illegal instruction without any migration.
  @Test func `dies at home of registers that are kept from it`() {
    let hardware = Self.both.union([.avx512f])
    let state = guest(
      [use(.xsave, .boot, rate: 0), use(.avx, .boot, rate: 0), use(.avx512f, .hardware)],
      showing: Self.both, on: hardware)
    let lost = state.lost(on: cpu(hardware), showing: Self.both)
    #expect(lost.map(\.feature) == [.avx512f])
    // Whoever starts it again has it die again.
    #expect(lost.map(\.renewalsPerSecond) == [0])
    #expect(state.xcr0 == 0x7)
  }
}

@Suite struct `Registers that an instruction needs` {
  @Test(
    arguments: [
      (Feature.avx, 0x4), (.avx2, 0x4), (.avx512f, 0xe4), (Feature(word: 5, bit: 31), 0xe4),
      (Feature(word: 6, bit: 9), 0x4), (.sse42, 0), (.pku, 0x200),
    ] as [(Feature, UInt64)])
  func `are those of its extension`(feature: Feature, components: UInt64) {
    #expect(XSAVEArea.components(neededBy: feature) == components)
  }
}
