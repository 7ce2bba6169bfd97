/// The policies of real senders, and of another simulator.
extension StopPolicy {
  /// Xen since 4.6: at most five live passes, or fewer than 50 pages dirty.
  ///
  /// Source: `SPP_MAX_ITERATIONS`, `SPP_TARGET_DIRTY_COUNT` and `send_memory_live` in
  /// tools/libs/guest/xg_sr_save.c (xen-project/xen): the loop sends even a set below the target
  /// once more before it suspends, and does not clean the bitmap after the fifth pass.
  public static let xen = StopPolicy(
    name: "xen", maximumPasses: 5, threshold: 50, sendsSmallSetLive: true)

  /// XenServer's and XCP-ng's emu-manager: four live passes, or fewer than 50 pages dirty.
  ///
  /// It decides in place of libxenguest's loop, and pauses the guest as soon as it has decided.
  /// Source: emum.c (xenserver/emu-manager): `iter > 0 && (rem < 50 || iter >= 4)`; that passes
  /// are counted from the end of the first one is assumed.
  public static let emuManager = StopPolicy(name: "emu-manager", maximumPasses: 4, threshold: 50)

  /// Xen to 4.5, and so XCP 1.x: 29 passes, fewer than 50 pages in one, or three times the memory.
  ///
  /// Source: `DEF_MAX_ITERS`, `DEF_MAX_FACTOR` and `xc_domain_save` in
  /// tools/libxc/xc_domain_save.c (xen-project/xen before b15bc4345e).
  public static let xenLegacy = StopPolicy(
    name: "xen-legacy", maximumPasses: 29, threshold: 50, measure: .setJustSent,
    maximumVolume: 3, selection: .clean)

  /// Xen of 2005: as legacy, with a rate that follows the guest's dirtying.
  ///
  /// It stops when less than 256 KB is left, or when a pass at the highest rate sends more than the
  /// one before. Source: Clark et al., NSDI 2005, §5.3; START_MBIT_RATE and MAX_MBIT_RATE in
  /// xc_linux_save.c, whose Mbit are 2²⁰ bits (RATE_TO_BTU = 781,250 µs for 100 KiB at 1 Mbit/s).
  public static var clark2005: StopPolicy {
    var policy = xenLegacy
    policy.name = "clark-2005"
    policy.measure = .dirtySet
    policy.threshold = 64
    policy.rateRule = .clark2005
    return policy
  }

  /// QEMU: no limit of passes; the guest is stopped when what is left takes less than 300 ms.
  ///
  /// Source: migration/migration.c (`migration_iteration_run`: pending < bandwidth × downtime
  /// limit, then an exact sync, and stop if it still is) and migration/options.c
  /// (DEFAULT_MIGRATE_SET_DOWNTIME 300 ms) in qemu/qemu. The limit on the rate is lifted for the
  /// last pass (`migration_completion`). KVM's dirty bits are cleared 1 GiB at a time, just before
  /// those pages are sent (CLEAR_BITMAP_SHIFT_DEFAULT 18). QEMU itself goes on for ever; the hour
  /// after which this policy gives up is an assumption, for what drives QEMU has a time-out.
  public static var qemu: StopPolicy {
    var policy = StopPolicy(
      name: "qemu", maximumPasses: nil, threshold: 50, measure: .setLeft,
      timeLimit: .seconds(3600), selection: .clearing(chunk: 1 << 18), atLimit: .abort)
    policy.downtimeLimit = .milliseconds(300)
    policy.capsLastPass = false
    return policy
  }

  /// SimGrid's virtual machines: passes until what is dirty takes less than 30 ms.
  ///
  /// Source: src/plugins/vm/VmLiveMigration.cpp (simgrid/simgrid), stages 1 to 3; its time-out of
  /// 10⁷ s is kept. It counts dirtied bytes as min(rate × time, working set), which a sequential
  /// class does.
  public static var simgrid: StopPolicy {
    var policy = StopPolicy(
      name: "simgrid", maximumPasses: nil, threshold: 0, timeLimit: .seconds(1e7), atLimit: .abort)
    policy.downtimeLimit = .milliseconds(30)
    return policy
  }
}
