/// Features that the engine itself has to know: those with state behind them, and common losses.
///
/// Word and bit as in Xen's `cpufeatureset.h`; every other feature reaches the engine as data.
extension Feature {
  // Leaf 1, EDX.
  public static let vme = Feature(word: 0, bit: 1)
  public static let de = Feature(word: 0, bit: 2)
  public static let pse = Feature(word: 0, bit: 3)
  public static let tsc = Feature(word: 0, bit: 4)
  public static let pae = Feature(word: 0, bit: 6)
  public static let mce = Feature(word: 0, bit: 7)
  public static let pge = Feature(word: 0, bit: 13)
  public static let fxsr = Feature(word: 0, bit: 24)
  public static let sse = Feature(word: 0, bit: 25)
  public static let sse2 = Feature(word: 0, bit: 26)
  public static let htt = Feature(word: 0, bit: 28)
  // Leaf 1, ECX.
  public static let vmx = Feature(word: 1, bit: 5)
  public static let est = Feature(word: 1, bit: 7)
  public static let ssse3 = Feature(word: 1, bit: 9)
  public static let pcid = Feature(word: 1, bit: 17)
  public static let sse41 = Feature(word: 1, bit: 19)
  public static let sse42 = Feature(word: 1, bit: 20)
  public static let x2apic = Feature(word: 1, bit: 21)
  public static let popcnt = Feature(word: 1, bit: 23)
  public static let aes = Feature(word: 1, bit: 25)
  public static let xsave = Feature(word: 1, bit: 26)
  public static let avx = Feature(word: 1, bit: 28)
  public static let rdrand = Feature(word: 1, bit: 30)
  public static let hypervisor = Feature(word: 1, bit: 31)
  // Leaf 80000001, EDX and ECX.
  public static let syscall = Feature(word: 2, bit: 11)
  public static let nx = Feature(word: 2, bit: 20)
  public static let ffxsr = Feature(word: 2, bit: 25)
  public static let lm = Feature(word: 2, bit: 29)
  public static let svm = Feature(word: 3, bit: 2)
  // Leaf 7, EBX, ECX and EDX.
  public static let fsgsbase = Feature(word: 5, bit: 0)
  public static let avx2 = Feature(word: 5, bit: 5)
  public static let smep = Feature(word: 5, bit: 7)
  public static let mpx = Feature(word: 5, bit: 14)
  public static let avx512f = Feature(word: 5, bit: 16)
  public static let smap = Feature(word: 5, bit: 20)
  public static let umip = Feature(word: 6, bit: 2)
  public static let pku = Feature(word: 6, bit: 3)
  public static let cetShadowStack = Feature(word: 6, bit: 7)
  public static let pks = Feature(word: 6, bit: 31)
  public static let cetBranchTracking = Feature(word: 9, bit: 20)
  public static let amxTile = Feature(word: 9, bit: 24)
  // Leaf 80000021, EAX.
  public static let autoIBRS = Feature(word: 11, bit: 8)
  // Those that accumulate over a pool: the mark `|` in `cpufeatureset.h`.
  public static let noLMSL = Feature(word: 8, bit: 20)
  public static let mdClear = Feature(word: 9, bit: 10)
  public static let fsGsNonSerialising = Feature(word: 11, bit: 1)
  public static let verwClear = Feature(word: 11, bit: 5)
  public static let fbClear = Feature(word: 16, bit: 17)
  public static let rfdsClear = Feature(word: 16, bit: 28)
}
