// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "XenMotion",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "MigrationSim", targets: ["MigrationSim"]),
    .library(name: "ScenarioKit", targets: ["ScenarioKit"]),
    .library(name: "StudyKit", targets: ["StudyKit"]),
    .library(name: "ValidationKit", targets: ["ValidationKit"]),
    .library(name: "BenchKit", targets: ["BenchKit"]),
    .library(name: "ReportKit", targets: ["ReportKit"]),
    .executable(name: "xenmotion", targets: ["xenmotion"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    .target(
      name: "MigrationSim", dependencies: ["CGSL"],
      linkerSettings: [.linkedLibrary("m")]),
    // The link Scenarios is there so that a scenario added or removed builds the target anew;
    // the plugin embeds it.
    .target(
      name: "ScenarioKit", dependencies: ["MigrationSim", "Yams"], exclude: ["Data", "Scenarios"],
      plugins: ["EmbedFilesPlugin"]),
    .executableTarget(name: "EmbedFiles", path: "Sources/EmbedFiles"),
    .plugin(
      name: "EmbedFilesPlugin", capability: .buildTool(), dependencies: ["EmbedFiles"],
      path: "Sources/EmbedFilesPlugin"),
    .systemLibrary(name: "CDigest", pkgConfig: "libmd", providers: [.apt(["libmd-dev"])]),
    .target(
      name: "StudyKit",
      dependencies: [
        "MigrationSim", "ScenarioKit", "CGSL", "CDigest",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .target(name: "ValidationKit", dependencies: ["MigrationSim", "ScenarioKit", "StudyKit"]),
    .target(name: "BenchKit", dependencies: ["MigrationSim", "ScenarioKit", "StudyKit"]),
    .target(
      name: "ReportKit",
      dependencies: ["MigrationSim", "ScenarioKit", "StudyKit", "ValidationKit", "BenchKit"],
      exclude: ["Languages"]),
    .executableTarget(
      name: "xenmotion",
      dependencies: [
        "MigrationSim", "ScenarioKit", "StudyKit", "ValidationKit", "BenchKit", "ReportKit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "SampleRuns", dependencies: ["MigrationSim", "StudyKit"], path: "Tests/SampleRuns"),
    .testTarget(name: "MigrationSimTests", dependencies: ["MigrationSim", "CGSL"]),
    .testTarget(
      name: "ScenarioKitTests", dependencies: ["ScenarioKit", "MigrationSim", "Yams"],
      exclude: ["Diagnostics", "everything", "everything.yaml"]),
    .testTarget(
      name: "ScenarioTranscripts",
      dependencies: ["ScenarioKit", "MigrationSim", "StudyKit", "ReportKit"]),
    .testTarget(
      name: "StudyKitTests",
      dependencies: [
        "StudyKit", "ScenarioKit", "MigrationSim", "SampleRuns", "Yams",
        .product(name: "GRDB", package: "GRDB.swift"),
      ], exclude: ["Diagnostics", "everything"]),
    .testTarget(
      name: "ValidationKitTests",
      dependencies: ["ValidationKit", "ReportKit", "ScenarioKit", "MigrationSim", "StudyKit"]),
    .testTarget(
      name: "BenchKitTests",
      dependencies: ["BenchKit", "ReportKit", "ScenarioKit", "StudyKit", "MigrationSim"],
      exclude: ["Golden", "wrong.yaml"]),
    .testTarget(
      name: "ReportKitTests",
      dependencies: ["ReportKit", "ScenarioKit", "StudyKit", "SampleRuns"], exclude: ["Golden"]),
    .testTarget(
      name: "XenMotionTests", dependencies: ["xenmotion"], exclude: ["unmet.yaml", "unmet.csv"]),
    .testTarget(name: "TidyTests"),
  ]
)
