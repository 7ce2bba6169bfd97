// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "XenMotion",
  products: [
    .library(name: "MigrationSim", targets: ["MigrationSim"])
  ],
  targets: [
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    .target(
      name: "MigrationSim", dependencies: ["CGSL"],
      linkerSettings: [.linkedLibrary("m")]),
    .target(name: "ScenarioKit", dependencies: ["MigrationSim"], exclude: ["Data"]),
    .testTarget(name: "MigrationSimTests", dependencies: ["MigrationSim", "CGSL"]),
    .testTarget(name: "ScenarioKitTests", dependencies: ["ScenarioKit", "MigrationSim"]),
  ]
)
