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
        .product(name: "MigrationSim", package: "XenMotion"),
        .product(name: "HeapModule", package: "swift-collections"),
      ]),
    .executableTarget(name: "hold-ratios", dependencies: ["HoldModel"]),
    .executableTarget(
      name: "migration-peers",
      dependencies: [.product(name: "MigrationSim", package: "XenMotion")]),
    .executableTarget(
      name: "KernelBenchmarks",
      dependencies: ["HoldModel", .product(name: "Benchmark", package: "benchmark")],
      path: "Benchmarks/KernelBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .executableTarget(
      name: "ScenarioBenchmarks",
      dependencies: [
        .product(name: "MigrationSim", package: "XenMotion"),
        .product(name: "ScenarioKit", package: "XenMotion"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/ScenarioBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
)
