import BenchKit
import Benchmark
import Workloads

let benchmarks: @Sendable () -> Void = { Workload.register(.runs) }
