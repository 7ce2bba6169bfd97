import Foundation
import PackagePlugin

/// Turns the bundled scenarios, the schema, the data tables and the catalogues of languages into
/// one Swift file of constants.
///
/// The binary then carries them wherever it is copied. Every file, and every folder that holds
/// one, is an input of the command, so that an edit, a new file or a removal builds anew.
@main
struct EmbedFilesPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let package = context.package.directoryURL
    let roots = [
      (folder: package.appending(path: "Scenarios"), extensions: ["yaml", "json", "csv"]),
      (
        folder: package.appending(path: "Sources/ScenarioKit/Data"),
        extensions: ["csv", "json", "txt", "tsv", "yaml"]
      ),
      (folder: package.appending(path: "Sources/ReportKit/Languages"), extensions: ["po"]),
    ]
    var inputs: [URL] = []
    var arguments: [String] = []
    for root in roots {
      for file in try files(under: root.folder, extensions: root.extensions) {
        inputs.append(file)
        let name = file.path(percentEncoded: false).dropFirst(
          package.path(percentEncoded: false).count)
        arguments += [String(name.drop { $0 == "/" }), file.path(percentEncoded: false)]
      }
    }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    return [
      .buildCommand(
        displayName: "Embed scenarios and data",
        executable: try context.tool(named: "EmbedFiles").url,
        arguments: [output.path(percentEncoded: false)] + arguments,
        inputFiles: inputs, outputFiles: [output])
    ]
  }

  /// The files below a folder with one of the extensions, in order of their paths.
  private func files(under folder: URL, extensions: [String]) throws -> [URL] {
    guard let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    else { return [] }
    return walk.compactMap { $0 as? URL }
      .filter { extensions.contains($0.pathExtension) }
      .sorted { $0.path(percentEncoded: false) < $1.path(percentEncoded: false) }
  }
}
