// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the simulator's users never fetch a benchmark framework.
let package = Package(
  name: "XenMotionBenchmarks",
  dependencies: [
    // The name is told because a checkout's folder may be called anything.
    .package(name: "XenMotion", path: ".."),
    // Without its traits: they count allocations, which are not asked here, through a library
    // that replaces malloc.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
  ],
  targets: [
    .target(
      name: "HoldModel",
      dependencies: [
        .product(name: "BenchKit", package: "XenMotion"),
        .product(name: "MigrationSim", package: "XenMotion"),
        .product(name: "HeapModule", package: "swift-collections"),
      ]),
    .executableTarget(name: "hold-ratios", dependencies: ["HoldModel"]),
    .executableTarget(
      name: "migration-peers",
      dependencies: [
        .product(name: "BenchKit", package: "XenMotion"),
        .product(name: "MigrationSim", package: "XenMotion"),
      ]),
    // The workloads of 'xenmotion bench', as benchmarks of the framework's.
    .target(
      name: "Workloads",
      dependencies: [
        .product(name: "BenchKit", package: "XenMotion"),
        .product(name: "Benchmark", package: "benchmark"),
      ]),
    .executableTarget(
      name: "KernelBenchmarks",
      dependencies: ["HoldModel", "Workloads", .product(name: "Benchmark", package: "benchmark")],
      path: "Benchmarks/KernelBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .executableTarget(
      name: "RoomBenchmarks",
      dependencies: ["Workloads", .product(name: "Benchmark", package: "benchmark")],
      path: "Benchmarks/RoomBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .executableTarget(
      name: "RunBenchmarks",
      dependencies: ["Workloads", .product(name: "Benchmark", package: "benchmark")],
      path: "Benchmarks/RunBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
)
