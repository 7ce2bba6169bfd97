extension FeatureSet {
  /// Features that hold for a pool if any host has them: software must then act as if it might
  /// run there.
  ///
  /// Source: the mark `|` in `xen/include/public/arch-x86/cpufeatureset.h` (xen-project/xen).
  public static let accumulating: FeatureSet = [
    .noLMSL, .mdClear, .fsGsNonSerialising, .verwClear, .fbClear, .rfdsClear,
  ]

  /// What every VM of a pool may be given: a feature that all `hosts` have.
  ///
  ///     level = (AND over hosts) without A, joined with (OR over hosts) within A
  ///
  /// A is `accumulating`; pass the empty set for the plain AND of older toolstacks. Without hosts
  /// the level is empty. Source: the fold of `combine_cpu_policies`, `ocaml/xapi/create_misc.ml`
  /// (xapi-project/xen-api). Check: {SSE3, MD_CLEAR} and {SSE3, AVX} give {SSE3, MD_CLEAR}.
  public static func poolLevel(
    of hosts: some Sequence<FeatureSet>, accumulating: FeatureSet = .accumulating
  ) -> FeatureSet {
    var common: FeatureSet?
    var any = FeatureSet()
    for host in hosts {
      common = common?.intersection(host) ?? host
      any = any.union(host)
    }
    return (common ?? FeatureSet()).subtracting(accumulating)
      .union(any.intersection(accumulating))
  }
}
